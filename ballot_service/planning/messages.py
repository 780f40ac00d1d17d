"""The catalogue of messages E01 to E25 and W01 to W06, in Vietnamese and in English.

Refuses a message with a field too many or too few, and a figure that is not whole.
"""

from dataclasses import dataclass
from string import Formatter

from ballot_service.errors import NotAnInteger, UnknownMessage, WrongMessageFields

LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Message:
    """One message: its code and its text in both languages, with named fields."""

    code: str
    vi: str
    en: str

    def fields(self) -> frozenset[str]:
        """Return the names of the fields that `render` must be given."""
        parsed = Formatter().parse(self.vi)
        return frozenset(name for _, name, _, _ in parsed if name)


MESSAGES: tuple[Message, ...] = (
    Message(
        "E01",
        "Đồng chí không có tên trong danh sách bỏ phiếu của cuộc này. Đề nghị liên "
        "hệ thư ký hội nghị.",
        "You are not on the roll of this ballot. Please ask the meeting secretary.",
    ),
    Message(
        "E02",
        "Đồng chí chưa được điểm danh. Đề nghị điểm danh trước khi nhận phiếu.",
        "You are not marked present. Please answer the roll call first.",
    ),
    Message("E03", "Cuộc bỏ phiếu chưa mở.", "The ballot is not open yet."),
    Message(
        "E04",
        "Cuộc bỏ phiếu đã đóng; phiếu chưa gửi không được tiếp nhận.",
        "The ballot is closed; a ballot not sent is not accepted.",
    ),
    Message(
        "E05",
        "Đồng chí đã gửi phiếu. Mỗi thành viên chỉ được gửi một phiếu.",
        "You have sent your ballot. Each member sends one only.",
    ),
    Message(
        "E06",
        "Không đủ điều kiện tiến hành: có mặt {present:02d}/{members:02d}, tối thiểu "
        "{minimum:02d}.",
        "No quorum: {present} of {members} present, at least {minimum} needed.",
    ),
    Message(
        "E07",
        "Chưa nhận được xác nhận của máy chủ. Phiếu được giữ trên máy; bấm 'Gửi lại' "
        "(không bị tính hai lần).",
        "No confirmation from the server yet. The ballot is kept on this tablet; "
        "press 'Send again' (it is never counted twice).",
    ),
    Message(
        "E08",
        "Phiếu không qua kiểm tra mẫu và chưa được tiếp nhận. Đề nghị đồng chí thử "
        "lại trên máy dự phòng.",
        "The ballot failed its check and was not accepted. Please use the spare "
        "tablet.",
    ),
    Message(
        "E09",
        "Cấu hình đã thay đổi so với bản đã chốt. Dừng cuộc bỏ phiếu.",
        "The configuration differs from the frozen one. Stop the ballot.",
    ),
    Message(
        "E10",
        "Thiếu mảnh khóa: mới có {have:02d}/{size:02d}, cần {threshold:02d}.",
        "Key shares missing: {have} of {size}, {threshold} needed.",
    ),
    Message(
        "E11",
        "Mảnh khóa không đúng của cuộc bỏ phiếu này.",
        "The key share belongs to another ballot.",
    ),
    Message(
        "E12",
        "Số phiếu thu về lớn hơn số phiếu phát ra. Không lập được biên bản.",
        "More ballots returned than issued. No minutes can be drawn up.",
    ),
    Message(
        "E13",
        "Đồng chí {name} có tên trong danh sách nhân sự nên không thể tham gia Ban "
        "kiểm phiếu.",
        "{name} is on the list of nominees and cannot sit on the counting committee.",
    ),
    Message(
        "E14",
        "Năm {year} đã có đợt rà soát. Mỗi năm chỉ tiến hành 01 lần.",
        "There is a review in {year} already. One a year only.",
    ),
    Message(
        "E15",
        "Ngoài thời gian quy định (quý {quarter}). Cần văn bản cho phép của cấp có "
        "thẩm quyền.",
        "Outside the prescribed time (quarter {quarter}). A document of the competent "
        "authority is needed.",
    ),
    Message(
        "E16",
        "Chưa hoàn thành đánh giá cán bộ năm {year}; chưa thể lập đợt rà soát.",
        "The evaluation of cadres of {year} is not complete; no review can start.",
    ),
    Message(
        "E17",
        "Nhân sự đã được quy hoạch {most:02d} chức danh cùng cấp.",
        "The nominee is planned for {most} titles of this level already.",
    ),
    Message(
        "E18",
        "Chức danh đã đủ số lượng tối đa ({most:02d}); không mở bổ sung.",
        "The title is full ({most}); it is not opened for additions.",
    ),
    Message(
        "E19",
        "Nhân sự đang trong quy trình bổ nhiệm, giới thiệu ứng cử; không thực hiện "
        "quy hoạch đồng thời.",
        "An appointment procedure is open for the nominee; no planning at the same "
        "time.",
    ),
    Message(
        "E20",
        "Chưa có báo cáo tổng hợp của cơ quan tổ chức; chưa thể mở Bước 4.",
        "The agency's report is missing; step 4 cannot open.",
    ),
    Message(
        "E21",
        "Số hợp lệ và không hợp lệ không khớp số phiếu thu về.",
        "Valid and invalid ballots do not add up to those returned.",
    ),
    Message(
        "E22",
        "Thiếu tài liệu bắt buộc: {documents}.",
        "Mandatory documents are missing: {documents}.",
    ),
    Message(
        "E23",
        "Chứng thư chữ ký số đã hết hạn hoặc không kiểm tra được trên mạng LAN độc "
        "lập.",
        "The signature certificate is out of date or cannot be checked off-line.",
    ),
    Message(
        "E24",
        "Thiết bị chưa được đăng ký cho hội nghị này.",
        "The device is not registered for this meeting.",
    ),
    Message(
        "E25",
        "Đồng chí đã nhận phiếu trên máy khác.",
        "You have received your ballot on another tablet.",
    ),
    Message(
        "W01",
        "Số có mặt ({present:02d}) nhỏ hơn số phiếu tối thiểu để đạt ({minimum:02d}): "
        "không nhân sự nào có thể đạt.",
        "{present} are present, {minimum} are needed to pass: nobody can.",
    ),
    Message(
        "W02",
        "Phiếu để trống toàn bộ sẽ ghi nhận là phiếu trắng.",
        "A ballot without any mark is recorded as blank.",
    ),
    Message("W03", "Chưa bảo đảm cơ cấu: {content}.", "Structure not met: {content}."),
    Message(
        "W04",
        "Nhân sự đạt trên 50% nhưng ngoài số lượng cần bổ sung.",
        "Passed, but beyond the number of places.",
    ),
    Message(
        "W05",
        "Kết quả toàn bộ đồng ý/không đồng ý làm lộ lựa chọn của mọi thành viên.",
        "A unanimous result shows what everybody chose.",
    ),
    Message(
        "W06",
        "Đã quá ngày {last_day}; đợt rà soát phải kết thúc trong quý {quarter}.",
        "{last_day} is past; the review must end in quarter {quarter}.",
    ),
)

CATALOGUE: dict[str, Message] = {message.code: message for message in MESSAGES}


def render(code: str, language: str, **values: int | str) -> str:
    """Return one message with its fields filled in.

    Args:
        code: "E01" to "E25", "W01" to "W06".
        language: "vi" or "en".
        values: exactly the message's fields, as int or str.

    Raises:
        UnknownMessage: no such code or language. WrongMessageFields: other fields.
        NotAnInteger: a value that is neither int nor str.
    """
    message = CATALOGUE.get(code)
    if message is None or language not in LANGUAGES:
        raise UnknownMessage(f"{code} in {language}")
    if set(values) != message.fields():
        raise WrongMessageFields(f"{code}: {sorted(values)}")
    if any(type(value) not in (int, str) for value in values.values()):
        raise NotAnInteger(code)
    text = message.vi if language == "vi" else message.en
    try:
        return text.format(**values)
    except ValueError as error:
        raise WrongMessageFields(f"{code}: a text where a number belongs") from error
