// A fictional meeting for the booth's tests: three titles, sixteen rows, fifteen members.
// Refuses real names and real keys: both keys come from the caller.

const TITLES = [
  ['giam-doc', 'Giám đốc Sở', 'superior', 'Ban Thường vụ Tỉnh ủy', 2, []],
  ['pho-giam-doc', 'Phó Giám đốc Sở', 'superior', 'Ban Thường vụ Tỉnh ủy', 3, []],
  ['chanh-van-phong', 'Chánh Văn phòng Sở', 'own', 'Tập thể lãnh đạo Sở', 2,
    [{ category: 'female', minimum: 1, staying: 0 }]],
];

const NOMINEES = [
  ['khoi', 'Tạ Doãn Khôi', 1976, 'Trưởng phòng Quy hoạch'],
  ['quyen', 'Lương Thị Bích Quyên', 1979, 'Phó Giám đốc Sở'],
  ['thinh', 'Đinh Khắc Thịnh', 1977, 'Phó Giám đốc Sở'],
  ['vy', 'Hoàng Bá Vỹ', 1974, 'Phó Giám đốc Sở'],
  ['canh', 'Chu Tiến Cảnh', 1983, 'Trưởng phòng Tổ chức cán bộ'],
  ['dien', 'Nông Viết Điền', 1981, 'Giám đốc Ban QLDA số 2'],
  ['giap', 'Quách Đình Giáp', 1984, 'Phó Trưởng phòng Thẩm định'],
  ['huan', 'Cao Hữu Huân', 1980, 'Trưởng phòng Quản lý hạ tầng'],
  ['thoa', 'Dương Thị Hồng Thoa', 1985, 'Phó Chánh Văn phòng Sở'],
  ['uyen', 'Mai Thị Thanh Uyên', 1982, 'Trưởng phòng Kế hoạch - Tài chính'],
  ['bach', 'Hà Viết Bách', 1986, 'Phó Trưởng phòng Kế hoạch - Tài chính'],
  ['hao', 'Lý Công Hào', 1987, 'Chuyên viên chính Văn phòng Sở'],
  ['luc', 'Ngô Quang Lực', 1988, 'Phó Trưởng phòng Hành chính'],
  ['tram', 'Vi Diệu Trâm', 1989, 'Phó Trưởng phòng Tổng hợp'],
];

const ROWS = {
  'giam-doc': ['khoi', 'quyen', 'thinh', 'vy'],
  'pho-giam-doc': ['canh', 'dien', 'giap', 'huan', 'khoi', 'thoa', 'uyen'],
  'chanh-van-phong': ['bach', 'giap', 'hao', 'luc', 'tram'],
};

/** @param {{ issuingKey: string, receiptKey: string, change?: object }} keys */
export function sampleManifest({ issuingKey, receiptKey, change = {} }) {
  return {
    schema: 'ballot-service/manifest/1',
    uuid: 'BoothSamp1eE1ection',
    run: 1,
    group: 'Ed25519',
    title: 'Phiếu giới thiệu nhân sự bổ sung quy hoạch năm 2026',
    body: 'Tập thể lãnh đạo Sở Kế hoạch và Hạ tầng tỉnh Trường Hà',
    date: '2026-03-24',
    step: 4,
    kind: 'addition',
    roll: { digest: 'ab'.repeat(32), members: 15 },
    titles: TITLES.map(([id, name, authority, by, places, structure]) => ({
      id, name, authority, authority_name: by, places, places_certain: places, structure,
    })),
    nominees: NOMINEES.map(([id, name, year, position]) => ({
      id, name, birth_year: year, position, categories: [], planned_titles: 1,
    })),
    questions: Object.entries(ROWS).flatMap(([title, list]) =>
      list.map((nominee) => ({ title, nominee }))),
    profile: { id: 'HD06-2017', majority_numerator: 1, majority_denominator: 2 },
    committee: [
      { name: 'Lê Văn Ba', role: 'head' },
      { name: 'Phạm Thị Dung', role: 'member' },
      { name: 'Hoàng Văn Em', role: 'secretary' },
    ],
    trustees: { size: 3, threshold: 2 },
    issuing_key: issuingKey,
    receipt_key: receiptKey,
    ...change,
  };
}
