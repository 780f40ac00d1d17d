"""F1, F2, F3: the ballot on paper, for the fallback, from the frozen manifest.

Refuses a place for a name or a signature: a ballot that can be told apart is no secret.
"""

from collections.abc import Mapping

from ballot_service.documents.ballot_words import ANSWERS
from ballot_service.documents.blocks import GROW, Block, item, note, table
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.facts import Paper, check_line
from ballot_service.documents.result_parts import letter
from ballot_service.documents.words import persons_text
from ballot_service.errors import FactMissing
from ballot_service.planning.plan_parts import Title
from ballot_service.protocol.codes import event_code
from ballot_service.record.manifest import Manifest

_TITLES = {
    "removal": (
        "PHIẾU LẤY Ý KIẾN",
        "Về việc đưa ra khỏi quy hoạch chức danh lãnh đạo, quản lý",
    ),
    "consultation": (
        "PHIẾU LẤY Ý KIẾN",
        "Về nhân sự dự kiến bổ sung quy hoạch chức danh lãnh đạo, quản lý",
    ),
    "addition": (
        "PHIẾU GIỚI THIỆU",
        "Nhân sự bổ sung quy hoạch chức danh lãnh đạo, quản lý",
    ),
    "reballot": (
        "PHIẾU GIỚI THIỆU",
        "Nhân sự bổ sung quy hoạch chức danh lãnh đạo, quản lý (bỏ phiếu lại)",
    ),
}

_HOW = (
    (
        "Ghi chú: đánh dấu X vào một trong hai ô của mỗi dòng. Dòng để trống không "
        "tính cho nhân sự đó, phiếu vẫn hợp lệ; dòng đánh dấu cả hai ô được coi là để "
        "trống."
    ),
    (
        "Phiếu không hợp lệ: không do Ban kiểm phiếu phát ra; ghi thêm tên ngoài danh "
        "sách; ký tên, viết thêm hoặc đánh dấu riêng trên phiếu; phiếu để trống toàn "
        "bộ theo quy chế đợt."
    ),
)


def ballot_form(
    manifest: Manifest, paper: Paper, reasons: Mapping[str, str] | None = None
) -> bytes:
    """Return one ballot as PDF/A, to be stamped and copied by the committee.

    Args:
        manifest: as frozen: rows, their order, K, and the code that is printed.
        paper: office, day and grade; its number is not printed.
        reasons: for a removal, nominee id to the reason; nobody is left out.

    Raises:
        FactMissing: a removal without its reason. DocumentNotSet.
    """
    plan = manifest.plan
    kind, about = _TITLES[plan.kind]
    step = f"(Bước {plan.step}, đợt rà soát năm {manifest.date.year})"
    code = event_code(manifest.digest)
    given = dict(reasons or {})
    for nominee, reason in given.items():
        check_line(reason, f"reasons.{nominee}")
    blocks = [note(f"Mã phiên bỏ phiếu: {manifest.uuid}. Mã cấu hình: {code}.")]
    for number, title in enumerate(plan.titles):
        blocks.append(_title_table(manifest, number, title, given))
    if plan.kind in ("addition", "reballot"):
        blocks += [_places(title) for title in plan.titles]
    blocks += [note(line) for line in _HOW]
    return composed_pdf(
        Composed(
            paper=paper,
            abbreviation="",
            kind=kind,
            about=f"{about} {step}",
            blocks=tuple(blocks),
            foot=f"Phiếu giấy · mã cấu hình {code}",
            numbered=False,
        )
    )


def _title_table(
    manifest: Manifest, number: int, title: Title, reasons: Mapping[str, str]
) -> Block:
    plan, answers = manifest.plan, ANSWERS[manifest.plan.kind]
    removal = plan.kind == "removal"
    rows = []
    asked = [one.nominee for one in plan.questions if one.title == title.id]
    for place, who in enumerate(asked, 1):
        nominee = plan.nominee(who)
        gender = "Nữ" if "female" in nominee.categories else "Nam"
        row = [str(place), nominee.name, f"{nominee.birth_year} ({gender})"]
        row.append(nominee.position)
        if removal:
            if who not in reasons:
                raise FactMissing(f"reasons.{who}")
            row.append(reasons[who])
        rows.append([*row, "", ""])
    head = ["TT", "Họ và tên", "Năm sinh", "Chức vụ, đơn vị công tác"]
    widths = [9, 42, 23, GROW]
    if removal:
        head.append("Lý do đề nghị đưa ra")
        widths = [9, 34, 22, GROW, 32]
    caption = f"{letter(number)}. {title.name}"
    if plan.kind in ("addition", "reballot"):
        count = persons_text(plan.places_of(title), plan.profile.address)
        caption += f" – Số lượng cần bổ sung: {count}"
    return table(
        [*widths, 21, 21],
        [*head, answers.agree, answers.disagree],
        rows,
        (1, 3, 4) if removal else (1, 3),
        caption,
        tall=True,
    )


def _places(title: Title) -> Block:
    authority = title.authority_name
    if title.authority == "superior":
        return item(f"{title.name}: đề nghị {authority} xác nhận.")
    return item(f"{title.name}: {authority} quyết định theo thẩm quyền.")
