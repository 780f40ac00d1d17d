"""The ceremony on sticks: five steps, each trustee at its own machine."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from ballot_service.keyfiles.shares import open_share
from ballot_service.protocol.trustees import read_trustees
from tests.making import Making, seeded
from tests.tally.desk import Answer, Desk, run

STEPS = ("certify", "commit", "share", "accept", "finish")
KINDS = ("certificate", "commitment", "polynomial", "acceptance")


@dataclass
class Travel:
    """A stick that goes round between three machines."""

    desk: Desk
    stick: Path

    def own(self, index: int) -> Path:
        return self.desk.folder / f"own-{index}.json"

    def step(self, name: str, index: int, **changes: object) -> Answer:
        options: dict[str, object] = {
            "manifest": self.desk.manifest,
            "dir": self.stick,
            "own": self.own(index),
            "index": index,
            **changes,
        }
        flat = [item for k, v in options.items() for item in (f"--{k}", v)]
        return run(name, *flat, *self.desk.passphrases(index))

    def everyone(self, *names: str) -> None:
        for name in names:
            for index in (1, 2, 3):
                answer = self.step(name, index)
                assert answer.code == 0, answer.err

    def file(self, kind: str, index: int) -> Path:
        return self.stick / f"{kind}-{index}.json"


@pytest.fixture
def travel(tmp_path: Path) -> Travel:
    stick = tmp_path / "stick"
    stick.mkdir()
    return Travel(Desk(tmp_path / "desk"), stick)


def test_three_machines_make_one_key_and_count_with_it(travel: Travel) -> None:
    travel.everyone(*STEPS)
    desk = travel.desk
    trustees = travel.stick / "trustees.json"
    read_trustees(desk.making.group, trustees.read_bytes())
    desk.use(trustees)
    record = desk.record()
    shares = [x for i in (2, 3) for x in ("--share", travel.own(i))]
    answer = run(
        *("count", record, *shares, "--out", desk.folder / "result"),
        *("--present", 5, "--issued", 4),
        *desk.passphrases(2, 3),
        *desk.sheet(record),
    )
    assert answer.code == 0, answer.err
    assert "đồng ý 3, không đồng ý 1, không đánh dấu 0" in answer.out


def test_nothing_secret_travels(travel: Travel) -> None:
    travel.everyone(*STEPS)
    public = b"".join(path.read_bytes() for path in travel.stick.iterdir())
    for index in (1, 2, 3):
        passphrase = f"mật khẩu của số {index}"
        state = open_share(travel.own(index), passphrase, seeded("x")).state
        for secret in (state.seed, str(state.decryption_key), str(state.keys.signing)):
            assert secret.encode() not in public


@pytest.mark.parametrize(("done", "wrong"), [(0, 1), (1, 2), (1, 3), (2, 3), (3, 4)])
def test_a_step_before_its_turn(travel: Travel, done: int, wrong: int) -> None:
    travel.everyone(*STEPS[:done])
    answer = travel.step(STEPS[wrong], 1)
    assert (answer.code, answer.error) == (1, "OutOfTurn")


def test_a_step_twice(travel: Travel) -> None:
    for name in STEPS:
        travel.everyone(name)
        answer = travel.step(name, 2)
        assert (answer.code, answer.error) == (1, "OutOfTurn"), name


@pytest.mark.parametrize("kind", KINDS)
def test_a_lost_public_file_is_written_again_the_same(
    travel: Travel, kind: str
) -> None:
    done = KINDS.index(kind) + 1
    travel.everyone(*STEPS[:done])
    path = travel.file(kind, 2)
    before = path.read_bytes()
    path.unlink()
    assert travel.step(STEPS[done - 1], 2).code == 0
    assert path.read_bytes() == before
    travel.everyone(*STEPS[done:])


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_file_of_another_is_named(travel: Travel, kind: str) -> None:
    done = KINDS.index(kind) + 1
    travel.everyone(*STEPS[:done])
    travel.file(kind, 3).unlink()
    answer = travel.step(STEPS[done], 1)
    assert (answer.code, answer.error) == (1, "OutOfTurn")
    assert f"{kind} of trustee 3 is missing" in answer.err


def test_another_manifest_is_refused(travel: Travel, tmp_path: Path) -> None:
    travel.everyone("certify")
    other = Making(seed="another").manifest
    path = tmp_path / "other.json"
    path.write_bytes(other.encoded)
    answer = travel.step("commit", 1, manifest=path)
    assert (answer.code, answer.error) == (1, "WrongManifest")
    another = Making(uuid="9cNmVwewX876qM").manifest
    path.write_bytes(another.encoded)
    answer = travel.step("commit", 1, manifest=path)
    assert (answer.code, answer.error) == (1, "ShareOfAnotherElection")


def test_a_cheating_trustee_is_named_on_the_screen(travel: Travel) -> None:
    travel.everyone("certify", "commit", "share")
    shutil.copy(travel.file("polynomial", 3), travel.file("polynomial", 2))
    answer = travel.step("accept", 1)
    assert (answer.code, answer.error) == (1, "BrokenCommitment")
    assert "Thành viên 2" in answer.err


def test_another_place_is_refused(travel: Travel) -> None:
    travel.everyone("certify")
    passphrase = travel.desk.folder / "pw-1"
    (travel.desk.folder / "pw-2").write_bytes(passphrase.read_bytes())
    answer = travel.step("commit", 2, own=travel.own(1))
    assert (answer.code, answer.error) == (1, "CeremonyError")
    assert "--index is not that of this share" in answer.err
    answer = travel.step("certify", 4, own=travel.desk.folder / "own-4.json")
    assert answer.code == 1
    assert not (travel.desk.folder / "own-4.json").exists()


def test_two_finishes_compare_and_do_not_overwrite(travel: Travel) -> None:
    travel.everyone(*STEPS[:4])
    assert travel.step("finish", 1).code == 0
    trustees = travel.stick / "trustees.json"
    trustees.write_bytes(trustees.read_bytes().replace(b"Pedersen", b"pedersen"))
    answer = travel.step("finish", 2)
    assert (answer.code, answer.error) == (1, "RefusesToOverwrite")
    trustees.unlink()
    assert travel.step("finish", 2).code == 0
