"""Lists, tables, forms, minutes, submission and decision of the sample's year."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.documents.ballot_forms import ballot_form
from ballot_service.documents.biographies import biographies
from ballot_service.documents.conference_minutes import conference_minutes
from ballot_service.documents.counting_minutes import counting_minutes
from ballot_service.documents.decision import decision
from ballot_service.documents.facts import Office
from ballot_service.documents.lists import LISTS, nominee_list
from ballot_service.documents.sealing_minutes import ACTS, sealing_minutes
from ballot_service.documents.submission import submission
from ballot_service.documents.summary import summary_table
from ballot_service.documents.verification_report import verification_report
from ballot_service.documents.voter_slip import voter_slip
from ballot_service.documents.words import count_text
from ballot_service.errors import (
    BadStatement,
    BadText,
    EntryNotOfStatement,
    FactMissing,
    StatementMissing,
    UnknownChoice,
    UnverifiedSource,
    WrongBallotKind,
)
from ballot_service.verify.narrator import Narrator, StepId
from tests.documents import year
from tests.documents.large import large_statement
from tests.documents.reading import page_texts, preflight, text_of
from tests.documents.sample import PARTY, STATE, counting_facts, paper

LIST_OF = {
    "proposed_for_confirmation": ["UC01", "UC05", "UC06", "UC07", "UC03"],
    "additions": ["UC11", "UC12"],
    "proposed_removals": ["RQ01"],
}


def narrator(*, until: StepId | None = None) -> Narrator:
    found = Narrator()
    figures = dict.fromkeys(
        ("records", "ballots", "questions", "members", "credentials", "counted"), 15
    )
    words = dict.fromkeys(("uuid", "group", "code", "profile"), "x")
    for step in StepId:
        if step is until:
            with pytest.raises(BadStatement), found.step(step):
                raise BadStatement("row 3")
            break
        with found.step(step) as facts:
            facts.update(figures)
            facts.update(words)
            facts.update(owners=("1", "3"), signers=("1", "3"))
            facts.update(returned=14, issued=14, present=14)
    return found


def listed(office: Office) -> bytes:
    return nominee_list(
        "proposed_for_confirmation",
        year.all_lists(),
        year.all_statements(),
        year.list_facts(office),
    )


EVERY: dict[str, Callable[[Office], bytes]] = {
    "F1": lambda office: ballot_form(
        year.removal().manifest, paper(office, step=1), year.removal_reasons()
    ),
    "F2": lambda office: ballot_form(
        year.consultation(2).manifest, paper(office, step=2)
    ),
    "F3": lambda office: ballot_form(year.addition().manifest, paper(office)),
    "F5": lambda office: conference_minutes(
        year.conference_facts(office), year.ballots(), "dong_chi"
    ),
    "F6": lambda office: summary_table(
        year.all_statements()[1:], year.summary_facts(office)
    ),
    "F7": listed,
    "F8": lambda office: submission(
        year.all_lists(), year.all_statements(), year.submission_facts(office)
    ),
    "F9": lambda office: sealing_minutes(year.addition(), year.sealing_facts(office)),
    "F10": lambda office: voter_slip(
        year.addition().manifest, paper(office), "ab" * 32
    ),
    "F11": lambda office: verification_report(
        narrator(), year.inspection_facts(office)
    ),
    "decision": lambda office: decision(
        year.all_lists(), year.all_statements(), year.decision_facts(office)
    ),
    "biographies": lambda office: biographies(
        paper(office), 2026, year.people(), year.signer(office)
    ),
}


@pytest.mark.parametrize("office", [PARTY, STATE], ids=["party", "state"])
@pytest.mark.parametrize("form", EVERY)
def test_every_paper_is_pdf_a_marked_and_the_same_each_time(
    form: str, office: Office, java: str, tmp_path: Path
) -> None:
    pdf = EVERY[form](office)
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    assert "is a valid PDF/A-1b file" in preflight(path, java)
    assert "MẬT" in text_of(pdf)
    assert b"BoldItalic" not in pdf
    assert EVERY[form](office) == pdf


@pytest.mark.parametrize("kind", LIST_OF)
def test_a_list_has_its_persons_with_their_counts_and_nobody_else(kind: str) -> None:
    text = text_of(
        nominee_list(
            kind, year.all_lists(), year.all_statements(), year.list_facts(STATE)
        )
    )
    entries = getattr(year.all_lists(), kind)
    assert [entry.nominee for entry in entries] == LIST_OF[kind]
    for statement in year.all_statements():
        for row in statement.verdict.outcomes:
            on_it = row.nominee in LIST_OF[kind]
            assert (row.nominee_name in text) == on_it
    for statement in (year.removal(), year.addition(), year.reballot()):
        for row in statement.verdict.outcomes:
            entry = (row.title, row.nominee, row.rank, row.agree)
            if entry in [(e.title, e.nominee, e.rank, e.agree) for e in entries]:
                assert f"{count_text(row.agree)} ({row.rate})" in text
    assert "tính trên tổng số 15 thành viên" in text


def test_the_summary_counts_women_once_and_names_its_base() -> None:
    text = text_of(listed(PARTY))
    assert "Tỷ lệ trên 05 đồng chí trong danh sách" in text
    assert "Cán bộ nữ 02 40,00%" in text
    assert "Sinh từ năm 1977 đến năm 1983 04 80,00%" in text
    assert "bỏ phiếu lại" in text


def test_no_list_with_a_count_that_no_statement_has() -> None:
    lists = year.all_lists()
    first, *rest = lists.additions
    forged = replace(lists, additions=(replace(first, agree=13), *rest))
    with pytest.raises(EntryNotOfStatement):
        nominee_list("additions", forged, year.all_statements(), year.list_facts())
    with pytest.raises(EntryNotOfStatement):
        nominee_list("additions", lists, [year.removal()], year.list_facts())


def test_a_list_is_asked_for_by_name_and_is_not_empty() -> None:
    lists, statements = year.all_lists(), year.all_statements()
    with pytest.raises(UnknownChoice):
        nominee_list("numbers", lists, statements, year.list_facts())
    with pytest.raises(FactMissing, match="removals"):
        nominee_list("removals", lists, statements, year.list_facts())
    with pytest.raises(FactMissing, match="RQ01"):
        nominee_list(
            "proposed_removals",
            lists,
            statements,
            replace(year.list_facts(), reasons={}),
        )
    assert set(LISTS) == {
        "proposed_for_confirmation",
        "additions",
        "proposed_removals",
        "removals",
    }


def test_the_table_has_every_figure_of_every_step() -> None:
    text = text_of(EVERY["F6"](PARTY))
    for statement in year.all_statements()[1:]:
        for row in statement.verdict.outcomes:
            figures = f"{count_text(row.agree)} {row.rate} {count_text(row.disagree)}"
            assert figures in text
        assert f"trên {count_text(statement.numbers.members)}" in text
    assert "phiếu giấy" in text
    with pytest.raises(StatementMissing):
        summary_table([year.consultation(2)], year.summary_facts())
    with pytest.raises(StatementMissing):
        summary_table([year.addition(), year.addition()], year.summary_facts())
    with pytest.raises(WrongBallotKind):
        summary_table([year.removal(), year.addition()], year.summary_facts())


def test_ballot_forms_have_no_place_for_a_name() -> None:
    for form in ("F1", "F2", "F3"):
        text = text_of(EVERY[form](PARTY))
        assert "Ghi chú: đánh dấu X" in text
        assert "ký, ghi rõ họ tên" not in text
        assert "Mã cấu hình" in text
    assert "Số lượng cần bổ sung: 02 đồng chí" in text_of(EVERY["F3"](PARTY))
    with pytest.raises(FactMissing, match="RQ01"):
        ballot_form(year.removal().manifest, paper(step=1))


def test_a_ballot_lists_every_row_in_its_order() -> None:
    manifest = year.addition().manifest
    text = text_of(EVERY["F3"](STATE))
    places: list[int] = []
    for question in manifest.plan.questions:
        places.append(
            text.index(manifest.plan.nominee(question.nominee).name, max(places or [0]))
        )
    assert places == sorted(places)


def test_minutes_of_a_conference_refer_and_do_not_count() -> None:
    text = text_of(EVERY["F5"](PARTY))
    assert "theo Biên bản kiểm phiếu số 12-BB/ĐU" in text
    assert year.addition().code in text.replace(" ", "")
    assert "66,67%" not in text


def test_the_submission_tells_of_every_step_and_of_what_depends() -> None:
    text = text_of(EVERY["F8"](PARTY))
    for words in (
        (
            "tổng số đại biểu được triệu tập 180, có mặt 171; phát ra 171 phiếu, thu "
            "về 170, hợp lệ 168, không hợp lệ 02; phiếu giấy"
        ),
        "xác nhận bổ sung quy hoạch đối với 05 đồng chí",
        "đưa ra khỏi quy hoạch đối với 01 đồng chí",
        (
            "Số lượng bổ sung chức danh Giám đốc Sở phụ thuộc việc cấp có thẩm quyền "
            "phê duyệt đề xuất đưa ra khỏi quy hoạch: chắc chắn 01, dự kiến 02 khi "
            "được phê duyệt; nhân sự phụ thuộc: Lương Thị Bích Quyên"
        ),
    ):
        assert words in text
    facts = replace(year.submission_facts(), minutes={})
    with pytest.raises(FactMissing, match="minutes"):
        submission(year.all_lists(), year.all_statements(), facts)
    with pytest.raises(StatementMissing):
        submission(year.all_lists(), [year.removal()], year.submission_facts())


def test_the_decision_has_its_list_attached() -> None:
    text = text_of(EVERY["decision"](STATE))
    assert "Điều 1. Bổ sung quy hoạch" in text
    assert "đối với 02 đồng chí (có danh sách kèm theo)" in text
    assert "Hà Viết Bách 1986" in text
    assert "UC" not in text


@pytest.mark.parametrize("act", ACTS)
def test_sealing_names_serials_and_holders(act: str) -> None:
    facts = year.sealing_facts(STATE, act)
    text = text_of(sealing_minutes(year.addition().manifest, facts))
    for words in ("SN-2025-0117", "NP-02", "thẻ nhớ số TN-03", "tối thiểu 02 mảnh"):
        assert words in text


def test_a_report_of_a_failure_says_so() -> None:
    text = text_of(EVERY["F11"](PARTY))
    assert "Kết quả kiểm chứng: ĐẠT" in text
    failed = verification_report(narrator(until=StepId.RESULT), year.inspection_facts())
    text = text_of(failed)
    assert "KHÔNG ĐẠT (bước 11)" in text
    assert "BadStatement: row 3" in text
    partial = verification_report(Narrator(), year.inspection_facts())
    assert "CHƯA ĐẦY ĐỦ" in text_of(partial)


def test_a_slip_wants_a_tracker() -> None:
    with pytest.raises(BadText):
        voter_slip(year.addition().manifest, paper(), "x")


def test_papers_over_several_ballots_refuse_a_changed_one() -> None:
    forged = replace(year.addition(), medium="paper")
    with pytest.raises(UnverifiedSource):
        summary_table([forged], year.summary_facts())
    with pytest.raises(UnverifiedSource):
        nominee_list("additions", year.closed(), [forged], year.list_facts())


def test_a_long_table_has_its_head_on_every_page_and_loses_nobody() -> None:
    statement = large_statement(60, 150)
    pages = page_texts(counting_minutes(statement, counting_facts(statement)))
    assert len(pages) > 10
    text = " ".join(pages)
    for row in statement.verdict.outcomes:
        assert text.count(row.nominee_name) >= 2
        shown = [
            page for page in pages if f" {row.nominee_name} {row.birth_year}" in page
        ]
        assert len(shown) == 1
        assert "Họ và tên" in shown[0]
        assert row.title_name in shown[0]
