"""The small parts behind the pages: settings, batches, bars, packages, words."""

import io
import zipfile
from pathlib import Path

import pytest

from ballot_service.errors import IncompleteRecord, MissingServiceKey, RecordDiffers
from ballot_service.planning.ballot_event import State
from ballot_service.protocol.codes import event_code
from ballot_service.web.act_names import ACTS, act_detail, act_name
from ballot_service.web.answers import shown_again
from ballot_service.web.app import TEMPLATE_FOLDERS, create_app, template_folder
from ballot_service.web.batches import batched
from ballot_service.web.packages import files_by_name, folder_as_zip, partials_of
from ballot_service.web.qr import qr_path
from ballot_service.web.result_view import bar, result_view
from ballot_service.web.settings import Settings
from ballot_service.web.words import CEREMONY, ceremony_step, letter, two
from ballot_service.workflows import overview, publication
from tests.simulator import INSPECTOR
from tests.web.site import Site


def test_without_keys_it_does_not_start(tmp_path: Path) -> None:
    settings = Settings(
        f"sqlite:///{tmp_path / 'db'}", tmp_path / "keys", tmp_path / "records"
    )
    with pytest.raises(MissingServiceKey):
        create_app(settings)
    assert not (tmp_path / "db").exists()


def test_a_fault_of_the_server_is_no_refused_form() -> None:
    fault = RecordDiffers("ballots")
    with pytest.raises(RecordDiffers) as raised:
        shown_again(fault, lambda said: f"a form that says {said}")
    assert raised.value is fault


def test_cookies_are_for_tls_unless_said_otherwise() -> None:
    assert Settings("", Path(), Path()).secure_cookies


def test_secret_of_the_cookie_is_the_folders_own(site: Site) -> None:
    assert site.app.secret_key == site.sim.office.keys.session_secret
    assert len(site.sim.office.keys.session_secret) >= 32


def test_templates_are_found_in_wheel_or_checkout() -> None:
    assert template_folder() in TEMPLATE_FOLDERS
    assert TEMPLATE_FOLDERS[0].name == "_templates"


@pytest.mark.parametrize(
    ("returned", "issued", "shown"),
    [(0, 14, 0), (1, 14, 0), (3, 14, 3), (13, 14, 12), (14, 14, 14), (169, 171, 160)],
)
def test_batches(returned: int, issued: int, shown: int) -> None:
    assert batched(returned, issued) == shown


def test_bar_has_a_cell_for_each_member_and_its_mark_at_half() -> None:
    drawn = bar(8, 15)
    assert (drawn.width, drawn.filled, drawn.half) == (150, 80, 75)
    assert drawn.cells.count("M") == 14
    assert bar(91, 180).cells == ""


def test_stepper_goes_forward_only() -> None:
    order = [
        *(State.DRAFT, State.FROZEN, State.ROLL_CALLED, State.READY, State.ISSUING),
        *(State.REGISTRATION, State.OPEN, State.CLOSED, State.COUNTED),
        *(State.PUBLISHED, State.SEALED),
    ]
    steps = [ceremony_step(state) for state in order]
    assert steps == sorted(steps)
    assert steps[-1] == len(CEREMONY)


def test_figures_have_two_digits() -> None:
    assert [two(n) for n in (0, 8, 14, 180)] == ["00", "08", "14", "180"]
    assert [letter(n) for n in (0, 25, 26)] == ["A", "Z", "27"]


def test_qr_is_one_path_with_its_margin() -> None:
    size, path = qr_path("https://192.168.1.10/s/ABCD-EFGH")
    assert size > 29
    assert path.startswith("M4 4h7v1h-7z")


def test_package_says_nothing_of_time(published: Site) -> None:
    folder = published.sim.office.records / published.sim.uuid / "signed"
    package = zipfile.ZipFile(io.BytesIO(folder_as_zip(folder)))
    names = ["manifest.json", "record.bel", "statement.json"]
    assert package.namelist() == names
    assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert files_by_name({"any.zip": folder_as_zip(folder)}).keys() == set(names)


def test_partial_decryptions_are_found_in_a_complete_record(published: Site) -> None:
    folder = published.sim.office.records / published.sim.uuid
    found = partials_of((folder / "signed" / "record.bel").read_bytes())
    assert len(found) == 2
    with pytest.raises(IncompleteRecord):
        partials_of((folder / "closed" / "record.bel").read_bytes())


def test_zip_that_is_none_is_refused() -> None:
    with pytest.raises(IncompleteRecord):
        files_by_name({"x.zip": b"PK\x03\x04 and nothing more"})


def test_path_inside_a_zip_leads_nowhere() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        package.writestr("../../etc/statement.json", b"{}")
    assert files_by_name({"x.zip": held.getvalue()}) == {"statement.json": b"{}"}


def test_every_act_of_the_log_has_a_name(published: Site) -> None:
    sim = published.sim
    acts = {item.act for item in overview.operations(sim.office, sim.event, INSPECTOR)}
    assert acts <= set(ACTS)
    assert act_name("unheard_of", "vi") == "unheard_of"


def test_result_is_laid_out_from_the_statement(published: Site) -> None:
    sim = published.sim
    view = result_view(publication.statement_bytes(sim.office, sim.event))
    assert view.members == 5
    assert [row["nominee"] for row in view.outcomes] == ["UC01", "UC02", "UC03"]
    counts = [row["agree"] for row in view.titles[0].rows]
    assert counts == sorted(counts, reverse=True)


def test_the_log_says_in_words_what_an_act_was_about() -> None:
    digest = "ab" * 32
    code = event_code(digest)
    said = {
        "TV003 excused": ("TV003 có lý do", "TV003 with leave"),
        "TV003 unexcused": ("TV003 không lý do", "TV003 without leave"),
        "trustee 2": ("mảnh khóa số 2", "key share 2"),
        f"3 of 6, {digest}": (f"3/6, {code}", f"3/6, {code}"),
        f"0 ballots of {digest}": (f"0 phiếu, mã {code}", f"0 ballots, code {code}"),
        "Đơn số 1": ("Đơn số 1", "Đơn số 1"),
        "place 2": ("người giữ mảnh khóa số 2", "key holder 2"),
        "row.2": ("dòng 2", "row 2"),
        "secrecy_breach, 01/BB": (
            "Có phản ánh lộ nội dung phiếu, 01/BB",
            "A breach of secrecy was reported, 01/BB",
        ),
    }
    for detail, words in said.items():
        found = (act_detail(detail, "vi"), act_detail(detail, "en"))
        assert found == words, detail
