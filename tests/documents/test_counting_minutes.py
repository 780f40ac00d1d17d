"""F4: every figure of the statement stands on the paper, in both families."""

from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.documents.counting_minutes import CountingFacts, counting_minutes
from ballot_service.documents.facts import Office
from ballot_service.documents.words import count_text
from ballot_service.errors import (
    AbsentNotAsCounted,
    FactMissing,
    UnverifiedSource,
)
from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.verdict import decide
from ballot_service.verify.statements import VerifiedStatement
from tests.documents import year
from tests.documents.reading import page_texts, preflight, text_of
from tests.documents.sample import (
    PARTY,
    STATE,
    counting_facts,
    statement_of,
)
from tests.planning import sample


def step4() -> VerifiedStatement:
    return statement_of(*sample.step4())


def consultation(step: int) -> VerifiedStatement:
    plan, counts, numbers, _ = sample.consultation(step)
    return statement_of(plan, counts, numbers, paper=True)


EVERY = {
    "step 1": lambda: statement_of(*sample.step1()),
    "step 2": lambda: consultation(2),
    "step 3": lambda: consultation(3),
    "step 4": step4,
}


@pytest.mark.parametrize("office", [PARTY, STATE], ids=["party", "state"])
@pytest.mark.parametrize("step", EVERY)
def test_every_figure_of_the_statement_is_on_the_paper(
    step: str, office: Office
) -> None:
    statement = EVERY[step]()
    text = text_of(counting_minutes(statement, counting_facts(statement, office)))
    numbers = statement.numbers
    for words, count in (
        ("phát ra: ", numbers.issued),
        ("thu về: ", numbers.returned),
        ("Số phiếu hợp lệ: ", numbers.valid),
        ("không hợp lệ: ", numbers.invalid),
    ):
        assert f"{words}{count_text(count)} phiếu" in text
    assert f"Có mặt: {count_text(numbers.present)} đồng chí" in text
    for row, counts in zip(statement.verdict.outcomes, statement.rows, strict=True):
        line = (
            f"{row.nominee_name} {row.birth_year} {count_text(counts.agree)} "
            f"{row.rate} {count_text(counts.disagree)} {count_text(counts.unmarked)}"
        )
        assert line in text
    for _, code, digest in (
        ("", statement.code, statement.digest),
        ("", statement.code, statement.manifest.digest),
    ):
        assert code in text
        assert digest in text.replace(" ", "")


def test_the_rates_name_their_denominator() -> None:
    text = text_of(counting_minutes(step4(), counting_facts(step4())))
    assert "tính trên tổng số 15 thành viên tập thể lãnh đạo" in text
    assert "từ 08 phiếu trở lên" in text
    assert "Tỷ lệ đồng ý trên 15" in text
    second = consultation(2)
    text = text_of(counting_minutes(second, counting_facts(second)))
    assert "tính trên tổng số 180 đại biểu được triệu tập" in text
    assert "Đạt trên 50%" not in text


def test_the_golden_result_is_told_in_words() -> None:
    text = text_of(counting_minutes(step4(), counting_facts(step4())))
    assert "Bằng phiếu tại ranh giới (02 đồng chí): Đinh Khắc Thịnh (10 phiếu)" in text
    assert "ngoài số lượng cần bổ sung (02 đồng chí): Quách Đình Giáp" in text
    assert "chưa có cán bộ nữ" in text


def test_what_is_asked_of_the_collective_is_said_once_and_by_name() -> None:
    text = text_of(counting_minutes(step4(), counting_facts(step4())))
    asked = text[text.index("4. Nội dung đề nghị") : text.index("III. Ý KIẾN")]
    assert asked.count("chưa có cán bộ nữ") == 1
    assert "đề nghị tập thể lãnh đạo cho ý kiến" in asked
    assert "hệ thống" not in asked
    assert "ngoài số lượng" not in asked
    again = year.reballot()
    text = text_of(counting_minutes(again, counting_facts(again)))
    assert "việc bổ sung Lương Thị Bích Quyên phụ thuộc việc cấp có thẩm quyền" in text


def test_each_family_has_its_own_forms() -> None:
    party = text_of(counting_minutes(step4(), counting_facts(step4(), PARTY)))
    state = text_of(counting_minutes(step4(), counting_facts(step4(), STATE)))
    for words in ("ĐẢNG CỘNG SẢN VIỆT NAM", "Số 12-BB/ĐU", "T/M BAN KIỂM PHIẾU"):
        assert words in party
        assert words not in state
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/BB-SKHHT",
        "TM. BAN KIỂM PHIẾU",
    ):
        assert words in state
        assert words not in party


def test_the_mark_of_secrecy_is_on_every_page() -> None:
    pages = page_texts(counting_minutes(step4(), counting_facts(step4())))
    assert len(pages) > 1
    assert all("MẬT" in page for page in pages)


def test_the_same_input_gives_the_same_bytes() -> None:
    first = counting_minutes(step4(), counting_facts(step4()))
    assert counting_minutes(step4(), counting_facts(step4())) == first


def test_paper_ballots_are_named_and_have_no_codes_of_a_record() -> None:
    statement = consultation(2)
    text = text_of(counting_minutes(statement, counting_facts(statement)))
    assert "Hình thức bỏ phiếu: phiếu giấy" in text
    assert "để trống toàn bộ: 02 phiếu" in text
    assert "Mã mở bỏ phiếu" not in text


@pytest.mark.parametrize("step", EVERY)
def test_preflight_says_pdf_a(step: str, java: str, tmp_path: Path) -> None:
    statement = EVERY[step]()
    path = tmp_path / "minutes.pdf"
    path.write_bytes(counting_minutes(statement, counting_facts(statement)))
    assert "is a valid PDF/A-1b file" in preflight(path, java)


def flipped(statement: VerifiedStatement) -> dict[str, VerifiedStatement]:
    """Return the statement with one digit changed, in each place that has digits."""
    plan = statement.manifest.plan
    rows = (Counts(12, 2, 0), *statement.rows[1:])
    numbers = Numbers(15, 14, 14, 13, 13, 0)
    verdict = decide(plan, rows, statement.numbers)
    return {
        "rows": replace(statement, rows=rows),
        "verdict": replace(statement, verdict=verdict),
        "rows and verdict": replace(statement, rows=rows, verdict=verdict),
        "numbers": replace(statement, numbers=numbers),
        "kernel": replace(
            statement, kernel=statement.kernel.replace(b":13,", b":12,", 1)
        ),
        "medium": replace(statement, medium="paper"),
        "invalid": replace(statement, invalid=(0, 0, 1)),
        "manifest": replace(statement, manifest=replace(statement.manifest, run=2)),
    }


@pytest.mark.parametrize("where", flipped(step4()))
def test_no_paper_of_a_statement_with_one_digit_changed(where: str) -> None:
    with pytest.raises(UnverifiedSource):
        counting_minutes(flipped(step4())[where], counting_facts(step4()))


def test_no_paper_of_anything_but_a_verified_statement() -> None:
    verdict = step4().verdict
    with pytest.raises(UnverifiedSource):
        counting_minutes(verdict, counting_facts(step4()))  # type: ignore[arg-type]


def test_names_must_be_as_many_as_counted() -> None:
    facts = counting_facts(step4())
    with pytest.raises(AbsentNotAsCounted):
        counting_minutes(step4(), replace(facts, absent=()))


def test_an_empty_fact_is_refused_by_name() -> None:
    facts: CountingFacts = counting_facts(step4())
    with pytest.raises(FactMissing, match=r"meeting\.place"):
        replace(facts.meeting, place=" ")


def test_few_slips_are_minuted_and_nothing_is_said_of_more() -> None:
    facts = counting_facts(step4())
    said = "Bỏ phiếu bằng thẻ nhận phiếu: 02 đồng chí (ít hơn 03)."
    assert said in text_of(counting_minutes(step4(), replace(facts, few_slips=2)))
    assert "thẻ nhận phiếu" not in text_of(counting_minutes(step4(), facts))
