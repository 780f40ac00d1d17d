"""An editable copy has the prose, and no figure that an edit could change."""

import io
import re

import docx
import pytest

from ballot_service.documents.conference_minutes import conference_docx
from ballot_service.documents.decision import decision_docx
from ballot_service.documents.submission import submission_docx
from tests.documents import year
from tests.documents.sample import PARTY, STATE

COPIES = {
    "F5": conference_docx(year.conference_facts(), year.ballots(), "dong_chi"),
    "F8": submission_docx(
        year.all_lists(), year.all_statements(), year.submission_facts(PARTY)
    ),
    "decision": decision_docx(
        year.all_lists(), year.all_statements(), year.decision_facts(STATE)
    ),
}


def words_of(copy: bytes) -> str:
    document = docx.Document(io.BytesIO(copy))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(lines)


@pytest.mark.parametrize("form", COPIES)
def test_no_rate_and_no_name_with_a_count_is_in_it(form: str) -> None:
    words = words_of(COPIES[form])
    assert "%" not in words
    assert not re.search(r"\d+ phiếu", words)
    for statement in year.all_statements():
        for row in statement.verdict.outcomes:
            assert row.nominee_name not in words


@pytest.mark.parametrize("form", COPIES)
def test_it_says_where_the_figures_are(form: str) -> None:
    words = words_of(COPIES[form])
    assert "mã bản kết quả" in words
    assert year.addition().code in words


def test_the_prose_is_there() -> None:
    assert "Chủ trì kết luận: giao cơ quan tổ chức" in words_of(COPIES["F5"])
    assert "Kính gửi: Ban Thường vụ Tỉnh ủy" in words_of(COPIES["F8"])
    assert "Điều 2. Phòng Tổ chức cán bộ" in words_of(COPIES["decision"])
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words_of(COPIES["decision"])


def test_every_page_but_the_first_has_its_number_and_the_mark() -> None:
    section = docx.Document(io.BytesIO(COPIES["F8"])).sections[0]
    assert section.different_first_page_header_footer
    head = section.header.paragraphs[0]
    assert head.text == "\t\tMẬT"
    assert 'w:instr="PAGE"' in head._p.xml
    assert section.first_page_header.paragraphs[0].text == ""


def test_recipients_end_as_their_family_ends_them() -> None:
    assert "– Như trên,\n– Ban Tổ chức Tỉnh ủy,\n– Lưu Văn phòng." in words_of(
        COPIES["F8"]
    )
    assert "– Như Điều 3;\n– Lưu: VT, TCCB." in words_of(COPIES["decision"])


def test_the_same_input_gives_the_same_bytes() -> None:
    again = conference_docx(year.conference_facts(), year.ballots(), "dong_chi")
    assert again == COPIES["F5"]
