"""Minutes of destruction on paper: every figure of the files, of one act only."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.documents.destruction_minutes import (
    KINDS,
    DestructionFacts,
    destruction_minutes,
)
from ballot_service.documents.facts import Office, Person, Signer
from ballot_service.errors import (
    BadText,
    FactMissing,
    NotOneDestruction,
    NumberOutOfRange,
)
from ballot_service.protocol.codes import event_code
from ballot_service.record import destruction
from tests.documents.destroyed import destroyed, destruction_facts, source
from tests.documents.reading import preflight, raw_pages, text_of
from tests.documents.sample import PARTY, STATE


@pytest.mark.parametrize("office", [PARTY, STATE], ids=["party", "state"])
@pytest.mark.parametrize("what", KINDS)
def test_the_minutes_are_pdf_a_marked_and_the_same_each_time(
    what: str, office: Office, java: str, tmp_path: Path
) -> None:
    pdf = destroyed(what, office)
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf)
    assert "is a valid PDF/A-1b file" in preflight(path, java)
    assert "MẬT" in text_of(pdf)
    assert destroyed(what, office) == pdf


@pytest.mark.parametrize("office", [PARTY, STATE], ids=["party", "state"])
@pytest.mark.parametrize("what", destruction.KINDS)
def test_every_figure_of_the_files_is_on_the_paper(what: str, office: Office) -> None:
    facts = destruction_facts(office, what)
    text = text_of(destruction_minutes(facts))
    squeezed = text.replace(" ", "")
    for words in ("BIÊN BẢN TIÊU HỦY", "theo biên bản số 15/BB", "10/2022/TT-BNV"):
        assert words in text
    for words in ("phiếu trong hồ sơ quy hoạch 05 năm", "hồ sơ 10 năm", "GIÁM SÁT"):
        assert words in text
    assert KINDS[what].kept in text
    for one in facts.sources:
        said = one.said
        assert KINDS[what].name in text
        assert said.subject in text
        # Who destroyed is present, in the table, and signs.
        assert text.count(said.order.by) == 3
        assert f"{said.order.on:%d/%m/%Y}" in text
        assert event_code(said.digest) in squeezed
        assert said.digest in squeezed
        assert one.digest in squeezed
        assert one.name in text
    applied = "Vận dụng" if office is PARTY else "Căn cứ"
    assert f"{applied} Thông tư số 10/2022/TT-BNV" in text


def test_days_that_differ_are_both_told() -> None:
    text = text_of(destroyed("share", STATE))
    assert "Từ ngày 01 tháng 4 năm 2026 đến ngày 02 tháng 4 năm 2026" in text
    assert "Hôm nay, ngày 01 tháng 4 năm 2026" in text_of(destroyed("rest", STATE))


def test_who_signs_may_be_named() -> None:
    head = Signer(("TRƯỞNG BAN THANH TRA",), Person("Dương Viết Phong"))
    text = text_of(destruction_minutes(replace(destruction_facts(), signers=(head,))))
    assert "TRƯỞNG BAN THANH TRA" in text
    assert "TRƯỞNG BAN KIỂM PHIẾU" not in text


def test_one_paper_tells_of_one_reference_and_of_each_thing_once() -> None:
    facts = destruction_facts()
    first = facts.sources[0]
    other = source("issuing_key", 1, "Trần Văn Kỹ", "16/BB")
    with pytest.raises(NotOneDestruction, match="16/BB"):
        replace(facts, sources=(first, other))
    with pytest.raises(NotOneDestruction, match="twice"):
        replace(facts, sources=(first, first))
    with pytest.raises(FactMissing):
        replace(facts, sources=())
    with pytest.raises(BadText):
        replace(facts, remarks="\x07")


def test_fifteen_things_of_the_longest_words_fit() -> None:
    by, reference = "Nguyễn " * 42 + "Thị An", "ố" * 300
    one = source("share", 1, by, reference)
    sources = tuple(
        replace(one, said=replace(one.said, digest=f"{place:064x}"))
        for place in range(15)
    )
    pdf = destruction_minutes(replace(destruction_facts(), sources=sources))
    squeezed = text_of(pdf).replace(" ", "")
    for each in sources:
        assert each.said.digest in squeezed
    code = re.compile(r"[0-9A-Z]{5}-(?:[0-9A-Z]{5}-)*\s+[0-9A-Z]{5}\b")
    assert not any(code.search(page) for page in raw_pages(pdf))


def of_hands(count: int) -> DestructionFacts:
    facts = destruction_facts()
    names = [f"Nguyễn Văn Hủy {place}" for place in range(count)]
    sources = []
    for place, name in enumerate(names):
        one = source("share", 1, name)
        said = replace(one.said, digest=f"{place:064x}")
        sources.append(replace(one, said=said))
    return replace(facts, sources=tuple(sources))


@pytest.mark.parametrize("count", [5, 7, 10])
def test_every_hand_has_its_place_on_one_page(count: int) -> None:
    pages = raw_pages(destruction_minutes(of_hands(count)))
    last = pages[-1]
    assert last.count("NGƯỜI TIÊU HỦY") == count
    assert "GIÁM SÁT" in last
    for place in range(count):
        assert f"Nguyễn Văn Hủy {place}" in last


def test_more_hands_than_a_page_holds_are_refused_by_the_field() -> None:
    with pytest.raises(NumberOutOfRange, match="signers"):
        of_hands(11)
