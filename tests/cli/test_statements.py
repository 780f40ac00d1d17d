"""Handing statements on: one private address, signed, written down, safe to repeat."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from ballot_service.cli import main, statements, webhook
from ballot_service.errors import (
    BadDeliverySignature,
    BadWebhookAddress,
    NotAPrivateAddress,
    RefusesToOverwrite,
)
from ballot_service.record.delivery import check_delivery
from ballot_service.record.manifest import read_manifest
from ballot_service.record.package import Package, read_package, write_package
from ballot_service.store import events
from ballot_service.verify.importer import main as importer
from ballot_service.workflows import delivering, publication
from ballot_service.workflows.importing import awaited_of
from tests.cli.receiver import receiving
from tests.simulator import CHAIR, NOW, ElectionSimulator


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> ElectionSimulator:
    sim = ElectionSimulator(tmp_path_factory.mktemp("deliveries"))
    sim.until_closed()
    sim.export()
    sim.count()
    return sim


@pytest.fixture
def published(counted: ElectionSimulator) -> ElectionSimulator:
    with counted.office.database.reading() as connection:
        announced = events.find_event(connection, counted.event).announced
    if not announced:
        publication.publish(counted.office, counted.event, CHAIR, NOW)
    return counted


@pytest.fixture
def operator(
    counted: ElectionSimulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> list[str]:
    """The options of every command, over the simulator's office."""
    monkeypatch.setattr(statements, "office_of", lambda _args: counted.office)
    return ["--data", str(tmp_path)]


def outcomes(sim: ElectionSimulator, url: str) -> list[str]:
    lines = delivering.attempts(sim.office, sim.event)
    return [line.outcome for line in lines if line.address.startswith(url)]


def test_nothing_is_sent_before_an_address_is_set(
    operator: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deliver", *operator]) == 1
    assert "NoWebhook" in capsys.readouterr().err


def test_what_is_not_announced_stays_unless_the_operator_names_it(
    counted: ElectionSimulator, operator: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Runs first in this file: the event is counted and nothing more."""
    with receiving() as planning:
        assert main(["webhook", "set", planning.url, *operator]) == 0
        assert main(["deliver", *operator]) == 0
        assert main(["deliver", "--not-announced", *operator]) == 1
        assert main(["deliver", "--event", counted.event, *operator]) == 1
        assert "NotAnnounced" in capsys.readouterr().err
        assert planning.got == []
        named = ["--event", counted.event, "--not-announced"]
        assert main(["deliver", *named, *operator]) == 0
        assert len(planning.got) == 1


def test_a_delivery_is_the_signed_statement_and_comes_once(
    published: ElectionSimulator, operator: list[str]
) -> None:
    with receiving() as planning:
        url = f"{planning.url}/planning/statements"
        assert main(["webhook", "set", url, *operator]) == 0
        assert main(["deliver", *operator]) == 0
        assert main(["deliver", *operator]) == 0
        (got,) = planning.got
        assert planning.paths == ["/planning/statements"]
        assert got.body == publication.statement_bytes(
            published.office, published.event
        )
        receipt = published.manifest.receipt_key
        check_delivery(receipt, got)
        assert main(["deliver", "--again", *operator]) == 0
        assert planning.got[1] == got
    assert outcomes(published, url) == ["delivered", "delivered"]
    for changed in (
        replace(got, body=got.body.replace(b'"signatures"', b'"Signatures"')),
        replace(got, uuid="1" * 14),
        replace(got, statement="0" * 64),
        replace(got, signature="A" * 86),
    ):
        with pytest.raises(Exception, match=r".") as caught:
            check_delivery(receipt, changed)
        assert type(caught.value).__name__ in {"BadDeliverySignature", "UnknownField"}
    with pytest.raises(BadDeliverySignature):
        check_delivery(bytes(range(32)), got)


def test_silence_is_tried_again_and_a_refusal_is_not(
    published: ElectionSimulator,
    operator: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        silent = f"http://127.0.0.1:{closed.getsockname()[1]}"
    assert main(["webhook", "set", silent, *operator]) == 0
    tries = ["--attempts", "3", "--pause", "0"]
    assert main(["deliver", *tries, *operator]) == 1
    assert "Unreachable" in capsys.readouterr().err
    assert outcomes(published, silent) == ["Unreachable"] * 3
    with receiving(500, 200) as planning:
        assert main(["webhook", "set", planning.url, *operator]) == 0
        assert main(["deliver", *tries, *operator]) == 1
        assert outcomes(published, planning.url) == ["DeliveryRejected"]
        assert main(["deliver", *tries, *operator]) == 0
        assert outcomes(published, planning.url) == ["DeliveryRejected", "delivered"]


def test_a_redirect_is_not_followed(
    published: ElectionSimulator,
    operator: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    with receiving(302, 200) as planning:
        assert main(["webhook", "set", planning.url, *operator]) == 0
        assert main(["deliver", *operator]) == 1
        assert "DeliveryRedirected" in capsys.readouterr().err
        assert planning.paths == ["/"]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://192.168.1.2/",
        "http://user:secret@192.168.1.2/",
        "http://192.168.1.2/?to=x",
        "http://192.168.1.2/#x",
        "http://192.168.1.2:0/",
        "http://192.168.1.2:99999/",
        "http://",
        "192.168.1.2",
        "http://192.168.1.2/a b",
        "http://192.168.1.2/\r\nHost: x",
    ],
)
def test_an_address_of_another_form_is_refused(url: str) -> None:
    with pytest.raises(BadWebhookAddress):
        webhook.read_address(url)


@pytest.mark.parametrize(
    "host",
    [
        "8.8.8.8",
        "172.32.0.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "100.64.0.1",
        "[2001:db8::1]",
        "[fe80::1]",
        "[::ffff:8.8.8.8]",
        "[::]",
    ],
)
def test_a_public_address_is_refused(
    host: str, operator: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["webhook", "set", f"http://{host}/", *operator]) == 1
    assert NotAPrivateAddress.__name__ in capsys.readouterr().err
    assert not (tmp_path / "webhook.json").exists()


@pytest.mark.parametrize("host", ["10.1.2.3", "172.16.0.9", "192.168.9.9", "[fd00::1]"])
def test_a_private_address_is_taken(host: str, operator: list[str]) -> None:
    assert main(["webhook", "set", f"https://{host}:8443/in", *operator]) == 0
    assert main(["webhook", "show", *operator]) == 0
    assert main(["webhook", "off", *operator]) == 0
    assert main(["webhook", "show", *operator]) == 1


def _names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def look_up(_host: str, port: int, **_options: object) -> list[object]:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_a_name_that_also_leads_outside_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    address = webhook.read_address("http://planning.lan/")
    _names(monkeypatch, "192.168.1.2")
    assert webhook.resolve(address) == ("192.168.1.2", 80)
    _names(monkeypatch, "192.168.1.2", "8.8.8.8")
    with pytest.raises(NotAPrivateAddress, match=r"8\.8\.8\.8"):
        webhook.resolve(address)


def test_a_name_that_leads_elsewhere_later_is_refused_when_it_is_sent(
    published: ElectionSimulator,
    operator: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The name was private when the operator set it."""
    with monkeypatch.context() as then:
        _names(then, "192.168.1.2")
        assert main(["webhook", "set", "http://planning.lan/", *operator]) == 0
    with monkeypatch.context() as now:
        _names(now, "8.8.8.8")
        assert main(["deliver", *operator]) == 1
    assert "NotAPrivateAddress" in capsys.readouterr().err


def test_a_package_in_the_drop_is_whole_and_what_the_importer_takes(
    published: ElectionSimulator,
    operator: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    assert main(["drop", str(folder), *operator]) == 0
    assert main(["drop", str(folder), *operator]) == 0
    (made,) = folder.iterdir()
    assert made.name == f"statement-{published.uuid}"
    assert sorted(path.name for path in made.iterdir()) == [
        "README.txt",
        "manifest.json",
        "statement.json",
        "thumbprints-for-comparison.txt",
    ]
    with published.office.database.reading() as connection:
        row = events.find_event(connection, published.event)
        awaited = awaited_of(connection, row)
    words = [str(made), "--manifest", awaited.manifest, "--run", "1"]
    for pin in awaited.pins:
        words += ["--key", pin]
    capsys.readouterr()
    assert importer([*words, "--ledger", str(tmp_path / "ledger.json")]) == 0
    assert "lần đầu" in capsys.readouterr().out
    # The operator of another host of ours takes the same package by his own command.
    assert main(["import-statement", *words, *operator]) == 0
    assert "lần đầu" in capsys.readouterr().out
    assert main(["import-statement", *words, *operator]) == 0
    assert "từ trước" in capsys.readouterr().out
    assert main(["import-statement", *words, "--run", "2", *operator]) == 1
    assert "NotTheAwaitedElection" in capsys.readouterr().err
    assert main(["deliveries", published.event, *operator]) == 0
    assert "file:drop delivered" in capsys.readouterr().out


def test_another_package_of_the_same_election_is_not_written_over(
    published: ElectionSimulator, tmp_path: Path
) -> None:
    body = publication.statement_bytes(published.office, published.event)
    manifest = published.manifest.encoded
    assert read_manifest(manifest).uuid == published.uuid
    made = write_package(tmp_path, published.uuid, Package(body, manifest), ())
    with pytest.raises(RefusesToOverwrite):
        write_package(tmp_path, published.uuid, Package(b"{}", manifest), ())
    assert read_package(made) == Package(body, manifest)
    assert [path.name for path in tmp_path.iterdir()] == [made.name]
