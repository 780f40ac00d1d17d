"""F11, the report of an independent verification, from the verifier's own narrative.

Refuses to say that it holds unless every step was run and held.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ballot_service.documents.blocks import GROW, Block, centre, item, section, table
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.facts import Paper, Signer, check_line
from ballot_service.documents.heading import signer
from ballot_service.documents.words import moment_text
from ballot_service.verify.narrator import Narrator, Step, StepOutcome
from ballot_service.verify.texts import STEPS, WORDS


@dataclass(frozen=True)
class Input:
    """One file that was verified, with its SHA-256 in hexadecimal."""

    name: str
    digest: str

    def __post_init__(self) -> None:
        check_line(self.name, "input.name")
        check_line(self.digest, "input.digest")


@dataclass(frozen=True)
class InspectionFacts:
    """What the narrative does not know.

    Attributes:
        tool, tool_digest: name with version, and hash of the program that ran.
        machine: where it ran. inputs: what it read.
    """

    paper: Paper
    title: str
    tool: str
    tool_digest: str
    machine: str
    at: dt.datetime
    inputs: tuple[Input, ...]
    remarks: str
    inspector: Signer

    def __post_init__(self) -> None:
        for name in ("title", "tool", "tool_digest", "machine"):
            check_line(getattr(self, name), name)
        if self.remarks:
            check_line(self.remarks, "remarks")


def verification_report(narrator: Narrator, facts: InspectionFacts) -> bytes:
    """Return the report as PDF/A.

    Raises:
        DocumentNotSet.
    """
    steps = list(narrator.steps.values())
    blocks: list[Block] = [
        item(f"Cuộc bỏ phiếu: {facts.title}."),
        item(f"Thời điểm kiểm chứng: {moment_text(facts.at)}."),
        item(f"Công cụ: {facts.tool}; mã băm công cụ: {facts.tool_digest}."),
        item(f"Máy kiểm chứng: {facts.machine}."),
        section("I. Dữ liệu được kiểm chứng"),
        table(
            (9, 45, GROW),
            ("TT", "Tệp", "Mã băm SHA-256"),
            [[str(n), one.name, one.digest] for n, one in enumerate(facts.inputs, 1)],
            (1, 2),
        ),
        section("II. Từng bước kiểm chứng"),
        table(
            (11, 38, 25, GROW),
            ("Bước", "Nội dung", "Kết quả", "Xác lập được"),
            [_step_row(step) for step in steps],
            (1, 3),
        ),
        section("III. Điều chương trình không xác lập được"),
        *_limits(steps),
        section("IV. Kết luận"),
        centre(_conclusion(steps)),
        item(f"Ý kiến của người kiểm chứng: {facts.remarks or 'không có'}."),
    ]
    return composed_pdf(
        Composed(
            paper=facts.paper,
            abbreviation="BC",
            kind="BÁO CÁO KIỂM CHỨNG ĐỘC LẬP",
            about=facts.title,
            blocks=tuple(blocks),
            foot="Báo cáo kiểm chứng độc lập",
            signers=((signer(facts.inspector.capacity, facts.inspector.person),),),
        )
    )


def _step_row(step: Step) -> list[str]:
    words, text = WORDS["vi"], STEPS["vi"][step.id]
    if step.outcome is StepOutcome.HELD:
        facts = {
            name: ", ".join(value) if isinstance(value, tuple) else value
            for name, value in step.facts.items()
        }
        found = text.established.format(**facts)
        if step.facts.get("compared") == 0:
            found += f" ({words['not_compared']})"
    elif step.error is not None:
        found = f"{step.error.name}: {step.error.detail}"
    else:
        found = words[step.reason or "after"]
    return [str(step.id.number), text.name, words[step.outcome.value], found]


def _limits(steps: Sequence[Step]) -> list[Block]:
    return [
        item(f"– {STEPS['vi'][step.id].name}: {STEPS['vi'][step.id].cannot}.")
        for step in steps
        if step.outcome is StepOutcome.HELD and STEPS["vi"][step.id].cannot
    ]


def _conclusion(steps: Sequence[Step]) -> str:
    words = WORDS["vi"]
    if all(step.outcome is StepOutcome.HELD for step in steps):
        return words["ok"]
    failed = [step for step in steps if step.outcome is StepOutcome.FAILED]
    if failed:
        return f"{words['fail']} (bước {failed[0].id.number})"
    return "Kết quả kiểm chứng: CHƯA ĐẦY ĐỦ (có bước không chạy)"
