"""What must be true before a ballot opens, all of it named at once.

Refuses to open on trust: each fact is one that the opening sheet carries.
"""

from dataclasses import dataclass

from ballot_service.errors import MayNotOpen, NotAnInteger
from ballot_service.planning.profile import Profile


@dataclass(frozen=True)
class OpeningFacts:
    """What is known when the chair presses "Mở bỏ phiếu" (architecture D2, D3, D5).

    Persons: `members` N, `present` P, `issued` I. Credentials: `registered` ones,
    `slips` of the committee, and `credentials` in the election's list;
    `credentials_match` says that the list is exactly those registered and the slips.
    `trustees` is n and `possession_proofs` how many of them proved their share.
    `box_confirmed_empty`: the committee saw zero ballots of this very Setup and said
    so by its own hand, and the box is empty still (rules 4.4, 6.1).

    Raises:
        NotAnInteger: a number that is not an int.
    """

    manifest_frozen: bool
    trustees: int
    possession_proofs: int
    members: int
    present: int
    issued: int
    registered: int
    slips: int
    credentials: int
    credentials_match: bool
    box_confirmed_empty: bool
    opening_sheet_signed: bool

    def __post_init__(self) -> None:
        for name in (
            "trustees",
            "possession_proofs",
            "members",
            "present",
            "issued",
            "registered",
            "slips",
            "credentials",
        ):
            if type(getattr(self, name)) is not int:
                raise NotAnInteger(f"opening.{name}")


MISSING_NAMES: dict[str, str] = {
    "manifest_not_frozen": "Cấu hình chưa chốt.",
    "possession_not_proved": "Chưa đủ thành viên giữ mảnh khóa chứng minh mảnh khóa.",
    "no_quorum": "Không đủ điều kiện tiến hành.",
    "present_above_members": "Số có mặt lớn hơn tổng số thành viên.",
    "issued_above_present": "Số phiếu phát ra lớn hơn số có mặt.",
    "registered_above_issued": "Số phiếu đã đăng ký lớn hơn số phiếu phát ra.",
    "slips_not_the_rest": "Số phiếu niêm phong dự phòng không khớp tổng số thành viên.",
    "credentials_differ": "Danh sách phiếu khi mở không khớp số phiếu đã đăng ký.",
    "no_credentials": "Chưa có phiếu nào được đăng ký.",
    "box_not_confirmed_empty": "Ban kiểm phiếu chưa xác nhận hòm phiếu trống.",
    "opening_sheet_unsigned": "Biên bản mở bỏ phiếu chưa được ký.",
}


def check_may_open(profile: Profile, facts: OpeningFacts) -> None:
    """Check everything that opening needs (R1; architecture D2, D3, D5).

    Raises:
        MayNotOpen: `missing` holds the names of all that is missing, in the order
        of MISSING_NAMES.
    """
    quorum = (
        profile.quorum_denominator * facts.present
        >= profile.quorum_numerator * facts.members
    )
    held = {
        "manifest_not_frozen": facts.manifest_frozen is True,
        "possession_not_proved": facts.possession_proofs == facts.trustees > 0,
        "no_quorum": quorum and facts.members > 0,
        "present_above_members": facts.present <= facts.members,
        "issued_above_present": facts.issued <= facts.present,
        "registered_above_issued": 0 <= facts.registered <= facts.issued,
        # Where slips are used the list has exactly N credentials (D2).
        "slips_not_the_rest": facts.slips in (0, facts.members - facts.registered),
        "credentials_differ": facts.credentials_match is True
        and facts.credentials == facts.registered + facts.slips,
        "no_credentials": facts.credentials > 0,
        "box_not_confirmed_empty": facts.box_confirmed_empty is True,
        "opening_sheet_unsigned": facts.opening_sheet_signed is True,
    }
    missing = tuple(name for name in MISSING_NAMES if not held[name])
    if missing:
        raise MayNotOpen(missing)
