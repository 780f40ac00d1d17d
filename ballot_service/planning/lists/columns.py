"""The columns of each list, and the headings by which people call them.

Refuses to guess a column: a heading is one of those below, whatever its case, its
diacritics and its spacing, or the column is left unread and said to be.
"""

import unicodedata
from dataclasses import dataclass

ROLL, TITLES, NOMINEES, COMMITTEE = "roll", "titles", "nominees", "committee"


@dataclass(frozen=True)
class Column:
    """One column: its field, the heading of the template, other known headings."""

    field: str
    heading: str
    english: str
    others: tuple[str, ...] = ()
    required: bool = False

    @property
    def keys(self) -> frozenset[str]:
        """All headings by which it is known, folded."""
        return frozenset(
            key_of(name) for name in (self.heading, self.english, *self.others)
        )


@dataclass(frozen=True)
class ListForm:
    """One kind of list.

    Attributes:
        sheet: the name of its sheet in the template.
        telling: a column that no other list has; without a sheet's name it must be
            there where several kinds are possible. "" where nothing tells it.
    """

    kind: str
    sheet: str
    english: str
    columns: tuple[Column, ...]
    telling: str = ""

    def column(self, field: str) -> Column:
        """Return the column of a field. Raises KeyError where there is none."""
        return {column.field: column for column in self.columns}[field]


_NAME = Column(
    "name",
    "Họ và tên",
    "Full name",
    ("họ tên", "name", "họ, tên", "họ và tên thành viên", "họ và tên nhân sự"),
    required=True,
)
_POSITION = Column(
    "position",
    "Chức vụ",
    "Position",
    (
        "chức vụ, đơn vị",
        "chức vụ, đơn vị công tác",
        "chức vụ hiện tại",
        "chức vụ, đơn vị hiện tại",
    ),
    required=True,
)
_ID = Column("id", "Mã", "Code", ("id", "mã số", "mã thành viên", "mã nhân sự"))
_STAYING = "đang có"

STRUCTURE = (
    ("female", "Nữ"),
    ("young", "Trẻ"),
    ("ethnic_minority", "Dân tộc thiểu số"),
    ("science_technology", "Khoa học, công nghệ"),
)
"""Categories with the word that stands for them in headings."""

_NEEDS = tuple(
    Column(f"{part}_{category}", f"{word} {said}", f"{category} {part}")
    for category, word in STRUCTURE
    for part, said in (("minimum", "tối thiểu"), ("staying", _STAYING))
)

FORMS: tuple[ListForm, ...] = (
    ListForm(ROLL, "Thành viên", "Members", (_ID, _NAME, _POSITION)),
    ListForm(
        TITLES,
        "Chức danh",
        "Titles",
        (
            Column("id", "Mã", "Code", ("id", "mã chức danh")),
            Column(
                "name",
                "Tên chức danh",
                "Title",
                ("chức danh", "chức danh quy hoạch"),
                required=True,
            ),
            Column(
                "authority",
                "Thẩm quyền",
                "Authority",
                ("thẩm quyền quyết định",),
                required=True,
            ),
            Column(
                "authority_name",
                "Cấp có thẩm quyền",
                "Authority name",
                ("tên cấp có thẩm quyền",),
            ),
            Column(
                "places",
                "Số lượng cần bổ sung",
                "Places",
                ("số lượng", "k", "còn cần bổ sung"),
            ),
            Column(
                "places_certain",
                "Số lượng chắc chắn",
                "Places certain",
                ("k chắc", "chắc chắn"),
            ),
            *_NEEDS,
        ),
        telling="authority",
    ),
    ListForm(
        NOMINEES,
        "Nhân sự",
        "Nominees",
        (
            _ID,
            _NAME,
            Column(
                "birth_year",
                "Năm sinh",
                "Birth year",
                ("ngày sinh", "ngày, tháng, năm sinh", "sinh năm"),
                required=True,
            ),
            _POSITION,
            Column(
                "title",
                "Chức danh dự kiến",
                "Title",
                (
                    "chức danh",
                    "chức danh quy hoạch",
                    "mã chức danh",
                    "chức danh đang quy hoạch",
                ),
            ),
            Column(
                "reason",
                "Lý do",
                "Reason",
                ("lý do đề nghị đưa ra", "lý do đưa ra", "lý do đề nghị"),
            ),
            *(Column(category, word, category) for category, word in STRUCTURE),
            Column("gender", "Giới tính", "Gender"),
            Column(
                "planned_titles",
                "Số chức danh cùng cấp đã quy hoạch",
                "Planned titles",
                ("số chức danh đã quy hoạch", "đã quy hoạch"),
            ),
        ),
        telling="birth_year",
    ),
    ListForm(
        COMMITTEE,
        "Ban kiểm phiếu",
        "Counting committee",
        (
            _NAME,
            Column(
                "role",
                "Nhiệm vụ",
                "Role",
                ("nhiệm vụ trong ban kiểm phiếu", "vai trò"),
                required=True,
            ),
        ),
        telling="role",
    ),
)

ORDINALS = frozenset({"tt", "stt", "sott", "no"})
"""Columns that only count the rows."""


def form_of(kind: str) -> ListForm:
    """Return the form of one kind of list. Raises KeyError where there is none."""
    return {form.kind: form for form in FORMS}[kind]


def key_of(heading: str) -> str:
    """Return a heading as it is compared: letters and digits without diacritics."""
    signs = unicodedata.normalize("NFKD", heading.casefold()).replace("đ", "d")
    return "".join(sign for sign in signs if sign.isalnum())
