"""What people read when a field holds no day or no hour: which, and how to write it.

Refuses to repeat what was typed: the field keeps it.
"""

from ballot_service.errors import BadDayField, BadHourField
from ballot_service.web.cycle_names import PAPERS, Words

BEHIND_PAPER = "_day"
"""Behind a paper's name in a form: the field of its day."""

DAYS: dict[str, Words] = {
    "day": ("Ngày văn bản", "Day of the paper"),
    "date": ("Ngày họp", "Day of the meeting"),
    "issued": ("Ngày cấp", "Day of issue"),
}
"""Days that stand alone, as their forms call them."""

HOURS: dict[str, Words] = {
    "opened": ("Bắt đầu lúc", "Opened at"),
    "closed": ("Kết thúc lúc", "Closed at"),
}
"""Hours, as their forms call them."""

PAPER_LABELS: dict[str, Words] = {
    **PAPERS,
    "evaluation": (
        "Văn bản kết quả đánh giá cán bộ hằng năm",
        "Document of the yearly evaluation",
    ),
    "waiver": ("Văn bản của cấp có thẩm quyền", "Document of the competent authority"),
    "opinion": (
        "Biên bản có ý kiến của tập thể lãnh đạo",
        "Minutes with the collective's opinion",
    ),
    "opinions": (
        "Biên bản có đầy đủ ý kiến của tập thể lãnh đạo",
        "Minutes with all opinions of the collective",
    ),
    "paper": ("Văn bản", "Paper"),
    "document": ("Văn bản", "Paper"),
    "submission": ("Tờ trình đã ký", "The signed submission"),
    "receipt": ("Giấy tiếp nhận", "Receipt"),
    "request": ("Văn bản yêu cầu", "Document of the request"),
    "answer": ("Văn bản trả lời", "Document of the answer"),
}
"""Papers as their forms call them."""

_TEXTS: Words = (
    "{} chưa đúng: đề nghị viết ngày/tháng/năm, ví dụ 24/03/2026.",
    "{} is not right: day/month/year, for example 24/03/2026.",
)


def bad_day_text(error: BadDayField, language: str) -> str:
    """Return the sentence that names the field, in "vi" or "en"."""
    which = 0 if language == "vi" else 1
    field = error.detail.split(":", 1)[0]
    paper = PAPER_LABELS.get(field.removesuffix(BEHIND_PAPER))
    if field in DAYS:
        named = ("Ô “{}”", "“{}”")[which].format(DAYS[field][which])
    elif paper is not None:
        named = ("Ô “Ngày” của “{}”", "“Day” of “{}”")[which].format(paper[which])
    else:
        named = ("Ngày", "The day")[which]
    return _TEXTS[which].format(named)


_HOUR_TEXTS: Words = (
    "Ô “{}” chưa đúng: đề nghị viết giờ:phút, ví dụ 08:00 hoặc 14:30.",
    "“{}” is not right: hour:minute, for example 08:00 or 14:30.",
)


def bad_hour_text(error: BadHourField, language: str) -> str:
    """Return the sentence that names the field, in "vi" or "en"."""
    which = 0 if language == "vi" else 1
    field = error.detail.split(":", 1)[0]
    named = HOURS[field][which] if field in HOURS else ("Giờ", "The hour")[which]
    return _HOUR_TEXTS[which].format(named)
