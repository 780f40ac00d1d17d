"""A whole meeting in one process: office, committee and tablets, from one seed.

Refuses a network and a browser: it calls the workflows as pages would, in their order,
and plays tablets and counting laptop with the package's own functions. Change one fact,
expect one error.
"""

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ballot_service.crypto.blind_rsa import (
    Blinding,
    Prepared,
    blind,
    finalize,
    prepare,
    token_message,
)
from ballot_service.crypto.blind_rsa_keys import MINIMUM_BITS, IssuingKey
from ballot_service.crypto.group import group_named
from ballot_service.crypto.randomness import Random, random_scalar
from ballot_service.keyfiles.service_keys import make_service_keys
from ballot_service.planning.known_profiles import profile_named
from ballot_service.protocol.ceremony_keys import Committee
from ballot_service.protocol.ceremony_messages import encode_signing_keys
from ballot_service.protocol.ceremony_outcome import Outcome
from ballot_service.protocol.ceremony_possession import prove_possession
from ballot_service.protocol.ceremony_state import TrusteeState
from ballot_service.protocol.ceremony_together import hold_ceremony
from ballot_service.protocol.credential import public_half, random_credential
from ballot_service.protocol.decryption import decrypt_partially
from ballot_service.protocol.election import Election, read_election
from ballot_service.protocol.encoding import encode
from ballot_service.protocol.make_ballot import Choice, make_ballot
from ballot_service.record.manifest import Manifest, read_manifest
from ballot_service.record.partial import encode_partial
from ballot_service.record.signatures import sign_kernel
from ballot_service.record.statement import build_kernel
from ballot_service.verify.records import Expected
from ballot_service.verify.verifier import verify_closed, verify_complete
from ballot_service.workflows import (
    casting,
    closing,
    counting,
    issuing,
    keys,
    opening,
    overview,
    preparation,
    publication,
    registration,
    rollcall,
    tablet_status,
)
from ballot_service.workflows.casting import Receipt
from ballot_service.workflows.office import Actor, Office, Role
from ballot_service.workflows.sheets import ClosingSheet, OpeningSheet
from ballot_service.workflows.start import open_office
from tests.empty_database import empty_database
from tests.making import AGREE, DISAGREE, UNMARKED, seeded

NOW = 1_774_310_400
TEST_BITS = MINIMUM_BITS
"""Too short for anything but tests: a key of 3072 bits takes a second to make."""

CHAIR = Actor("u1", "Lý Xuân Điền", Role.CHAIR)
SECRETARY = Actor("u2", "Đinh Khắc Thịnh", Role.SECRETARY)
HEAD = Actor("u3", "Bùi Đình Nghĩa", Role.COMMITTEE, 1)
COUNTER = Actor("u4", "Phạm Thị Duyên", Role.COMMITTEE, 2)
INSPECTOR = Actor("u5", "Tạ Doãn Khôi", Role.INSPECTOR)
TECHNICIAN = Actor("u6", "Trần Văn Kỹ", Role.TECHNICIAN)


def sample_draft(questions: int = 2, group: str = "Ed25519") -> dict[str, object]:
    """Return a draft with one title and a committee of three."""
    nominees = [f"UC{i:02}" for i in range(1, questions + 1)]
    return {
        "title": "Phiếu giới thiệu nhân sự bổ sung quy hoạch",
        "body": "Tập thể lãnh đạo Sở",
        "date": "2026-03-24",
        "group": group,
        "step": 4,
        "kind": "addition",
        "titles": [
            {
                "id": "T1",
                "name": "Giám đốc Sở",
                "authority": "superior",
                "authority_name": "Ban Thường vụ Tỉnh ủy",
                "places": 1,
                "places_certain": 1,
                "structure": [],
            }
        ],
        "nominees": [
            {
                "id": nominee,
                "name": f"Lương Thị Bích Quyên {nominee[2:]}",
                "birth_year": 1979,
                "position": "Trưởng phòng",
                "categories": [],
                "planned_titles": 0,
            }
            for nominee in nominees
        ],
        "questions": [{"title": "T1", "nominee": nominee} for nominee in nominees],
        "profile": profile_named("HD06-2017").to_json(),
        "committee": [
            {"name": HEAD.name, "role": "head"},
            {"name": COUNTER.name, "role": "member"},
            {"name": "Mai Thị Uyên", "role": "secretary"},
        ],
        "trustees": {"size": 3, "threshold": 2},
    }


def sample_roll(members: int) -> dict[str, object]:
    """Return a roll of so many members, TV001 and so on."""
    return {
        "body": "Tập thể lãnh đạo Sở",
        "members": [
            {"id": f"TV{i:03}", "name": f"Nguyễn Văn {i:03}", "position": "Ủy viên"}
            for i in range(1, members + 1)
        ],
    }


@dataclass
class Tablet:
    """One member's tablet: what only the tablet ever knows.

    Args:
        client: the tablet's own source of randomness.
    """

    member: str
    client: Random = field(repr=False)
    private: str = ""
    credential: str = ""
    prepared: Prepared = field(default_factory=lambda: Prepared(b""))
    blinding: Blinding | None = None
    token: bytes = b""

    def make_request(self, manifest: Manifest, bits: int = TEST_BITS) -> bytes:
        """Make a credential and blind its public half (record.md §11)."""
        group = group_named(manifest.group)
        self.private = random_credential(self.client)
        self.credential = public_half(group, manifest.uuid, self.private)
        message = token_message(manifest.uuid, self.credential)
        self.prepared = prepare(message, self.client)
        self.blinding = blind(issuing_key(manifest, bits), self.prepared, self.client)
        return self.blinding.request

    def take_answer(
        self, manifest: Manifest, answer: bytes, bits: int = TEST_BITS
    ) -> bytes:
        """Unblind and verify the answer; return the token to be registered."""
        if self.blinding is None:
            raise ValueError("no request was made")
        key = issuing_key(manifest, bits)
        signature = finalize(key, self.prepared, answer, self.blinding.inverse)
        self.token = encode(
            {
                "credential": self.credential,
                "prefix": self.prepared[:32].hex(),
                "signature": base64.b64encode(signature).decode(),
            }
        )
        return self.token

    def make_ballot(self, election: Election, choices: Sequence[Choice]) -> bytes:
        """Encrypt, prove and sign the ballot."""
        nonce = random_scalar(election.group, self.client)
        seed = self.client(32)
        return make_ballot(election, self.private, choices, seed, nonce).encoded()


def issuing_key(manifest: Manifest, bits: int = TEST_BITS) -> IssuingKey:
    """Return the manifest's issuing key as a booth reads it."""
    return IssuingKey.decode(base64.b64encode(manifest.issuing_key).decode(), bits)


class ElectionSimulator:
    """A meeting that goes on step by step.

    Args:
        folder: for database, keys and records.
        url: another database than SQLite in that folder.
        client: the randomness of a member's tablet.
    """

    def __init__(
        self,
        folder: Path,
        members: int = 5,
        questions: int = 2,
        *,
        group: str = "Ed25519",
        url: str = "",
        seed: str = "meeting",
        client: Callable[[str], Random] = seeded,
    ) -> None:
        self.folder = folder
        self.url = url or empty_database(folder / "meeting.sqlite")
        self.random = seeded(seed)
        self.client = client
        self.questions = questions
        self.roll = sample_roll(members)
        self.draft = sample_draft(questions, group)
        self.names = [f"TV{i:03}" for i in range(1, members + 1)]
        self.tablets: dict[str, Tablet] = {}
        self.states: tuple[TrusteeState, ...] = ()
        self.outcome: Outcome | None = None
        self.receipts: dict[str, Receipt] = {}
        make_service_keys(folder / "keys", self.random)
        self.office = self.open_office()
        self.event = ""

    def open_office(self) -> Office:
        """Open the office; another process's start, or one after a crash."""
        return open_office(
            self.url,
            self.folder / "keys",
            self.folder / "records",
            self.random,
            TEST_BITS,
        )

    # --- preparation --------------------------------------------------------------

    def create(self) -> str:
        """Create the event and return its id."""
        self.event = preparation.create_event(
            self.office, SECRETARY, self.draft, self.roll, NOW
        )
        return self.event

    def freeze(self) -> Manifest:
        """Confirm with both hands and return the manifest."""
        seen = preparation.draft_digest(self.office, self.event)
        for hand in (CHAIR, HEAD):
            preparation.confirm_event(self.office, self.event, hand, seen, NOW)
        return self.manifest

    @property
    def manifest(self) -> Manifest:
        """The frozen manifest, as anybody reads it."""
        return read_manifest(overview.manifest_bytes(self.office, self.event))

    @property
    def uuid(self) -> str:
        """The election's identifier."""
        return self.manifest.uuid

    def hold_ceremony(self) -> Outcome:
        """Hold the committee's key ceremony, off-line."""
        manifest = self.manifest
        group = group_named(manifest.group)
        committee = Committee(manifest.uuid, group, manifest.size, manifest.threshold)
        self.states, self.outcome = hold_ceremony(
            committee, manifest.digest, self.random
        )
        return self.outcome

    def make_keys(self) -> None:
        """Hold the ceremony and hand its public outcome to the service."""
        outcome = self.hold_ceremony()
        keys.accept_keys(
            self.office,
            self.event,
            HEAD,
            outcome.trustees.encoded(),
            encode_signing_keys(outcome.signing_keys),
            NOW,
        )
        for state in self.states:
            proof = prove_possession(state, outcome.trustees, self.random).encoded()
            keys.accept_possession(
                self.office, self.event, HEAD, state.index, proof, NOW
            )

    # --- roll call, tokens --------------------------------------------------------

    def present(self, member: str) -> None:
        """Confirm one member's presence with both hands."""
        for hand in (SECRETARY, COUNTER):
            rollcall.confirm_present(self.office, self.event, hand, member, NOW)

    def call_roll(self, absent: Iterable[str] = ()) -> None:
        """Call the roll: all are present but those named, who are excused."""
        away = set(absent)
        for member in self.names:
            if member in away:
                rollcall.mark_absent(
                    self.office, self.event, SECRETARY, member, True, NOW
                )
            else:
                self.present(member)
        rollcall.finish_roll_call(self.office, self.event, SECRETARY, NOW)

    def present_members(self) -> list[str]:
        """Return who is present, in the order of the roll."""
        entries = rollcall.roll_entries(self.office, self.event)
        return [entry.id for entry in entries if entry.attendance == "present"]

    def take_token(self, member: str) -> Tablet:
        """Let one member's tablet take a token."""
        again = " again" if member in self.tablets else ""
        tablet = Tablet(member, self.client(f"tablet {member}{again}"))
        manifest = self.manifest
        request = tablet.make_request(manifest)
        answer = issuing.issue_token(self.office, self.event, member, request)
        tablet.take_answer(manifest, answer)
        self.tablets[member] = tablet
        return tablet

    def issue(self, members: Iterable[str] | None = None) -> None:
        """Begin issuing, and let those present take tokens."""
        issuing.begin_issuing(self.office, self.event, CHAIR, NOW)
        for member in self.present_members() if members is None else members:
            self.take_token(member)

    def register(self, order: Sequence[str] | None = None) -> None:
        """Begin registration, and let tablets register in this order."""
        registration.begin_registration(self.office, self.event, CHAIR, NOW)
        for member in list(self.tablets) if order is None else order:
            token = self.tablets[member].token
            registration.register_token(self.office, self.uuid, token)

    # --- the vote -----------------------------------------------------------------

    def prepare_opening(self) -> OpeningSheet:
        """Propose Setup, and let the committee see the box empty."""
        sheet = opening.prepare_opening(self.office, self.event, CHAIR, NOW)
        opening.confirm_empty_box(self.office, self.event, HEAD, sheet.setup_hash, NOW)
        return sheet

    def sign_opening(self) -> OpeningSheet:
        """Propose Setup, see the box empty, print it, sign it with both hands."""
        sheet = self.prepare_opening()
        for hand in (CHAIR, HEAD):
            opening.sign_opening(self.office, self.event, hand, sheet.setup_code, NOW)
        return sheet

    def open(self) -> OpeningSheet:
        """Sign the opening sheet and open the vote."""
        self.sign_opening()
        return opening.open_ballot(self.office, self.event, CHAIR, NOW)

    @property
    def election(self) -> Election:
        """The election as a booth reads it from Setup."""
        texts = tablet_status.setup_texts(self.office, self.event)
        return read_election(texts.election.encode())

    def choices(self, number: int) -> list[Choice]:
        """Return what the member of this number marks, the same in every run."""
        marks = (AGREE, DISAGREE, UNMARKED, AGREE)
        return [marks[(number + row) % 4] for row in range(self.questions)]

    def ballot(self, member: str) -> bytes:
        """Make a member's ballot."""
        number = self.names.index(member)
        return self.tablets[member].make_ballot(self.election, self.choices(number))

    def cast(self, member: str) -> Receipt:
        """Let one member vote."""
        receipt = casting.cast_ballot(self.office, self.uuid, self.ballot(member))
        self.receipts[member] = receipt
        return receipt

    def close(self) -> ClosingSheet:
        """Close in two steps and sign the closing sheet."""
        question = closing.ask_to_close(self.office, self.event, CHAIR)
        sheet = closing.close_ballot(
            self.office, self.event, CHAIR, question.missing, NOW
        )
        for hand in (CHAIR, HEAD):
            closing.sign_closing(self.office, self.event, hand, sheet.end_code, NOW)
        return sheet

    # --- the count ----------------------------------------------------------------

    def export(self) -> Path:
        """Export the closed record; the count begins."""
        return counting.export_record(self.office, self.event, HEAD, NOW)

    def partial(self, owner: int, folder: Path) -> bytes:
        """Open the sums of a closed record as trustee `owner`, off-line."""
        sheet = closing.closing_sheet(self.office, self.event)
        expected = Expected(sheet.setup_hash, sheet.ballots, sheet.end_hash)
        closed = verify_closed(folder, expected)
        secret = self.states[owner - 1].decryption_key
        partial = decrypt_partially(closed.election, closed.tally, secret, self.random)
        return encode_partial(closed, owner, partial)

    def statement(self, folder: Path, owners: Sequence[int]) -> bytes:
        """Build the statement from a complete record and sign it, off-line."""
        sheet = closing.closing_sheet(self.office, self.event)
        if self.outcome is None:
            raise ValueError("no ceremony was held")
        complete = verify_complete(folder, Expected())
        kernel = build_kernel(
            complete.manifest,
            complete.facts,
            sheet.present,
            sheet.issued,
            self.outcome.signing_keys,
        )
        signed: bytes | None = None
        for owner in owners:
            signed = sign_kernel(kernel, self.states[owner - 1].signing_seed, signed)
        return signed or b""

    def count(self, owners: Sequence[int] = (1, 3)) -> Path:
        """Export, open, combine, sign, and hand the statement in."""
        closed = self.export()
        for owner in owners:
            partial = self.partial(owner, closed)
            counting.take_partial(self.office, self.event, HEAD, partial, NOW)
        complete = counting.combine_partials(self.office, self.event, HEAD, NOW)
        sheet = closing.closing_sheet(self.office, self.event)
        statement = self.statement(complete, owners)
        return counting.take_statement(
            self.office, self.event, HEAD, statement, sheet.present, sheet.issued, NOW
        )

    # --- all of it ----------------------------------------------------------------

    def until_issuing(self, absent: Iterable[str] = ()) -> None:
        """Go on until tokens are taken by all who are present."""
        self.create()
        self.freeze()
        self.make_keys()
        self.call_roll(absent)
        self.issue()

    def until_open(self, absent: Iterable[str] = ()) -> None:
        """Go on until the vote is open."""
        self.until_issuing(absent)
        self.register()
        self.open()

    def until_closed(self, absent: Iterable[str] = ()) -> ClosingSheet:
        """Go on until everybody has voted and the vote is closed."""
        self.until_open(absent)
        for member in self.tablets:
            self.cast(member)
        return self.close()

    def until_published(self, absent: Iterable[str] = ()) -> Path:
        """Go on to the end."""
        self.until_closed(absent)
        folder = self.count()
        publication.publish(self.office, self.event, CHAIR, NOW)
        return folder
