// Writes the vectors that the JavaScript implementation makes for the Python one to check.
// Refuses randomness: everything follows from labels, so that a second run changes nothing.

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ballotFromParts, verifyBallot } from '../ballot_service/web/static/booth/crypto/ballot.js';
import { longCode, shortCode } from '../ballot_service/web/static/booth/crypto/codes.js';
import { parseElection } from '../ballot_service/web/static/booth/crypto/election.js';
import { hashHex, toBase64, utf8 } from '../ballot_service/web/static/booth/crypto/encoding.js';
import { groupByName, powerOfGenerator } from '../ballot_service/web/static/booth/crypto/group.js';
import {
  canonicalForm, electionText, parseManifest,
} from '../ballot_service/web/static/booth/crypto/manifest.js';
import { ed25519, hexToBytes } from '../ballot_service/web/static/booth/vendor/noble.js';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'tests', 'vectors');

/** A throw-away RSA public key of 3072 bits; nobody kept its private half. */
const ISSUING_KEY =
  'MIIBojANBgkqhkiG9w0BAQEFAAOCAY8AMIIBigKCAYEAo45XHzWssa+XMIxq67CkCVyR81E5NDTzdVl8ywRT'
  + 'AjDgZUBVy/ojCSQMuTvgldMj+KLydHIIQ2m9VVZtVPicDf2IzgtF+WokFK21o7JBHUFAUTxoN4/t2RKODNhF'
  + 'V76uuMDd2l8ZIm4Ju2++dOPIQ5XR6m7XWJ6wGStX+XqG6YA2mAz5PZcDwmEs6JXXiVLWufS2r1JSr7zlBeJf'
  + '5WW+heAaWmyPLj2/rYFxb/rST2AVxMzvm3Ej7nZVakrs8P/6CqTXTfWGeEby4BdUthuTkX0ivgQ4WfWSyAY5'
  + 'NEQg4glVbuNQVIDYdwMjAA2G6ypNpPti3rJQVONT0Q15rx3LOsxIUtZsLhUEOmLY7Gl/P2EnkwRlei+TMmjH'
  + 'RXE//h1Tn/3BVG0ajmGp9XP9eT21mWLIaHI25OKZcfE0Q44O8M8Uvi4FQLa+8+Ogp3IZZ6+HD5Bz+8wcnpQx'
  + 'x1RdyQyhQjZfajirgWG/Ud40C4yB0DT0koOBUiCLSXpimd+vMF1BAgMBAAE=';

const VIETNAMESE = { answers: ['Đồng ý', 'Không đồng ý'], min: 0, max: 1 };
const SAMPLE_QUESTIONS = {
  rows: [
    { ...VIETNAMESE, question: 'Nguyễn Văn A (1971) — Phó Giám đốc' },
    { ...VIETNAMESE, question: 'Trần Thị "B" (1980) — Trưởng phòng' },
  ],
  one: [{ ...VIETNAMESE, question: 'Nguyễn Văn A (1971) — Phó Giám đốc' }],
  blank: [{ answers: ['a', 'b', 'c'], blank: true, min: 1, max: 2, question: 'One or two' }],
  range: [{ answers: ['a', 'b', 'c'], min: 1, max: 3, question: 'One to three' }],
};

/** What each ballot of the file is: name, group, questions, choices. */
const BALLOTS = [
  ['agree-and-unmarked', 'Ed25519', 'rows', [[1, 0], [0, 0]]],
  ['disagree-and-agree', 'Ed25519', 'rows', [[0, 1], [1, 0]]],
  ['three-of-three', 'Ed25519', 'range', [[1, 1, 1]]],
  ['blank', 'Ed25519', 'blank', [[1, 0, 0, 0]]],
  ['not-blank', 'Ed25519', 'blank', [[0, 1, 0, 1]]],
  ['agree', 'BELENIOS-2048', 'one', [[1, 0]]],
  ['disagree', 'BELENIOS-2048', 'one', [[0, 1]]],
  ['blank-2048', 'BELENIOS-2048', 'blank', [[1, 0, 0, 0]]],
];

const numberOf = (label) => BigInt(`0x${hashHex(`vector|${label}`)}`);

/** The public key of a secret that follows from a label: good for vectors and nothing else. */
function publicKeyOf(group, label) {
  return group.format(powerOfGenerator(group)(numberOf(label) % group.order));
}

/** A private credential that follows from a label. */
function credentialOf(label) {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let rest = numberOf(`credential|${label}`);
  let text = '';
  for (let index = 0; index < 22; index += 1) {
    text += alphabet[Number(rest % 58n)];
    rest /= 58n;
  }
  return [text.slice(0, 5), text.slice(5, 11), text.slice(11, 16), text.slice(16)].join('-');
}

function ballotVector([name, groupName, kind, choices]) {
  const group = groupByName(groupName);
  const text = JSON.stringify({
    version: 1,
    description: 'vector',
    name: 'Vector',
    group: groupName,
    public_key: publicKeyOf(group, groupName),
    questions: SAMPLE_QUESTIONS[kind],
    uuid: 'ExampAeVector11',
  });
  const election = parseElection(text);
  const credential = credentialOf(name);
  const seed = hashHex(`vector|seed|${name}`);
  const nonce = numberOf(`nonce|${name}`) % group.order;
  const made = ballotFromParts(
    election, { credential, choices }, { seed: hexToBytes(seed), nonce },
  );
  verifyBallot(election, made.text);
  return {
    name, election: text, credential, seed, nonce: nonce.toString(), choices,
    ballot: made.text, tracker: made.tracker,
  };
}

function codeVectors() {
  const hashes = [
    '0'.repeat(64), 'f'.repeat(64), hashHex('vector|code|1'), hashHex('vector|code|2'),
  ];
  return hashes.map((hash) => {
    const [long, short] = [longCode(hash), shortCode(hash)];
    const spaced = long.toLowerCase().replaceAll('-', ' ');
    const typed = spaced.replaceAll('0', 'O').replaceAll('1', 'l');
    return { hash, long, short, typed, refused: refusedCodes(long, short) };
  });
}

/** None of these is the 125-bit code of the hash. */
function refusedCodes(long, short) {
  const last = long.at(-1) === '7' ? '8' : '7';
  return [
    { why: 'one character too few', code: long.slice(0, -1) },
    { why: 'one character too many', code: `${long}0` },
    { why: 'a letter outside the alphabet', code: `${long.slice(0, -1)}U` },
    { why: 'the code of something else', code: `${long.slice(0, -1)}${last}` },
    { why: 'a tracker, not a code', code: short },
    { why: 'empty', code: '' },
  ];
}

/** The profile in force, as planning writes it. */
const PROFILE = {
  id: 'HD06-2017', version: 1, status: 'in_force',
  legal_basis: 'Hướng dẫn số 06-HD/BTCTW ngày 24/02/2017 của Ban Tổ chức Trung ương',
  unconfirmed: [], quorum_numerator: 2, quorum_denominator: 3, majority_numerator: 1,
  majority_denominator: 2, majority_base: 'members',
  tie_rule: ['reballot', 'chair_decides', 'leave_vacant'], reballots_at_most: 1,
  structure_mode: 'strict_rank', places_reading: 'expected', max_persons_per_title: 3,
  max_titles_same_level: 3, only_higher_titles: true, refuse_open_appointment: true,
  consultation_rate_base: 'members', warn_below_half: false, nominee_member_rule: 'votes',
  blank_ballots: 'not_counted', marks_cap: 'none', free_text: false,
  secret_steps: [1, 2, 3, 4], announced_steps: [1, 4], late_arrivals: true,
  absentees: 'none', envelope_minimum: 3, minimum_ballots: 3, cycle_quarter: 1,
  once_a_year: true, evaluation_required: true, retention_ballots_years: 5,
  retention_rest_years: 10, address: 'dong_chi',
};

function sampleManifest(group) {
  const receiptKey = ed25519.getPublicKey(hexToBytes(hashHex('vector|receipt')));
  const title = (id, name, places) => ({
    id, name, authority: 'own', authority_name: 'Ban Thường vụ', places,
    places_certain: 1, structure: [{ category: 'female', minimum: 1, staying: 0 }],
  });
  const nominee = (id, name, year, categories) => ({
    id, name, birth_year: year, position: 'Trưởng phòng', categories, planned_titles: 1,
  });
  return {
    schema: 'ballot-service/manifest/1', uuid: 'Manifest2Vector1', run: 1, group,
    title: 'Phiếu giới thiệu quy hoạch "nhiệm kỳ 2025–2030" \\ lần 1',
    body: 'Tập thể lãnh đạo Sở', date: '2026-02-28', step: 4, kind: 'addition',
    roll: { digest: hashHex('vector|roll'), members: 15 },
    titles: [title('giam-doc', 'Giám đốc', 1), title('pho_giam_doc', 'Phó Giám đốc', 2)],
    nominees: [
      nominee('n1', 'Nguyễn Thị Ánh', 1975, ['female', 'ethnic_minority']),
      nominee('n2', 'Đỗ Văn Ước', 1982, []),
    ],
    questions: [
      { title: 'pho_giam_doc', nominee: 'n2' },
      { title: 'pho_giam_doc', nominee: 'n1' },
      { title: 'giam-doc', nominee: 'n1' },
    ],
    profile: PROFILE,
    committee: [
      { name: 'Lê Văn C', role: 'head' }, { name: 'Phạm Thị D', role: 'secretary' },
      { name: 'Hoàng Văn E', role: 'member' },
    ],
    trustees: { size: 3, threshold: 2 },
    issuing_key: ISSUING_KEY,
    receipt_key: toBase64(receiptKey),
  };
}

function manifestVector(groupName) {
  const text = canonicalForm(sampleManifest(groupName));
  const manifest = parseManifest(utf8(text));
  const publicKey = publicKeyOf(groupByName(groupName), groupName);
  const election = electionText(manifest, publicKey);
  const { hash, fingerprint } = parseElection(election);
  return {
    group: groupName, manifest: text, hash: manifest.hash, code: longCode(manifest.hash),
    public_key: publicKey, election, election_hash: hash, fingerprint,
  };
}

async function write(name, about, vectors) {
  const text = JSON.stringify({ about, vectors }, undefined, 1);
  await writeFile(join(FOLDER, name), `${text}\n`);
  console.log(`${name} ${text.length}`);
}

await mkdir(FOLDER, { recursive: true });
await write(
  'ballots-js.json',
  'Ballots made by the JavaScript implementation (npm run vectors): each must come out of '
    + 'election, credential, seed, nonce and choices byte for byte, and verify.',
  BALLOTS.map(ballotVector),
);
await write(
  'codes.json',
  'Codes of SHA-256 values (record.md 8): long and short as written, `typed` is read as '
    + '`long`, none of `refused` is.',
  codeVectors(),
);
await write(
  'manifest-election.json',
  'Manifests and the election that follows from each (manifest.md 5), byte for byte.',
  ['Ed25519', 'BELENIOS-2048'].map(manifestVector),
);
