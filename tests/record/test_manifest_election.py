"""The election that follows from a manifest, to the byte; and no other."""

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ballot_service.crypto.group import group_named
from ballot_service.errors import (
    ElectionNotFromManifest,
    WrongManifest,
    WrongTimestamp,
)
from ballot_service.protocol.codes import event_code
from ballot_service.protocol.election import Election, read_election
from ballot_service.record.manifest import (
    check_election,
    check_timestamp,
    read_manifest,
)
from tests.record.parts import three

VECTORS = Path(__file__).parent.parent / "vectors" / "manifest-election.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["vectors"]
MANIFEST = three().manifest
ELECTION = three().election


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["group"]))
def test_the_booths_manifest_gives_the_booths_election(case: dict[str, Any]) -> None:
    manifest = read_manifest(case["manifest"].encode())
    assert manifest.encoded == case["manifest"].encode()
    assert manifest.digest == case["hash"]
    assert event_code(manifest.digest) == case["code"]
    key = group_named(case["group"]).element(case["public_key"])
    election = manifest.election(key)
    assert election.encoded == case["election"].encode()
    assert election.fingerprint == case["fingerprint"]
    check_election(manifest, read_election(case["election"].encode()))


def test_the_bytes_are_those_of_the_specification() -> None:
    row = (
        '{"answers":["Đồng ý","Không đồng ý"],"min":0,"max":1,'
        '"question":"Lương Thị Bích Quyên %s (1979) — Giám đốc Sở"}'
    )
    assert ELECTION.encoded.decode() == (
        f'{{"version":1,"description":"manifest sha256 {MANIFEST.digest}",'
        f'"name":"{MANIFEST.title}","group":"Ed25519",'
        f'"public_key":"{ELECTION.public_key}",'
        f'"questions":[{row % "A"},{row % "B"}],"uuid":"{MANIFEST.uuid}"}}'
    )
    check_election(MANIFEST, ELECTION)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Phiếu khác"},
        {"uuid": "1" * 14},
        {"group": group_named("BELENIOS-2048"), "public_key": "1"},
        {"questions": ELECTION.questions[::-1]},
        {"questions": ELECTION.questions[:1]},
        {"administrator": "x"},
        {"credential_authority": ""},
        {"language": ("vi", "ltr")},
        *(
            {"questions": (replace(ELECTION.questions[0], **change), *rest)}
            for rest in [ELECTION.questions[1:]]
            for change in (
                {"maximum": 2},
                {"minimum": 1},
                {"blank": False},
                {"answers": ("Không đồng ý", "Đồng ý")},
                {"answers": ("Đồng ý", "Không đồng ý", "Khác")},
                {"text": ELECTION.questions[0].text.replace("—", "-")},
            )
        ),
    ],
    ids="-".join,
)
def test_an_election_with_anything_else_is_refused(changes: dict[str, Any]) -> None:
    other: Election = replace(ELECTION, **changes)
    with pytest.raises(ElectionNotFromManifest):
        check_election(MANIFEST, other)


@pytest.mark.parametrize(
    "description",
    ["", "manifest sha256 " + "0" * 64, f"manifest sha256 {MANIFEST.digest} "],
)
def test_an_election_of_another_manifest_is_refused(description: str) -> None:
    with pytest.raises(WrongManifest):
        check_election(MANIFEST, replace(ELECTION, description=description))


@pytest.mark.parametrize(
    "changes",
    [{"run": 2}, {"title": "Khác"}, {"date": dt.date(2026, 3, 25)}, {"threshold": 3}],
    ids="-".join,
)
def test_any_change_of_the_manifest_is_another_manifest(
    changes: dict[str, Any],
) -> None:
    with pytest.raises(WrongManifest):
        check_election(replace(MANIFEST, **changes), ELECTION)


def test_the_archives_time_is_midnight_of_the_date() -> None:
    midnight = dt.datetime(2026, 3, 24, tzinfo=dt.UTC).timestamp()
    assert MANIFEST.timestamp == midnight
    check_timestamp(MANIFEST, int(midnight))
    for step in (-1, 1, 86_400, 43_200):
        with pytest.raises(WrongTimestamp):
            check_timestamp(MANIFEST, int(midnight) + step)
