"""The picture of a review cycle: its stations, how far it is, drawn on a fixed field.

Refuses to know what a state allows: it shows where the cycle stands.
"""

from dataclasses import dataclass

from flask_babel import gettext

from ballot_service.planning.cycle_states import CycleState
from ballot_service.workflows.cycle_overview import CycleOverview

S = CycleState
_STEP4 = 4
DONE, HERE, LATER, PASSED = "done", "here", "later", "passed"
_ORDER: dict[CycleState, tuple[int, int]] = {
    S.NOT_STARTED: (0, 0),
    S.CREATED: (0, 0),
    S.REVIEWING: (0, 1),
    S.STEP1_MEETING: (1, 0),
    S.STEP1_DONE: (1, 2),
    S.STEP2_CONSULTING: (2, 0),
    S.STEP2_AGREED: (2, 2),
    S.STEP3_CONSULTING: (3, 0),
    S.STEP3_SUMMARISED: (3, 2),
    S.STEP4_BALLOT: (4, 0),
    S.STEP4_REBALLOT: (4, 1),
    S.LIST_CLOSED: (5, 1),
    S.DRAFTING_SUBMISSION: (6, 0),
    S.SUBMITTED: (6, 0),
    S.APPRAISAL: (6, 0),
    S.ANSWERED: (6, 1),
    S.ISSUED: (6, 1),
    S.ARCHIVED: (6, 2),
}
"""Station and the part of it that is going on; part 2 of a step is done."""

_COUNTED_IN: dict[CycleState, tuple[str, int]] = {
    S.STEP1_MEETING: ("removal", 1),
    S.STEP2_CONSULTING: ("consultation", 2),
    S.STEP3_CONSULTING: ("consultation", 3),
}
"""Kind and step of the ballot after whose result a step's second part goes on."""


@dataclass(frozen=True)
class Part:
    """One line within a station, with its mark: done, here, later or passed over."""

    text: str
    mark: str


@dataclass(frozen=True)
class Station:
    """One station of the way: its name, whose meeting it is, when, and its parts."""

    number: int
    name: str
    whose: tuple[str, ...]
    day: str
    parts: tuple[Part, ...]
    mark: str


Place = tuple[int, int]
Lines = tuple[int, int, int]


@dataclass(frozen=True)
class Shape:
    """One drawing of the way: its field, and where in a station each thing stands.

    Attributes:
        name: "wide" on a desk, "tall" on a tablet held upright, "slim" on a telephone.
        field: width and height of the whole. first, step: of the stations' corners.
        box, head: sizes of a station and of its head.
        title, mark: of its name, and of how far it is.
        whose: of the first line that says whose it is, and from line to line.
        part: of the first part's words, and from part to part. sign: of its mark.
        day: of the day; None where there is no room for it. day_ends: it ends there.
        road: where the arrow from the station before begins, and how it goes on.
    """

    name: str
    field: Place
    first: Place
    step: Place
    box: Place
    head: Place
    title: Place
    mark: Place
    whose: Lines | None
    part: Lines
    sign: Place
    day: Place | None
    day_ends: bool
    road: tuple[int, int, str]

    def corner(self, number: int) -> Place:
        """Return the left edge and the top of a station."""
        return (
            self.first[0] + number * self.step[0],
            self.first[1] + number * self.step[1],
        )


SHAPES = (
    Shape(
        name="wide",
        field=(1160, 236),
        first=(4, 20),
        step=(167, 0),
        box=(150, 190),
        head=(150, 64),
        title=(12, 28),
        mark=(12, 52),
        whose=(12, 88, 19),
        part=(27, 135, 22),
        sign=(14, 130),
        day=(12, 181),
        day_ends=False,
        road=(-14, 32, "h10m-5-5 5 5-5 5"),
    ),
    Shape(
        name="tall",
        field=(740, 620),
        first=(4, 6),
        step=(0, 88),
        box=(732, 72),
        head=(176, 72),
        title=(14, 30),
        mark=(14, 56),
        whose=(192, 30, 24),
        part=(418, 30, 26),
        sign=(400, 24),
        day=(718, 30),
        day_ends=True,
        road=(60, -14, "v10m-5-5 5 5 5-5"),
    ),
    Shape(
        name="slim",
        field=(340, 480),
        first=(2, 4),
        step=(0, 68),
        box=(336, 54),
        head=(124, 54),
        title=(10, 23),
        mark=(10, 43),
        whose=None,
        part=(158, 23, 22),
        sign=(142, 18),
        day=None,
        day_ends=False,
        road=(40, -12, "v9m-4-4 4 4 4-4"),
    ),
)


@dataclass(frozen=True)
class Picture:
    """The stations, and a sentence that says the same for who cannot see it."""

    stations: tuple[Station, ...]
    sentence: str
    way_back: bool
    shapes: tuple[Shape, ...] = SHAPES


def _mark(place: int, at: int) -> str:
    if place < at:
        return DONE
    return HERE if place == at else LATER


def _parts(
    number: int, names: tuple[str, ...], at: tuple[int, int]
) -> tuple[Part, ...]:
    if number != at[0]:
        mark = DONE if number < at[0] else LATER
        return tuple(Part(name, mark) for name in names)
    return tuple(Part(name, _mark(i, at[1])) for i, name in enumerate(names))


def _names() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """Return name, whose it is in lines, and parts of each station."""
    return (
        (
            gettext("Rà soát"),
            (gettext("Cơ quan tổ chức"),),
            (gettext("lập đợt"), gettext("thẩm định")),
        ),
        (
            gettext("Bước 1"),
            (gettext("Tập thể"), gettext("lãnh đạo")),
            (gettext("họp, bỏ phiếu"), gettext("chốt số lượng")),
        ),
        (
            gettext("Bước 2"),
            (gettext("Hội nghị cán bộ"), gettext("chủ chốt")),
            (gettext("lấy ý kiến"), gettext("thống nhất")),
        ),
        (
            gettext("Bước 3"),
            (gettext("Tập thể lãnh đạo"), gettext("mở rộng")),
            (gettext("lấy ý kiến"), gettext("tổng hợp")),
        ),
        (
            gettext("Bước 4"),
            (gettext("Tập thể"), gettext("lãnh đạo")),
            (gettext("bỏ phiếu kín"), gettext("bỏ phiếu lại")),
        ),
        (
            gettext("Danh sách"),
            (gettext("Chủ trì"),),
            (gettext("chốt, ký"),),
        ),
        (
            gettext("Sau đợt"),
            (gettext("Cấp có"), gettext("thẩm quyền")),
            (gettext("trình, ban hành"), gettext("lưu trữ")),
        ),
    )


def picture(overview: CycleOverview) -> Picture:
    """Return where the cycle stands, as stations from the review to the archive."""
    state = overview.state
    if state is S.SUSPENDED:
        state = CycleState(overview.row.suspended_from)
    at = _ORDER.get(state, (0, 0))
    if state in _COUNTED_IN and overview.progress.result(*_COUNTED_IN[state]):
        at = (at[0], 1)
    skipped = state_skips(overview)
    days = {one.step: one.date for one in overview.progress.review.meetings}
    stations: list[Station] = []
    for number, (name, whose, parts) in enumerate(_names()):
        mark = PASSED if number in skipped else _mark(number, at[0])
        if state is S.ARCHIVED and number == at[0]:
            mark = DONE
        made = _parts(number, parts, at)
        if number == _STEP4 and not overview.row.reballots:
            made = made[:1]
        if mark == PASSED:
            made = tuple(Part(part.text, PASSED) for part in made)
        stations.append(Station(number, name, whose, days.get(number, ""), made, mark))
    return Picture(
        tuple(stations),
        gettext(
            "Bảy chặng của đợt; đang ở chặng %(n)s: %(name)s.",
            n=at[0] + 1,
            name=stations[at[0]].name,
        ),
        overview.row.pass_number > 1,
    )


def state_skips(overview: CycleOverview) -> frozenset[int]:
    """Return the stations passed over: steps 2 to 4 where nobody could be added."""
    closed = any(paper.kind == "conclusion" for paper in overview.papers)
    return frozenset({2, 3, 4}) if closed else frozenset()
