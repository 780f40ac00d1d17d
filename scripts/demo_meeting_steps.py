"""A meeting's steps as the staff of a demonstration takes them, from draft to seal.

Refuses real keys: the passphrases stand in files, and everything is thrown away.
"""

import html
import io
import json
import re
import secrets
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo_meeting_staff import CARD, SEEN, Refused, Staff, Upload
from electing import ceremony, run
from sample_election import (
    AGREE,
    COMMITTEE,
    DISAGREE,
    load_sample,
    sample_choices,
    sample_plan,
    sample_roll,
)

from ballot_service.workflows.office import Role

ABSENT = "TV13"
"""Excused in the sample."""
YOURS = "TV15"
"""The member whom the visitor plays."""

ACCOUNTS: tuple[tuple[str, str, Role, int], ...] = (
    ("chutri", "Lý Xuân Điền", Role.CHAIR, 0),
    ("thuky", "Quách Hải Thịnh", Role.SECRETARY, 0),
    *(
        (f"kiemphieu{number}", member.name, Role.COMMITTEE, number)
        for number, member in enumerate(COMMITTEE, start=1)
    ),
    ("kiemtra", "Nguyễn Thị Kiểm", Role.INSPECTOR, 0),
    ("kythuat", "Trần Văn Kỹ", Role.TECHNICIAN, 0),
)


@dataclass
class Meeting:
    """One demonstration: its staff signed in, its folder, its event."""

    folder: Path
    group: str
    staff: dict[str, Staff]
    event: str = ""
    uuid: str = ""
    manifest_code: str = ""
    sheet: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sample = load_sample()
        self.plan = sample_plan(self.sample)
        self.roll = sample_roll(self.sample)
        self.chair, self.secretary = self.staff["chutri"], self.staff["thuky"]
        self.head, self.second = self.staff["kiemphieu1"], self.staff["kiemphieu2"]

    # --- before the vote ----------------------------------------------------------

    def prepare(self) -> None:
        """Hand in draft and roll as files, and freeze with two hands."""
        plan = self.plan.to_json()
        plan.pop("members")
        draft = plan | {
            "title": "Phiếu giới thiệu nhân sự bổ sung quy hoạch năm 2026",
            "body": self.roll.body,
            "date": "2026-03-24",
            "group": self.group,
            "committee": [{"name": m.name, "role": m.role} for m in COMMITTEE],
            "trustees": {"size": len(COMMITTEE), "threshold": 2},
        }
        lines = ["id,name,position"]
        lines += [f'{m.id},"{m.name}","{m.position}"' for m in self.roll.members]
        files: list[Upload] = [
            ("draft", "draft.json", json.dumps(draft).encode()),
            ("roll", "roll.csv", "\n".join(lines).encode()),
        ]
        self.secretary.page("/secretary/new")
        to = self.secretary.post("/secretary/new", {}, files)
        self.event = to.rsplit("/", 1)[-1]
        for who, path in ((self.chair, "chair"), (self.head, "committee")):
            seen = SEEN.search(who.page(f"/{path}/{self.event}?ask=confirm"))
            if seen is None:
                raise Refused("no draft to confirm")
            who.post(f"/{path}/{self.event}/confirm", {"seen": seen[1]})
        manifest = self.head.fetch(f"/committee/{self.event}/manifest.json")
        (self.folder / "manifest.json").write_bytes(manifest)
        self.uuid = json.loads(manifest)["uuid"]
        self.manifest_code = self.code("Mã cấu hình")

    def code(self, label: str) -> str:
        """Return a code that stands on the chair's console.

        Raises:
            Refused: it is not there.
        """
        page = self.chair.page(f"/chair/{self.event}")
        found = re.search(rf'<dt>{label}</dt><dd class="code">([^<]+)<', page)
        if found is None:
            raise Refused(f"no {label}")
        return found[1]

    def make_keys(self) -> list[Path]:
        """Let the committee make the key on its laptop; return the passphrase files."""
        passphrases = ceremony(self.folder, quiet=True)
        made = self.folder / "ceremony"
        names = ("trustees", "signing_keys")
        files: list[Upload] = [
            (name, f"{name}.json", (made / f"{name}.json").read_bytes())
            for name in names
        ]
        self.head.post(f"/committee/{self.event}/keys", {}, files)
        asked = self.head.take(f"/committee/{self.event}/request.json")
        (self.folder / "request.json").write_bytes(asked)
        proofs: list[Upload] = []
        for number, passphrase in enumerate(passphrases, start=1):
            out = self.folder / f"possession-{number}.json"
            run(
                *("ballot_service.tally", "prove", self.share(number)),
                *("--manifest", self.folder / "manifest.json"),
                *("--trustees", made / "trustees.json", "--out", out),
                *("--request", self.folder / "request.json"),
                *("--passphrase-file", passphrase),
                quiet=True,
            )
            proofs.append(("possession", out.name, out.read_bytes()))
        self.head.post(f"/committee/{self.event}/possession", {}, proofs)
        return passphrases

    def share(self, number: int) -> Path:
        """Return the sealed share of a trustee."""
        return self.folder / "ceremony" / str(number) / f"share-{number}.json"

    def call_roll(self) -> dict[str, str]:
        """Confirm everybody but one with two hands; return sign-in codes by member."""
        for hand, path in ((self.secretary, "secretary"), (self.second, "committee")):
            hand.page(f"/{path}/{self.event}/roll-call")
            for member in self.roll.members:
                if member.id != ABSENT:
                    hand.post(
                        f"/{path}/{self.event}/roll-call/present", {"member": member.id}
                    )
        calling = f"/secretary/{self.event}/roll-call"
        self.secretary.post(f"{calling}/absent", {"member": ABSENT, "excused": "yes"})
        self.secretary.post(f"{calling}/finish")
        return self.hand_out_codes()

    def hand_out_codes(self) -> dict[str, str]:
        """Print the cards of all who are present; return sign-in codes by member."""
        page = self.secretary.take(f"/secretary/{self.event}/codes", {"all": "yes"})
        by_name = {
            html.unescape(name): code for name, code in CARD.findall(page.decode())
        }
        return {m.id: by_name[m.name] for m in self.roll.members if m.name in by_name}

    def players(self, codes: dict[str, str]) -> Path:
        """Write who is played, with choices whose sums are the sample's."""
        columns = sample_choices(self.sample, self.plan)
        secrets.SystemRandom().shuffle(columns)
        words = {AGREE: "agree", DISAGREE: "disagree"}
        players = [
            {"code": code, "choices": [words.get(mark, "unmarked") for mark in marks]}
            for code, marks in zip(codes.values(), columns, strict=False)
        ]
        path = self.folder / "players.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(players), encoding="utf-8")
        return path

    # --- the vote -----------------------------------------------------------------

    def step(self, name: str, **fields: str) -> None:
        """Take a step at the chair's console."""
        self.chair.post(f"/chair/{self.event}/{name}", fields)

    def vote(self) -> None:
        """Issue, register, sign, open, wait for all, close, sign."""
        present = self.chair.progress(self.event)["figures"]["present"]
        self.step("issue")
        self.chair.wait(self.event, lambda f: f["issued"] == present, "issued")
        self.step("register")
        self.chair.wait(self.event, lambda f: f["registered"] == present, "registered")
        code = self.sign_opening()
        self.step("open")
        self.chair.wait(self.event, lambda f: f["returned"] == present, "returned")
        end = self.close()
        self.sheet = {
            "setup": code,
            "ballots": present,
            "end": end,
            "present": present,
            "issued": present,
        }

    def sign_opening(self) -> str:
        """Propose Setup, see the box empty, sign with two hands; return its code."""
        self.step("prepare")
        code = self.code("Mã mở bỏ phiếu")
        self.confirm_empty_box()
        self.step("sign-opening", code=code)
        self.head.post(f"/committee/{self.event}/sign-opening", {"code": code})
        return code

    def close(self) -> str:
        """Close with nobody missing; return the code of the end, signed twice."""
        self.step("close", missing="0")
        end = self.code("Mã đóng bỏ phiếu")
        self.step("sign-closing", code=end)
        self.head.post(f"/committee/{self.event}/sign-closing", {"code": end})
        return end

    def confirm_empty_box(self) -> None:
        """Let the head say at the desk that the box of this Setup is empty."""
        page = self.head.page(f"/committee/{self.event}")
        found = re.search(r'name="seen" value="([0-9a-f]{64})"', page)
        if found is None:
            raise Refused("the desk does not ask for the empty box")
        self.head.post(f"/committee/{self.event}/empty-box", {"seen": found[1]})

    # --- the count ----------------------------------------------------------------

    @property
    def sheet_options(self) -> list[str]:
        """What is typed from the signed closing sheet."""
        return [
            word
            for key, value in self.sheet.items()
            for word in (f"--{key}", str(value))
        ]

    def count(self, passphrases: list[Path]) -> Path:
        """Export, count on the laptop with shares 1 and 3, hand the result in."""
        package = self.head.take(f"/committee/{self.event}/export")
        exported, counted = self.folder / "exported", self.folder / "counted"
        zipfile.ZipFile(io.BytesIO(package)).extractall(exported)
        run(
            *("ballot_service.tally", "count", exported, "--out", counted),
            *("--share", self.share(1), "--share", self.share(3)),
            *("--passphrase-file", passphrases[0]),
            *("--passphrase-file", passphrases[2]),
            *self.sheet_options,
        )
        files: list[Upload] = [
            ("result", name, (counted / name).read_bytes())
            for name in ("record.bel", "statement.json")
        ]
        fields = {key: str(self.sheet[key]) for key in ("present", "issued")}
        self.head.post(f"/committee/{self.event}/result", fields, files)
        return counted

    def finish(self) -> Path:
        """Publish, fetch the record as the inspector does, seal; return the record."""
        self.step("publish")
        inspector = self.staff["kiemtra"]
        report = inspector.page(f"/inspector/{self.event}/report")
        if "</svg>ĐẠT</h1>" not in report:
            raise Refused("the inspector's report is not good")
        record = self.folder / "record"
        package = inspector.fetch(f"/staff/{self.event}/record.zip")
        zipfile.ZipFile(io.BytesIO(package)).extractall(record)
        self.head.post(f"/committee/{self.event}/seal")
        return record

    def thumbprints(self) -> list[str]:
        """Return the trustees' thumbprints, as printed on the opening sheet."""
        page = self.chair.page(f"/staff/{self.event}/opening-sheet")
        return re.findall(r'<span class="code thumb">([A-Za-z0-9_-]{43})</span>', page)
