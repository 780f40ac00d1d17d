"""F7, the four lists of rules 1.6, with a summary of their structure.

Refuses a line that no verified statement counted so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ballot_service.documents.ballot_words import FAILED, KINDS
from ballot_service.documents.blocks import GROW, Block, item, section, table
from ballot_service.documents.composing import Composed, composed_pdf
from ballot_service.documents.facts import Paper, Signer, check_line
from ballot_service.documents.heading import stamped
from ballot_service.documents.source import check_source
from ballot_service.documents.words import count_text, person_word, persons_text
from ballot_service.errors import EntryNotOfStatement, FactMissing, UnknownChoice
from ballot_service.planning.composition import Band, Composition, composition
from ballot_service.planning.outcomes import ListEntry, Outcome, ResultLists
from ballot_service.planning.plan_parts import Nominee
from ballot_service.planning.rates import rate_text
from ballot_service.planning.structure import CATEGORY_NAMES
from ballot_service.verify.statements import VerifiedStatement

LISTS = {
    "proposed_for_confirmation": "Đề nghị xác nhận bổ sung quy hoạch",
    "additions": "Bổ sung quy hoạch",
    "proposed_removals": "Đề xuất đưa ra khỏi quy hoạch",
    "removals": "Đưa ra khỏi quy hoạch",
}
"""Fields of `ResultLists`, with their names on paper."""

REMOVALS = ("proposed_removals", "removals")


@dataclass(frozen=True)
class ListFacts:
    """What a list needs beside the statements.

    Attributes:
        reasons: for the removal lists, nominee id to the reason; nobody is left out.
        bands: the age bands of the summary, may be empty.
        signer: of the list.
        recipients: may be empty.
    """

    paper: Paper
    reasons: Mapping[str, str]
    bands: tuple[Band, ...]
    signer: Signer
    recipients: tuple[str, ...]

    def __post_init__(self) -> None:
        for nominee, reason in self.reasons.items():
            check_line(reason, f"reasons.{nominee}")
        for line in self.recipients:
            check_line(line, "recipients")


@dataclass(frozen=True)
class Counted:
    """One line of a list with the statement that counted it."""

    entry: ListEntry
    outcome: Outcome
    nominee: Nominee
    statement: VerifiedStatement


def counted_lines(
    kind: str,
    entries: Sequence[ListEntry],
    statements: Sequence[VerifiedStatement],
) -> tuple[Counted, ...]:
    """Find the count of each line; the last statement that has the pair decides.

    Args:
        kind: a key of `LISTS`: removals come from step 1, additions from step 4.
        entries: of that list, as planning closed it.
        statements: of all ballots behind it, a re-ballot after its step 4; those that
            cannot put anybody on this list are passed over.

    Raises:
        UnverifiedSource. EntryNotOfStatement: no statement, another count, or
        somebody whom no statement says to have passed (R2).
    """
    for statement in statements:
        check_source(statement, KINDS)
    kinds = ("removal",) if kind in REMOVALS else ("addition", "reballot")
    voted = [one for one in statements if one.verdict.kind in kinds]
    return tuple(_counted(entry, voted) for entry in entries)


def _counted(entry: ListEntry, statements: Sequence[VerifiedStatement]) -> Counted:
    rows = [
        (statement, outcome)
        for statement in reversed(statements)
        for outcome in statement.verdict.outcomes
        if (outcome.title, outcome.nominee) == (entry.title, entry.nominee)
    ]
    # A tie that the chair decides may have failed in the re-ballot: it passed before.
    passed = any(outcome.status not in FAILED for _, outcome in rows)
    for statement, outcome in rows:
        if passed and (outcome.agree, outcome.rank) == (entry.agree, entry.rank):
            who = statement.manifest.plan.nominee(entry.nominee)
            return Counted(entry, outcome, who, statement)
    raise EntryNotOfStatement(f"{entry.title}/{entry.nominee}: {entry.agree}")


def nominee_list(
    kind: str,
    lists: ResultLists,
    statements: Sequence[VerifiedStatement],
    facts: ListFacts,
) -> bytes:
    """Return one of the four lists as PDF/A.

    Args:
        kind: a key of `LISTS`.
        lists: as planning closed them (`Verdict.lists` where nothing was left open).
        statements: as `counted_lines` wants them.
        facts: see `ListFacts`.

    Raises:
        UnknownChoice, UnverifiedSource, EntryNotOfStatement, DocumentNotSet.
        FactMissing: an empty list, or a removal without its reason.
    """
    return composed_pdf(compose_list(kind, lists, statements, facts))


def compose_list(
    kind: str,
    lists: ResultLists,
    statements: Sequence[VerifiedStatement],
    facts: ListFacts,
) -> Composed:
    """Compose what `nominee_list` sets."""
    if kind not in LISTS:
        raise UnknownChoice(f"list: {kind}")
    lines = counted_lines(kind, getattr(lists, kind), statements)
    if not lines:
        raise FactMissing(f"lists.{kind}")
    first = lines[0].statement
    year = first.manifest.date.year
    return Composed(
        paper=facts.paper,
        abbreviation="DS",
        kind="DANH SÁCH",
        about=f"{LISTS[kind]} chức danh lãnh đạo, quản lý, đợt rà soát năm {year}",
        blocks=tuple(list_blocks(kind, lines, facts)),
        foot=f"Danh sách · mã bản kết quả {first.code}",
        signers=((stamped(facts.signer),),),
        recipients=facts.recipients,
    )


def list_blocks(kind: str, lines: Sequence[Counted], facts: ListFacts) -> list[Block]:
    """Return the tables of a list, title by title, and the summary beneath."""
    titles = dict.fromkeys(line.entry.title for line in lines)
    blocks = [
        _title_table(kind, [one for one in lines if one.entry.title == title], facts)
        for title in titles
    ]
    base = lines[0].statement.numbers.members
    blocks.append(
        item(f"Tỷ lệ tính trên tổng số {count_text(base)} thành viên tập thể lãnh đạo.")
    )
    if kind not in REMOVALS:
        blocks += structure_blocks(lines, facts.bands)
    return blocks


def _title_table(kind: str, lines: Sequence[Counted], facts: ListFacts) -> Block:
    removal = kind in REMOVALS
    rows = [
        [
            str(number),
            line.nominee.name,
            (
                f"{line.nominee.birth_year} "
                f"({'Nữ' if 'female' in line.nominee.categories else 'Nam'})"
            ),
            line.nominee.position,
            f"{count_text(line.outcome.agree)} ({line.outcome.rate})",
            _reason(line, facts) if removal else _note(line),
        ]
        for number, line in enumerate(lines, 1)
    ]
    count = persons_text(len(lines), lines[0].statement.manifest.plan.profile.address)
    title = lines[0].statement.manifest.plan.title(lines[0].entry.title)
    return table(
        (9, 38, 22, GROW, 23, 36),
        (
            "TT",
            "Họ và tên",
            "Năm sinh",
            "Chức vụ, đơn vị công tác",
            "Số phiếu đồng ý (tỷ lệ)",
            "Lý do" if removal else "Ghi chú",
        ),
        rows,
        (1, 3, 5),
        f"{title.name} – thẩm quyền: {title.authority_name} – số lượng: {count}",
    )


def _reason(line: Counted, facts: ListFacts) -> str:
    reason = facts.reasons.get(line.entry.nominee)
    if reason is None:
        raise FactMissing(f"reasons.{line.entry.nominee}")
    return reason


def _note(line: Counted) -> str:
    verdict = line.statement.verdict
    notes = []
    if verdict.kind == "reballot":
        notes.append("bỏ phiếu lại")
    if line.statement.medium == "paper":
        notes.append("phiếu giấy")
    if any(
        flag.code == "DEPENDS_ON_REMOVAL"
        and flag.title == line.entry.title
        and line.entry.nominee in flag.nominees
        for flag in verdict.flags
    ):
        notes.append("phụ thuộc việc phê duyệt đưa ra khỏi quy hoạch")
    return "; ".join(notes)


def structure_blocks(lines: Sequence[Counted], bands: Sequence[Band]) -> list[Block]:
    """Return the summary of structure: counts beside their denominator."""
    found = composition([line.nominee for line in lines], bands)
    word = person_word(lines[0].statement.manifest.plan.profile.address)
    rows = [(CATEGORY_NAMES[name][0], count) for name, count in found.by_category] + [
        (f"sinh từ năm {band.first} đến năm {band.last}", count)
        for band, count in found.by_band
    ]
    return [
        section("Tổng hợp cơ cấu"),
        table(
            (9, GROW, 30, 45),
            ("TT", "Cơ cấu", f"Số lượng ({word})", _share_head(found, word)),
            [
                [
                    str(number),
                    name[:1].upper() + name[1:],
                    count_text(count),
                    rate_text(count, found.persons),
                ]
                for number, (name, count) in enumerate(rows, 1)
            ],
            (1,),
        ),
    ]


def _share_head(found: Composition, word: str) -> str:
    return f"Tỷ lệ trên {count_text(found.persons)} {word} trong danh sách"
