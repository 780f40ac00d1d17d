"""Tables of a result, cell by cell: per title in ballot order, and from the highest.

Refuses to compute: each figure is the verdict's, each rate the verdict's own text.
"""

from ballot_service.documents.ballot_words import STATUS_WORDS, passed_word
from ballot_service.documents.printable import printable
from ballot_service.documents.source import ranked_rows, rows_of_title
from ballot_service.documents.words import count_text, person_word, persons_text
from ballot_service.planning.outcomes import Flag, Outcome, Ranked, TitleResult
from ballot_service.verify.statements import VerifiedStatement


def letter(index: int) -> str:
    """Return the letter of a title: A for 0; numbers after Z."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return alphabet[index] if index < len(alphabet) else str(index + 1)


def _row(number: int, row: Outcome) -> list[str]:
    return [
        str(number),
        printable(row.nominee_name),
        str(row.birth_year),
        count_text(row.agree),
        row.rate,
        count_text(row.disagree),
        count_text(row.unmarked),
        passed_word(row.status),
    ]


def in_ballot_order(statement: VerifiedStatement) -> list[dict[str, object]]:
    """Return per title its caption and its rows as they stood on the ballot."""
    return [
        {
            "caption": f"{letter(i)}. {printable(title.name)}",
            "rows": [
                _row(number, row)
                for number, row in enumerate(rows_of_title(statement, title), 1)
            ],
        }
        for i, title in enumerate(statement.verdict.titles)
    ]


def highest_down(statement: VerifiedStatement) -> list[dict[str, object]]:
    """Return per title its rows from the highest down: rank, figures, what follows."""
    return [
        {
            "caption": f"{letter(i)}. {printable(title.name)}"
            f"{_places(statement, title)}",
            "rows": [
                [
                    str(row.rank),
                    printable(row.nominee_name),
                    count_text(row.agree),
                    row.rate,
                    STATUS_WORDS[row.status],
                ]
                for row in ranked_rows(statement, title)
            ],
        }
        for i, title in enumerate(statement.verdict.titles)
    ]


def _places(statement: VerifiedStatement, title: TitleResult) -> str:
    if statement.verdict.kind in ("removal", "consultation"):
        return ""
    address = statement.manifest.plan.profile.address
    return f" – số lượng cần bổ sung: {persons_text(title.places, address)}"


def _names(statement: VerifiedStatement, title: str, lines: tuple[Ranked, ...]) -> str:
    return ", ".join(
        f"{printable(statement.verdict.outcome(title, line.nominee).nominee_name)}"
        f" ({count_text(line.agree)} phiếu)"
        for line in lines
    )


def _parts(
    statement: VerifiedStatement, title: TitleResult
) -> list[tuple[str, tuple[Ranked, ...]]]:
    if statement.verdict.kind == "removal":
        own = title.authority == "own"
        passed = "Đưa ra khỏi quy hoạch" if own else "Đề xuất đưa ra khỏi quy hoạch"
        return [
            (passed, title.taken),
            ("Giữ nguyên trong quy hoạch", title.not_passed),
        ]
    return [
        ("Đạt, trong số lượng cần bổ sung", title.taken),
        ("Bằng phiếu tại ranh giới", title.tied),
        ("Đạt trên 50% nhưng ngoài số lượng cần bổ sung", title.beyond),
        ("Đạt nhưng quá số chức danh được quy hoạch", title.over_limit),
        ("Không đạt", title.not_passed),
    ]


def conclusions(statement: VerifiedStatement) -> list[dict[str, object]]:
    """Return per title what follows from its ranking, as labelled lines (F4, 12)."""
    word = person_word(statement.manifest.plan.profile.address)
    return [
        {
            "title": printable(title.name),
            "lines": [
                [
                    f"{label} ({count_text(len(people))} {word})",
                    _names(statement, title.id, people),
                ]
                for label, people in _parts(statement, title)
                if people
            ],
        }
        for title in statement.verdict.titles
    ]


def advice(statement: VerifiedStatement) -> list[str]:
    """Return what the collective must see and decide, each with its title."""
    verdict = statement.verdict
    names = {title.id: title.name for title in verdict.titles}
    found = [
        (flag.title, _flag_words(statement, flag))
        for flag in verdict.flags
        # The conclusions before it name everybody beyond the number.
        if flag.code != "W04"
    ]
    # The flag of the structure asks for its decision already.
    found += [(d.title, d.text_vi) for d in verdict.decisions if d.kind != "structure"]
    texts = [
        printable(f"{names[title]}: {text}" if title else text) for title, text in found
    ]
    return list(dict.fromkeys(texts))


def _flag_words(statement: VerifiedStatement, flag: Flag) -> str:
    """Return a flag as minutes word it; a screen has the verdict's own text."""
    if flag.code == "W03":
        return f"{flag.text_vi.rstrip('.')}; đề nghị tập thể lãnh đạo cho ý kiến."
    if not flag.nominees:
        return flag.text_vi
    who = ", ".join(statement.manifest.plan.nominee(one).name for one in flag.nominees)
    if flag.code == "DEPENDS_ON_REMOVAL":
        return (
            f"việc bổ sung {who} phụ thuộc việc cấp có thẩm quyền phê duyệt đề xuất "
            "đưa ra khỏi quy hoạch; đề nghị nêu rõ trong tờ trình."
        )
    return f"{who}. {flag.text_vi}"
