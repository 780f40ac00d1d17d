"""The papers of the sample's whole year: statements of all steps, and their facts.

Refuses to count: see `sample`.
"""

import datetime as dt
from dataclasses import replace

from ballot_service.documents.biographies import Biography
from ballot_service.documents.conference_minutes import (
    BallotReference,
    ConferenceFacts,
    Topic,
)
from ballot_service.documents.decision import DecisionFacts
from ballot_service.documents.facts import Office, Person, Signer
from ballot_service.documents.lists import ListFacts
from ballot_service.documents.sealing_minutes import Device, SealingFacts, Share
from ballot_service.documents.submission import SubmissionFacts
from ballot_service.documents.summary import SummaryFacts
from ballot_service.documents.verification_report import Input, InspectionFacts
from ballot_service.planning.composition import Band
from ballot_service.planning.outcomes import ResultLists
from ballot_service.planning.reballot import final_lists, reballot_plan
from ballot_service.planning.submission import DOCUMENTS
from ballot_service.planning.verdict import Counts, Numbers
from ballot_service.verify.statements import VerifiedStatement
from tests.documents.sample import (
    COMMITTEE,
    PARTY,
    STATE,
    meeting,
    paper,
    statement_of,
)
from tests.planning import sample

BANDS = (Band(1970, 1976), Band(1977, 1983), Band(1984, 1990))
REASONS = {"RQ01": "Không còn đủ tuổi theo quy định"}


def removal() -> VerifiedStatement:
    return statement_of(*sample.step1())


def consultation(step: int) -> VerifiedStatement:
    plan, counts, numbers, _ = sample.consultation(step)
    return statement_of(plan, counts, numbers, paper=step == 2)


def addition() -> VerifiedStatement:
    return statement_of(*sample.step4())


def reballot() -> VerifiedStatement:
    first = addition()
    plan = reballot_plan(first.manifest.plan, first.verdict)
    counts = [
        Counts(*{"UC02": (5, 9, 0), "UC03": (9, 5, 0)}[one.nominee])
        for one in plan.questions
    ]
    return statement_of(plan, counts, Numbers(15, 14, 14, 14, 14, 0))


def closed() -> ResultLists:
    return final_lists(addition().verdict, reballot().verdict)


def signer(office: Office = PARTY) -> Signer:
    if office.family == "party":
        return Signer(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"), Person("Lý Xuân Điền"))
    return Signer(("GIÁM ĐỐC",), Person("Lý Xuân Điền"))


def list_facts(office: Office = PARTY) -> ListFacts:
    return ListFacts(
        paper=paper(office, 15),
        reasons=REASONS,
        bands=BANDS,
        signer=signer(office),
        recipients=("Ban Thường vụ Tỉnh ủy", "Lưu hồ sơ quy hoạch"),
    )


def summary_facts(office: Office = PARTY) -> SummaryFacts:
    return SummaryFacts(paper(office, 16), signer(office), ("Lưu hồ sơ quy hoạch",))


def people() -> tuple[Biography, ...]:
    found = []
    for place, who in enumerate(sample.SAMPLE["ung_vien"]):
        found.append(
            Biography(
                name=who["ho_ten"],
                born=dt.date(who["nam_sinh"], 1 + place % 12, 1 + place),
                female=who["gioi_tinh"] == "Nữ",
                ethnicity=who["dan_toc"],
                home="Xã Trường Sơn, tỉnh Trường Hà",
                party_day=dt.date(2004, 2, 3) if place else None,
                degree="Thạc sĩ Quản lý xây dựng",
                theory="Cao cấp",
                position=who["chuc_vu"],
                planned="Giám đốc Sở",
                note="",
            )
        )
    return tuple(found)


def meeting_topics() -> tuple[Topic, ...]:
    return (
        Topic(
            "Nghe báo cáo tổng hợp của cơ quan tổ chức",
            "Đồng chí Trưởng phòng Tổ chức cán bộ báo cáo kết quả Bước 2 và Bước 3.\n"
            "Các đồng chí dự họp thống nhất với báo cáo.",
        ),
        Topic(
            "Thảo luận, bỏ phiếu kín",
            "Các ý kiến thống nhất danh sách, số lượng và cách bỏ phiếu.",
        ),
    )


def conference_facts(office: Office = PARTY) -> ConferenceFacts:
    return ConferenceFacts(
        paper=paper(office, 14),
        meeting=meeting(4),
        attendance="Các thành viên tập thể lãnh đạo Sở; mời dự: chuyên viên tổng hợp.",
        content="Thảo luận, bỏ phiếu kín giới thiệu nhân sự bổ sung quy hoạch.",
        topics=meeting_topics(),
        conclusion="Chủ trì kết luận: giao cơ quan tổ chức hoàn thiện tờ trình.",
        copies=2,
        recipients=("Các thành viên tập thể lãnh đạo", "Lưu Văn phòng"),
    )


def ballots() -> tuple[BallotReference, ...]:
    return (
        BallotReference(addition(), "Biên bản kiểm phiếu số 12-BB/ĐU"),
        BallotReference(reballot(), "Biên bản kiểm phiếu số 13-BB/ĐU"),
    )


def all_statements() -> tuple[VerifiedStatement, ...]:
    return removal(), consultation(2), consultation(3), addition(), reballot()


def all_lists() -> ResultLists:
    removed = removal().verdict.lists
    return replace(closed(), proposed_removals=removed.proposed_removals)


def submission_facts(office: Office = PARTY) -> SubmissionFacts:
    return SubmissionFacts(
        paper=paper(office, 21),
        addressee="Ban Thường vụ Tỉnh ủy Trường Hà",
        grounds=(
            (
                "Căn cứ Hướng dẫn số 06-HD/BTCTW, ngày 24/02/2017 của Ban Tổ chức "
                "Trung ương;"
            ),
            "Căn cứ kết quả đánh giá cán bộ năm 2025;",
        ),
        introduction="Tập thể lãnh đạo Sở đã tiến hành rà soát, bổ sung quy hoạch năm "
        "2026 và kính trình kết quả như sau:",
        explanation="Về cơ cấu cán bộ nữ của chức danh Chánh Văn phòng Sở: tập thể "
        "lãnh đạo sẽ bổ sung trong đợt sau.",
        minutes={
            one.digest: f"Biên bản kiểm phiếu số {number:02d}-BB/ĐU"
            for number, one in enumerate(all_statements(), 9)
        },
        reasons=REASONS,
        bands=BANDS,
        attachments=tuple(DOCUMENTS.values())[1:],
        signer=signer(office),
        recipients=("Như trên", "Ban Tổ chức Tỉnh ủy", "Lưu Văn phòng"),
    )


def decision_facts(office: Office = STATE) -> DecisionFacts:
    return DecisionFacts(
        paper=paper(office, 45),
        authority="GIÁM ĐỐC SỞ KẾ HOẠCH VÀ HẠ TẦNG",
        grounds=(
            "Căn cứ quy định về phân cấp quản lý cán bộ;",
            "Căn cứ Biên bản kiểm phiếu số 12/BB-SKHHT ngày 24 tháng 3 năm 2026;",
            "Theo đề nghị của Trưởng phòng Tổ chức cán bộ.",
        ),
        execution=(
            "Phòng Tổ chức cán bộ lưu hồ sơ, báo cáo kết quả.",
            (
                "Chánh Văn phòng Sở, Trưởng phòng Tổ chức cán bộ và các cá nhân có tên "
                "tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
            ),
        ),
        signer=signer(office),
        recipients=("Như Điều 3", "Lưu: VT, TCCB"),
    )


def sealing_facts(office: Office = PARTY, act: str = "sealing") -> SealingFacts:
    at = meeting(4).opened
    head, one, two = (member.name for member in COMMITTEE)
    return SealingFacts(
        paper=paper(office, 11),
        act=act,
        at=at,
        place="Phòng họp số 1, trụ sở Sở",
        people=(f"Đồng chí {head}, Trưởng ban kiểm phiếu", f"Đồng chí {one}, Ủy viên"),
        devices=(
            Device("Máy chủ nội bộ", "SN-2025-0117", "NP-01", "đã niêm phong"),
            Device("Máy kiểm phiếu", "SN-2025-0203", "NP-02", "đã niêm phong"),
        ),
        shares=(
            Share(1, head, "thẻ nhớ số TN-01"),
            Share(2, one, "thẻ nhớ số TN-02"),
            Share(3, two, "thẻ nhớ số TN-03"),
        ),
        receiver="đồng chí Vi Quang Nghĩa, văn thư lưu trữ",
        remarks="",
        copies=2,
        signers=(
            Signer(("TRƯỞNG BAN KIỂM PHIẾU",), Person(head)),
            Signer(("NGƯỜI NHẬN",), Person("Vi Quang Nghĩa")),
            Signer(("ỦY VIÊN",), Person(one)),
        ),
    )


def inspection_facts(office: Office = PARTY) -> InspectionFacts:
    return InspectionFacts(
        paper=paper(office, 0),
        title="Bước 4, bỏ phiếu kín giới thiệu nhân sự bổ sung quy hoạch",
        tool="ballot_service.verify 0.1.0",
        tool_digest="5f" * 32,
        machine="Máy tính xách tay của Ủy ban Kiểm tra, số SN-77",
        at=meeting(4).closed,
        inputs=(Input("record.bel", "a1" * 32), Input("statement.json", "b2" * 32)),
        remarks="",
        inspector=Signer(("NGƯỜI KIỂM CHỨNG",), Person("Dương Viết Phong")),
    )


def removal_reasons() -> dict[str, str]:
    return REASONS | {"RQ02": "Xếp loại hằng năm dưới mức yêu cầu"}
