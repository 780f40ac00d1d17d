"""Their ceremony's files and ours: seeds, polynomials, shares, partial decryptions."""

import json
import secrets
import subprocess
from pathlib import Path

import pytest

from ballot_service.crypto.group import Group, group_named
from ballot_service.crypto.sharing import commit, evaluate
from ballot_service.errors import (
    BadSignature,
    CeremonyError,
    DecryptionFailed,
    WrongType,
)
from ballot_service.protocol.ceremony_belenios import (
    open_own_polynomial,
    read_dkey,
    write_dkey,
    write_dkey_release_2,
    write_polynomial,
    write_vinput,
    write_voutput,
)
from ballot_service.protocol.ceremony_checks import (
    Certified,
    check_certificates,
    check_polynomial,
    expected_key,
    open_secrets,
)
from ballot_service.protocol.ceremony_keys import Committee, derive_keys, random_seed
from ballot_service.protocol.ceremony_messages import Polynomial, read_polynomial
from ballot_service.protocol.decryption import (
    decrypt_partially,
    read_partial_decryption,
)
from ballot_service.protocol.election import read_election
from ballot_service.protocol.encoding import decode
from ballot_service.protocol.result import owner_key
from ballot_service.protocol.tally import read_tally
from ballot_service.protocol.trustees import (
    read_coefexps,
    read_trustee_key,
    read_trustees,
)

RANDOM = secrets.token_bytes
UUID = "7cNmVwewX876qM"
BOTH = pytest.mark.parametrize("folder", ["ed25519-1x12-n30", "belenios2048-12x1-n30"])
pytestmark = pytest.mark.vectors


class Theirs:
    """One of their elections: what its trustees drew, said and kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.election = read_election((folder / "election.json").read_bytes().strip())
        self.group: Group = self.election.group
        self.seeds = [
            (folder / f"seeds/{i}.key").read_text().strip() for i in (1, 2, 3)
        ]
        lines = (folder / "certs.jsons").read_bytes().splitlines()
        committee = Committee(self.election.uuid, self.group, 3, 2)
        self.committee = committee
        self.certified: Certified = check_certificates(
            committee, dict(enumerate(lines, start=1))
        )
        lines = (folder / "polynomials.jsons").read_bytes().splitlines()
        self.raw = lines
        self.polynomials: list[Polynomial] = [
            read_polynomial(self.group, decode(line), "") for line in lines
        ]

    def text(self, name: str) -> str:
        return (self.folder / name).read_text().strip()


@BOTH
def test_their_messages_hold_and_give_their_shares(vectors: Path, folder: str) -> None:
    their = Theirs(vectors / folder)
    trustees = read_trustees(their.group, their.text("trustees.json").encode())
    for index, seed in enumerate(their.seeds, start=1):
        check_polynomial(
            their.committee, their.certified, index, their.polynomials[index - 1]
        )
        secret = open_secrets(
            their.committee,
            their.certified,
            their.polynomials,
            index,
            derive_keys(their.group, seed),
        )
        assert read_dkey(their.group, seed, their.text(f"seeds/{index}.dkey")) == secret
        public = their.group.generator_power(secret)
        assert public == expected_key(their.committee, their.polynomials, index)
        output = json.loads(their.text(f"seeds/{index}.voutput"))
        assert output["public_key"]["public_key"] == public
        assert public in {owner_key(trustees, owner) for owner in (1, 2, 3)}


@BOTH
def test_their_own_polynomials_open_and_fit(vectors: Path, folder: str) -> None:
    their = Theirs(vectors / folder)
    for index, seed in enumerate(their.seeds, start=1):
        message = their.polynomials[index - 1]
        polynomial = open_own_polynomial(their.group, seed, message)
        shown = read_coefexps(their.group, message.coefexps.message, "")
        assert commit(their.group, polynomial) == shown
        assert evaluate(their.group, polynomial, 0) == polynomial[0]


@BOTH
def test_our_writing_of_their_messages_is_theirs(vectors: Path, folder: str) -> None:
    their = Theirs(vectors / folder)
    for index, line in enumerate(their.raw, start=1):
        assert write_polynomial(their.polynomials[index - 1]) == line
        vinput = their.text(f"seeds/{index}.vinput").encode()
        assert write_vinput(their.polynomials, index) == vinput
        voutput = their.text(f"seeds/{index}.voutput")
        key = read_trustee_key(their.group, json.loads(voutput)["public_key"], "")
        dkey = their.text(f"seeds/{index}.dkey")
        assert write_voutput(dkey, key) == voutput.encode()


@BOTH
def test_their_shares_give_their_partial_decryptions(
    vectors: Path, folder: str
) -> None:
    their = Theirs(vectors / folder)
    tally = read_tally(
        their.election, their.text("encrypted_tally.out.json").split("\n")[0].encode()
    )
    for index in (1, 3):
        dkey = their.text(f"seeds/{index}.dkey")
        secret = read_dkey(their.group, their.seeds[index - 1], dkey)
        ours = decrypt_partially(their.election, tally, secret, RANDOM)
        raw = their.text(f"pd{index}.json").split("\n")[0].encode()
        assert ours.factors == read_partial_decryption(their.election, raw).factors


@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
def test_our_dkey_opens_again_in_both_releases(name: str) -> None:
    group, seed = group_named(name), random_seed(RANDOM)
    for write in (write_dkey, write_dkey_release_2):
        dkey = write(group, seed, 123456789, RANDOM)
        assert read_dkey(group, seed, dkey) == 123456789
        with pytest.raises((DecryptionFailed, BadSignature)):
            read_dkey(group, random_seed(RANDOM), dkey)


def test_a_seed_has_one_form() -> None:
    for seed in ("", "a" * 21, "0" * 22, "a" * 23):
        with pytest.raises(WrongType):
            derive_keys(group_named("Ed25519"), seed)


# --- belenios-tool 2.0 holds the ceremony, and we open what it made -------------------


def _step(tool: str, folder: Path, step: int, *more: str) -> str:
    result = subprocess.run(
        [
            *(tool, "setup", "generate-trustee-key-threshold"),
            *("--group", "BELENIOS-2048", "--threshold", "2", "--step", str(step)),
            *more,
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return result.stdout


def their_ceremony(tool: str, folder: Path) -> tuple[list[str], list[str]]:
    """Run the whole ceremony of belenios-tool; return seeds and voutputs."""
    for _ in range(3):
        _step(tool, folder, 1)
    names = sorted(path.stem for path in folder.glob("*.cert"))
    certs = "".join((folder / f"{name}.cert").read_text() for name in names)
    (folder / "certs.jsons").write_text(certs)
    shown = [
        _step(tool, folder, 3, "--certs", "certs.jsons", "--key", f"{name}.key")
        for name in names
    ]
    (folder / "polynomials.jsons").write_text("".join(shown))
    seeds = [(folder / f"{name}.key").read_text().strip() for name in names]
    _step(
        *(tool, folder, 4),
        *("--certs", "certs.jsons", "--polynomials", "polynomials.jsons"),
    )
    outputs = []
    for name in names:
        vinput = (folder / f"{name}.vinput").read_text()
        command = [
            *(tool, "setup", "generate-trustee-key-threshold", "--group"),
            *("BELENIOS-2048", "--step", "5", "--certs", "certs.jsons"),
            *("--threshold", "2", "--key", f"{name}.key"),
        ]
        result = subprocess.run(
            command,
            cwd=folder,
            input=vinput,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        outputs.append(result.stdout.strip())
    return seeds, outputs


@pytest.mark.belenios
def test_shares_that_belenios_tool_made_open_here(
    belenios_tool: str, tmp_path: Path
) -> None:
    group = group_named("BELENIOS-2048")
    seeds, outputs = their_ceremony(belenios_tool, tmp_path)
    for seed, output in zip(seeds, outputs, strict=True):
        value = json.loads(output)
        secret = read_dkey(group, seed, value["private_key"])
        assert group.generator_power(secret) == value["public_key"]["public_key"]
    # Release 2.0 certifies without context; release 3 and we refuse such certificates.
    certs = (tmp_path / "certs.jsons").read_bytes().splitlines()
    committee = Committee(UUID, group, 3, 2)
    with pytest.raises(CeremonyError, match="MissingField certificate: context"):
        check_certificates(committee, dict(enumerate(certs, start=1)))
