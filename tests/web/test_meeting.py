"""A whole meeting in which the staff uses its pages and nothing else."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from ballot_service.protocol.ceremony_messages import encode_signing_keys
from ballot_service.protocol.ceremony_possession import prove_possession
from ballot_service.protocol.decryption import decrypt_partially
from ballot_service.tally.outcome import write_record
from ballot_service.verify.records import Expected
from ballot_service.verify.verifier import verify_closed
from ballot_service.workflows import closing, overview
from ballot_service.workflows.office import Role
from ballot_service.workflows.staff import create_user
from tests.simulator import ElectionSimulator
from tests.web.site import PASSWORD, Browser, Site

File = tuple[io.BytesIO, str]


def file(content: bytes, name: str) -> File:
    return io.BytesIO(content), name


class Meeting:
    """The staff at their screens, and the tablets of the simulator."""

    def __init__(self, folder: Path) -> None:
        self.sim = ElectionSimulator(folder, members=4)
        self.site = Site(folder, self.sim)
        create_user(
            self.sim.office, "second", "Phạm Thị Duyên", [Role.COMMITTEE], PASSWORD, 2
        )
        self.secretary = self.site.signed_in("secretary")
        self.chair = self.site.signed_in("chair")
        self.head = self.site.signed_in("committee")
        self.second = self.site.signed_in("second")

    def step(self, who: Browser, path: str, **fields: object) -> str:
        """Take a step and return where it leads."""
        answer = who.post(path, "/staff/password", **fields)
        assert answer.status_code == 303, answer.text
        return str(answer.location)

    def at_chair(self, name: str, **fields: object) -> None:
        """Take a step at the chair's console."""
        self.step(self.chair, f"/chair/{self.sim.event}/{name}", **fields)

    def at_desk(self, name: str, **fields: object) -> None:
        """Take a step at the committee's desk."""
        self.step(self.head, f"/committee/{self.sim.event}/{name}", **fields)

    def prepare(self) -> None:
        """Upload draft and roll, and confirm twice."""
        lines = ["\ufeffid;name;position"]
        members = self.sim.roll["members"]
        assert isinstance(members, list)
        lines += [f"{m['id']};{m['name']};{m['position']}" for m in members]
        to = self.step(
            self.secretary,
            "/secretary/new",
            draft=file(json.dumps(self.sim.draft).encode(), "draft.json"),
            roll=file("\r\n".join(lines).encode(), "roll.csv"),
            title="Tên ghi đè",
        )
        self.sim.event = to.rsplit("/", 1)[-1]
        page = self.chair.get(f"/chair/{self.sim.event}?ask=confirm").text
        assert "Tên ghi đè" in page
        seen = page.split('name="seen" value="')[1].split('"')[0]
        self.at_chair("confirm", seen=seen)
        self.at_desk("confirm", seen=seen)

    def make_keys(self) -> None:
        """Hold the ceremony, and hand its files in."""
        outcome = self.sim.hold_ceremony()
        self.at_desk(
            "keys",
            trustees=file(outcome.trustees.encoded(), "trustees.json"),
            signing_keys=file(encode_signing_keys(outcome.signing_keys), "keys.json"),
        )
        asked = self.head.post(
            f"/committee/{self.sim.event}/request.json", "/staff/password"
        )
        fresh = json.loads(asked.data)["fresh"]
        proofs = [
            prove_possession(state, outcome.trustees, self.sim.random, fresh)
            for state in self.sim.states
        ]
        files = [
            file(proof.encoded(), f"possession-{i}.json")
            for i, proof in enumerate(proofs)
        ]
        self.at_desk("possession", possession=files)

    def call_roll(self) -> None:
        """Mark three present by two hands and one absent; print the cards."""
        event = self.sim.event
        for member in ("TV001", "TV002", "TV003"):
            for who, path in (
                (self.secretary, "secretary"),
                (self.second, "committee"),
            ):
                self.step(who, f"/{path}/{event}/roll-call/present", member=member)
        calling = f"/secretary/{event}/roll-call"
        self.step(self.secretary, f"{calling}/absent", member="TV004", excused="no")
        self.step(self.secretary, f"{calling}/finish")

    def vote(self) -> None:
        """From issuing to the signed closing sheet; one ballot is never sent."""
        self.at_chair("issue")
        for member in ("TV001", "TV002", "TV003"):
            self.sim.take_token(member)
        self.at_chair("register")
        client = self.site.browser().client
        for tablet in self.sim.tablets.values():
            path = f"/api/{self.sim.uuid}/registrations"
            assert client.post(path, data=tablet.token).json == {"registered": True}
        self.at_chair("prepare")
        summary = overview.summary(self.sim.office, self.sim.event)
        self.at_desk("empty-box", seen=summary.setup_hash)
        self.at_chair("sign-opening", code=summary.setup_code.lower())
        self.at_desk("sign-opening", code=summary.setup_code.replace("-", " "))
        self.at_chair("open")
        self.at_chair("pause")
        self.at_chair("resume")
        for member in ("TV001", "TV002"):
            self.sim.cast(member)
        path = f"/chair/{self.sim.event}/close"
        stale = self.chair.post(path, "/staff/", missing="0")
        assert stale.status_code == 409
        assert "Số phiếu chưa gửi vừa thay đổi." in stale.text
        self.sim.cast("TV003")


@pytest.fixture
def meeting(tmp_path: Path) -> Meeting:
    made = Meeting(tmp_path)
    made.prepare()
    made.make_keys()
    made.call_roll()
    return made


def test_meeting_from_draft_to_seal(meeting: Meeting) -> None:
    sim, event = meeting.sim, meeting.sim.event
    cards = meeting.secretary.post(f"/secretary/{event}/codes", "/staff/", all="yes")
    assert cards.text.count('class="card code-card"') == 3
    assert cards.text.count('<svg class="qr"') == 3
    meeting.vote()
    meeting.at_chair("close", missing="0")
    end = overview.summary(sim.office, event).end_code
    early = meeting.head.post(f"/committee/{event}/export", "/staff/")
    assert early.status_code == 409
    meeting.at_chair("sign-closing", code=end)
    meeting.at_desk("sign-closing", code=end)
    package = meeting.head.post(f"/committee/{event}/export", "/staff/").data
    assert sorted(zipfile.ZipFile(io.BytesIO(package)).namelist()) == [
        "manifest.json",
        "record.bel",
    ]
    exported = sim.folder / "exported"
    zipfile.ZipFile(io.BytesIO(package)).extractall(exported)
    partials = [
        file(sim.partial(owner, exported), f"partial-{owner}.json") for owner in (1, 2)
    ]
    meeting.at_desk("partial", partial=partials)
    meeting.at_desk("combine")
    combined = sim.folder / "combined"
    record = meeting.head.get(f"/staff/{event}/record.zip").data
    zipfile.ZipFile(io.BytesIO(record)).extractall(combined)
    statement = sim.statement(combined, (1, 2))
    wrong = meeting.head.post(
        f"/committee/{event}/result",
        "/staff/",
        result=file(statement, "statement.json"),
        present="4",
        issued="3",
    )
    assert wrong.status_code == 422
    assert "Số nhập vào không khớp biên bản đóng đã ký." in wrong.text
    upload = file(statement, "statement.json")
    meeting.at_desk("result", result=upload, present="3", issued="3")
    meeting.at_chair("publish")
    meeting.at_desk("seal")
    assert overview.summary(sim.office, event).state == "sealed"
    result = meeting.site.browser().get(f"/result/{sim.uuid}")
    assert result.status_code == 200
    assert "Kết quả kiểm phiếu" in result.text
    for screen in ("wall", "board"):
        text = meeting.site.browser().get(f"/{screen}/{sim.uuid}").text
        assert f'href="/result/{sim.uuid}"' in text


def count_apart(sim: ElectionSimulator, exported: Path) -> Path:
    """Count as the laptop does, with no service at hand; return its folder."""
    sheet = closing.closing_sheet(sim.office, sim.event)
    expected = Expected(sheet.setup_hash, sheet.ballots, sheet.end_hash)
    closed = verify_closed(exported, expected)
    partials = {
        owner: decrypt_partially(
            closed.election,
            closed.tally,
            sim.states[owner - 1].decryption_key,
            sim.random,
        )
        for owner in (2, 3)
    }
    folder = sim.folder / "counted"
    folder.mkdir()
    write_record(folder, closed, partials)
    (folder / "statement.json").write_bytes(sim.statement(folder, (2, 3)))
    return folder


def test_result_of_the_laptop_comes_in_one_upload(meeting: Meeting) -> None:
    sim, event = meeting.sim, meeting.sim.event
    meeting.vote()
    meeting.at_chair("close", missing="0")
    end = overview.summary(sim.office, event).end_code
    meeting.at_chair("sign-closing", code=end)
    meeting.at_desk("sign-closing", code=end)
    exported = Path(meeting.sim.folder / "exported")
    package = meeting.head.post(f"/committee/{event}/export", "/staff/").data
    zipfile.ZipFile(io.BytesIO(package)).extractall(exported)
    sheet_folder = count_apart(sim, exported)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sheet_folder.iterdir():
            archive.writestr(f"counted/{path.name}", path.read_bytes())
    result = file(packed.getvalue(), "counted.zip")
    meeting.at_desk("result", result=result, present="3", issued="3")
    assert overview.summary(sim.office, event).state == "counted"
    meeting.at_chair("withhold")
    assert meeting.site.browser().get(f"/result/{sim.uuid}").status_code == 403
    meeting.at_desk("seal")
    closed = meeting.site.browser().get(f"/result/{sim.uuid}")
    assert closed.status_code == 403
    assert "fig--key" not in closed.text
    wall = meeting.site.browser().get(f"/wall/{sim.uuid}").text
    assert f'href="/result/{sim.uuid}"' not in wall
    assert meeting.chair.get(f"/staff/{event}/result").status_code == 200


def test_one_person_is_not_both_hands(meeting: Meeting) -> None:
    sim, event = meeting.sim, meeting.sim.event
    create_user(
        sim.office, "both", "Hai Vai", [Role.SECRETARY, Role.COMMITTEE], PASSWORD, 3
    )
    both = meeting.site.signed_in("both")
    meeting.step(
        meeting.secretary,
        f"/secretary/{event}/roll-call/withdraw",
        member="TV004",
    )
    member = {"member": "TV004"}
    meeting.step(both, f"/secretary/{event}/roll-call/present", **member)
    answer = both.post(f"/committee/{event}/roll-call/present", "/staff/", **member)
    assert answer.status_code == 403
    assert "do hai người khác nhau" in answer.text
    assert f'href="/committee/{event}/roll-call"' in answer.text


@pytest.mark.parametrize(
    ("draft", "roll", "said"),
    [
        (b"not json", b"id,name,position\na,b,c", "Dự thảo chưa hợp lệ."),
        (b"{}", b"id,name,position\na,b,c", "không đúng định dạng"),
        (b"{}", b"name,id\nb,a", "Dự thảo chưa hợp lệ."),
        (b"{}", b"\xff\xfe", "Dự thảo chưa hợp lệ."),
        (b"{}", b"", "Dự thảo chưa hợp lệ."),
    ],
)
def test_files_that_cannot_be_read_are_named(
    tmp_path: Path, draft: bytes, roll: bytes, said: str
) -> None:
    site = Site(tmp_path)
    answer = site.signed_in("secretary").post(
        "/secretary/new",
        "/staff/",
        draft=file(draft, "draft.json"),
        roll=file(roll, "roll.csv"),
    )
    assert answer.status_code == 422
    assert said in answer.text
    assert 'href="/secretary/new"' in answer.text


@pytest.mark.parametrize("typed", ["3/24/2026", "31/02/2026", "24.3.26", "mai"])
def test_a_day_that_is_none_is_refused_with_its_field(
    tmp_path: Path, typed: str
) -> None:
    site = Site(tmp_path)
    answer = site.signed_in("secretary").post(
        "/secretary/new",
        "/staff/",
        draft=file(json.dumps(site.sim.draft).encode(), "draft.json"),
        roll=file(json.dumps(site.sim.roll).encode(), "roll.json"),
        date=typed,
    )
    assert answer.status_code == 422
    assert "Ô “Ngày họp” chưa đúng" in answer.text


@pytest.mark.parametrize("typed", ["25/03/2026", "25.3.2026", "2026-03-25"])
def test_a_day_is_read_as_officials_write_it(tmp_path: Path, typed: str) -> None:
    site = Site(tmp_path)
    secretary = site.signed_in("secretary")
    answer = secretary.post(
        "/secretary/new",
        "/staff/",
        draft=file(json.dumps(site.sim.draft).encode(), "draft.json"),
        roll=file(json.dumps(site.sim.roll).encode(), "roll.json"),
        date=typed,
    )
    assert answer.status_code == 303
    assert "25/3/2026" in secretary.get(str(answer.location)).text


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("/chair/{e}/no-such-step", {}, 404),
        ("/chair/{e}/close", {"missing": "-1"}, 400),
        ("/chair/{e}/open", {}, 409),
        ("/chair/{e}/publish", {}, 409),
        ("/chair/{e}/void", {"ground": "", "minutes": ""}, 409),
        ("/chair/nothing/issue", {}, 404),
        ("/chair/{e}/sign-opening", {"code": "ABC"}, 409),
    ],
)
def test_step_out_of_place_is_refused(
    site: Site, path: str, fields: dict[str, str], status: int
) -> None:
    chair = site.signed_in("chair")
    answer = chair.post(path.format(e=site.sim.event), "/staff/", **fields)
    assert answer.status_code in (status, 422)
    assert "Quay lại" in answer.text
