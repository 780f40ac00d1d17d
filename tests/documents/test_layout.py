"""What somebody who reads the papers closely would send back, as tests.

Refuses to look at a picture: `look` makes those for a person.
"""

import re

import pytest

from tests.documents.reading import page_texts, raw_pages, text_of
from tests.documents.sample import PARTY, STATE
from tests.documents.test_papers import EVERY


def test_who_passed_step_4_is_not_said_to_have_failed() -> None:
    text = text_of(EVERY["F6"](PARTY))
    assert "33,33% 09 Đạt ở Bước 4, không đạt khi bỏ phiếu lại" in text
    assert "60,00% 05 Đạt, trong số lượng" in text
    assert text.count("không đạt khi bỏ phiếu lại") == 1


def test_no_signature_stands_on_a_page_alone() -> None:
    last = page_texts(EVERY["biographies"](PARTY))[-1]
    assert "Danh sách gồm 14 nhân sự./. T/M BAN THƯỜNG VỤ" in last


@pytest.mark.parametrize("form", EVERY)
def test_no_code_is_parted_at_the_end_of_a_line(form: str) -> None:
    code = re.compile(r"[0-9A-Z]{5}-(?:[0-9A-Z]{5}-)*\s+[0-9A-Z]{5}\b")
    for page in raw_pages(EVERY[form](PARTY)):
        assert not code.search(page)


def test_a_list_attached_names_its_decision() -> None:
    text = text_of(EVERY["decision"](STATE))
    assert "(Kèm theo Quyết định số 45/QĐ-SKHHT ngày 24 tháng 3 năm 2026)" in text
    text = text_of(EVERY["decision"](PARTY))
    assert "(Kèm theo Quyết định số 45-QĐ/ĐU, ngày 24 tháng 3 năm 2026)" in text
