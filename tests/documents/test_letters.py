"""The one family has every letter that a paper may need, in the styles they use."""

import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
import typst

from ballot_service.documents.counting_minutes import counting_minutes
from ballot_service.documents.printable import COVERED, FAMILY, printable
from ballot_service.documents.typesetting import template_folder
from ballot_service.planning.ballot_plan import BallotPlan
from tests.documents.reading import text_of
from tests.documents.sample import PARTY, STATE, counting_facts, statement_of
from tests.planning import sample

VOWELS = "AĂÂEÊIOÔƠUƯYaăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
VIETNAMESE = "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES
)
STYLES = {"regular": "", "bold": 'weight: "bold"', "italic": 'style: "italic"'}
"""The styles that papers use. The family's bold italic draws no letter under the tones
of ơ and ư, so that no paper may use it (a test below looks for it)."""


SMALL = "width: 120pt, height: 40pt, margin: 8pt"


def set_in(text: str, style: str, size: str = "") -> bytes:
    """Set a text in the family alone; PDF/A-2 refuses a letter that is not there."""
    page = (
        f"#set page({size})\n"
        f'#set text(font: "{FAMILY}", fallback: false, {style})\n'
        "#set document(title: sys.inputs.text)\n#sys.inputs.text\n"
    )
    pdf = typst.compile(
        page.encode(),
        format="pdf",
        sys_inputs={"text": text},
        ignore_system_fonts=True,
        pdf_standards="a-2b",
        timestamp=0,
    )
    assert isinstance(pdf, bytes)
    return pdf


@pytest.mark.parametrize("style", STYLES)
def test_every_vietnamese_letter(style: str) -> None:
    assert len(set(VIETNAMESE)) == 144
    spaced = " ".join(f"{VIETNAMESE}Đđ")
    assert text_of(set_in(spaced, STYLES[style])).strip() == spaced


def ink_of(text: str, style: str) -> int:
    """Return how dark a text is when drawn, in grey levels summed over all pixels."""
    page = pypdfium2.PdfDocument(set_in(text, style, SMALL))[0]
    pixels = bytes(page.render(scale=4, grayscale=True).buffer)
    return 255 * len(pixels) - sum(pixels)


@pytest.mark.parametrize("style", STYLES)
def test_every_vietnamese_letter_is_drawn_whole(style: str) -> None:
    """A letter with a tone is darker than the letter without: both are drawn."""
    for vowel in VOWELS:
        # A tone takes the place of the dot.
        plain = ink_of(vowel.replace("i", "ı") * 8, STYLES[style])
        for tone in TONES[1:]:
            letter = unicodedata.normalize("NFC", vowel + tone)
            assert ink_of(letter * 8, STYLES[style]) > plain, letter


def test_the_broken_style_is_seen_as_broken_and_stands_in_no_paper() -> None:
    bold_italic = 'weight: "bold", style: "italic"'
    assert ink_of("ờ" * 8, bold_italic) < ink_of("ơ" * 8, bold_italic)
    statement = statement_of(*sample.step4())
    for office in (PARTY, STATE):
        pdf = counting_minutes(statement, counting_facts(statement, office))
        assert b"LibertinusSerif-Bold" in pdf
        assert b"BoldItalic" not in pdf


@pytest.mark.parametrize("style", STYLES)
def test_every_sign_that_is_said_to_be_covered(style: str) -> None:
    for low, high in COVERED:
        signs = "".join(chr(point) for point in range(low, high + 1))
        assert set_in(f"x{signs}x\u200bx", STYLES[style])


def test_the_standard_refuses_a_letter_that_is_not_there() -> None:
    with pytest.raises(typst.TypstError):
        set_in("中", "")


def test_the_templates_name_one_family() -> None:
    for path in template_folder().glob("*.typ"):
        lines = path.read_text().splitlines()
        fonts = [line for line in lines if "font:" in line]
        assert all(FAMILY in line for line in fonts), path.name


HOSTILE = {
    "markup": '<script>alert("x")</script> #panic() $x^2$ *đậm* _nghiêng_ @ref',
    "quotes": 'O\'Neill "Tám" \\ \\n \\u{41} `mã` // ghi chú [khối]',
    "direction": "Nguyễn \u202eVăn\u202c A\u200f",
    "other letters": "Trần 中村 Αθηνά Ольга \U0001f5f3",
    "one word of 120": "Ngô" + "ô" * 117,
    "many words": ("Lương Thị Bích Quyên " * 6)[:120].strip(),
    "list marks": "- một + hai / ba: = bốn 1. năm",
}


def named(name: str) -> BallotPlan:
    plan, _, _ = sample.step4()
    nominees = (replace(plan.nominees[0], name=name), *plan.nominees[1:])
    return replace(plan, nominees=nominees)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_name_comes_out_as_text(case: str) -> None:
    name = HOSTILE[case]
    _, counts, numbers = sample.step4()
    statement = statement_of(named(name), counts, numbers)
    read = text_of(counting_minutes(statement, counting_facts(statement)))
    shown = printable(name).replace("\u200b", "").replace(" ", "")
    assert read.replace(" ", "").count(shown) >= 3


def test_a_sign_that_cannot_be_shown_stands_as_its_code() -> None:
    assert printable("A\u202eB") == "A[U+202E]B"
    assert printable("中") == "[U+4E2D]"
    assert printable("Đỗ Ỷ") == "Đỗ Ỷ"
