"""The sample department as verified statements and the facts of its four meetings.

Refuses to count: plans and counts are those of `tests/planning/sample.py`.
"""

import base64
import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import asdict

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ballot_service.documents.counting_minutes import CountingFacts
from ballot_service.documents.facts import (
    Absent,
    Complaint,
    Meeting,
    Office,
    Paper,
    Person,
    Sealing,
)
from ballot_service.planning.paper_count import Invalid
from ballot_service.planning.verdict import BallotPlan, Counts, Numbers, decide
from ballot_service.record.manifest import CommitteeMember, Manifest, canonical
from ballot_service.record.statement import statement_digest
from ballot_service.verify.statements import RecordHashes, VerifiedStatement

PARTY = Office(
    "party",
    "Tỉnh ủy Trường Hà",
    "Đảng ủy Sở Kế hoạch và Hạ tầng",
    "Trường Hà",
    "ĐU",
)
STATE = Office(
    "state",
    "Ủy ban nhân dân tỉnh Trường Hà",
    "Sở Kế hoạch và Hạ tầng",
    "Trường Hà",
    "SKHHT",
)
DAYS = {1: 6, 2: 12, 3: 17, 4: 24}
COMMITTEE = (
    CommitteeMember("Bùi Đình Nghĩa", "head"),
    CommitteeMember("Nông Diệu Yến", "member"),
    CommitteeMember("Chu Công Quý", "secretary"),
)
CHAIR = Person("Lý Xuân Điền", "Giám đốc Sở, Bí thư Đảng ủy")
SECRETARY = Person("Vi Quang Nghĩa", "Trưởng phòng Thẩm định")


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def manifest_of(
    plan: BallotPlan, title: str = "Rà soát, bổ sung quy hoạch"
) -> Manifest:
    key = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key()
    return Manifest(
        uuid="7cNmVwewX876qM",
        run=1,
        group="Ed25519",
        title=f"{title}, Bước {plan.step}",
        body="Sở Kế hoạch và Hạ tầng tỉnh Trường Hà",
        date=dt.date(2026, 3, DAYS[plan.step]),
        roll_digest=_hash("roll"),
        plan=plan,
        committee=COMMITTEE,
        threshold=2,
        issuing_key=b"der",
        receipt_key=base64.b64decode(base64.b64encode(key.public_bytes_raw())),
    )


def statement_of(
    plan: BallotPlan, counts: Sequence[Counts], numbers: Numbers, *, paper: bool = False
) -> VerifiedStatement:
    """Put together what `verify_statement` returns, by the law's own decision."""
    hashes = None if paper else RecordHashes(_hash("setup"), _hash("end"), _hash("fin"))
    manifest, verdict = manifest_of(plan), decide(plan, counts, numbers)
    invalid = (0, 0, numbers.invalid) if paper else ()
    reasons = dict(zip([one.value for one in Invalid], invalid, strict=False))
    kernel = {
        "uuid": manifest.uuid,
        "run": manifest.run,
        "kind": plan.kind,
        "step": plan.step,
        "manifest": manifest.digest,
        "medium": "paper" if paper else "electronic",
        "numbers": asdict(numbers),
        "rows": [
            {"title": question.title, "nominee": question.nominee, **asdict(row)}
            for question, row in zip(plan.questions, counts, strict=True)
        ],
        "verdict": verdict.to_json(),
        **(asdict(hashes) if hashes else {}),
        **({"paper": {"invalid": reasons}} if paper else {}),
    }
    encoded = canonical(kernel)
    return VerifiedStatement(
        manifest=manifest,
        kernel=encoded,
        digest=statement_digest(encoded),
        hashes=hashes,
        numbers=numbers,
        rows=tuple(counts),
        verdict=verdict,
        medium="paper" if paper else "electronic",
        opened=(1, 3),
        thumbprints=("a", "b", "c"),
        countersigned=True,
        invalid=invalid,
    )


def paper(office: Office = PARTY, number: int = 12, step: int = 4) -> Paper:
    return Paper(office, number, dt.date(2026, 3, DAYS[step]), "mat")


def meeting(step: int = 4) -> Meeting:
    day = dt.date(2026, 3, DAYS[step])
    return Meeting(
        name={
            2: "Hội nghị cán bộ chủ chốt",
            3: "Hội nghị tập thể lãnh đạo mở rộng",
        }.get(step, "Hội nghị tập thể lãnh đạo Sở"),
        place="Phòng họp số 1, trụ sở Sở Kế hoạch và Hạ tầng",
        opened=dt.datetime.combine(day, dt.time(14, 0)),
        closed=dt.datetime.combine(day, dt.time(16, 5)),
        chair=CHAIR,
        secretary=SECRETARY,
    )


def absent(numbers: Numbers) -> tuple[Absent, ...]:
    named = [Absent("Hà Thị Kim Chi", "đi công tác theo quyết định cử")]
    rest = [Absent(f"Nguyễn Văn Vắng {i}", "") for i in range(1, numbers.absent)]
    return tuple((named + rest)[: numbers.absent])


def counting_facts(
    statement: VerifiedStatement, office: Office = PARTY
) -> CountingFacts:
    step = statement.verdict.step
    at = meeting(step)
    return CountingFacts(
        paper=paper(office, step=step),
        meeting=at,
        absent=absent(statement.numbers),
        complaints=(
            Complaint(
                "Một thành viên đề nghị đối chiếu lại số phiếu thu về.",
                "Ban kiểm phiếu đã đối chiếu với bảng niêm yết, khớp.",
            ),
        ),
        sealing=Sealing(
            "01 đĩa ghi một lần",
            "NP-04/2026",
            "đồng chí Vi Quang Nghĩa, văn thư lưu trữ",
            at.closed,
        ),
        copies=3,
        adopted=at.closed,
        recipients=("Ban Thường vụ Tỉnh ủy (để báo cáo)", "Lưu Văn phòng Đảng ủy"),
    )
