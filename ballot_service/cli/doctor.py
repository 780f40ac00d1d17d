"""`ballot-service doctor`: the examination before a meeting, on a screen or as JSON.

Refuses to mend anything, and to say "ready" while a check fails.
"""

import argparse
import ipaddress
import json
import shlex
import time
from collections.abc import Sequence
from pathlib import Path

from ballot_service.cli.machine import machine_of
from ballot_service.cli.place import place_of
from ballot_service.cli.tls import ALWAYS
from ballot_service.errors import (
    BoothNotBuilt,
    CertificateLacksName,
    CertificateOutOfDate,
    MissingCertificate,
    NotFit,
)
from ballot_service.keyfiles import tls
from ballot_service.keyfiles.tls_names import is_private
from ballot_service.workflows.booth_files import booth_digest
from ballot_service.workflows.doctor import Finding, examine
from ballot_service.workflows.doctor_texts import advice_for
from ballot_service.workflows.machine import Machine

_BY_TLS = (MissingCertificate, CertificateOutOfDate, CertificateLacksName)
_SIGNS = {"passed": "ĐẠT ", "advice": "NÊN ", "failed": "LỖI "}


def _verdict(finding: Finding) -> str:
    if finding.error is None:
        return "passed"
    return "advice" if finding.advice else "failed"


def _booth(machine: Machine) -> str:
    try:
        return booth_digest(machine.booth)
    except BoothNotBuilt:
        return ""


def as_json(machine: Machine, findings: Sequence[Finding]) -> dict[str, object]:
    """Return the whole report as JSON's values."""
    return {
        "ready": not any(_verdict(found) == "failed" for found in findings),
        "time": machine.now,
        "booth": _booth(machine),
        "addresses": [str(address) for address in machine.addresses],
        "checks": [
            {
                "check": found.check.name,
                "verdict": _verdict(found),
                "error": found.error.name if found.error else "",
                "detail": found.error.detail if found.error else "",
                "vi": advice_for(found.error).vi if found.error else "",
                "en": advice_for(found.error).en if found.error else "",
            }
            for found in findings
        ],
    }


def _address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def tls_command(machine: Machine, data: Path) -> str:
    """Return the command that issues a certificate for all that this machine needs.

    Args:
        data: the service's folder, as the operator names it.
    """
    folder = machine.keys / tls.FOLDER
    server = folder / tls.SERVER
    now = tls.read_certificate(server).names if server.exists() else ()
    # Those that somebody types; the others come and go by themselves.
    typed = [a for a in machine.addresses if isinstance(a, ipaddress.IPv4Address)]
    private = [str(address) for address in typed if is_private(address)]
    wanted = dict.fromkeys(name for name in (*now, *private) if name not in ALWAYS)
    words = ["ballot-service", "tls", "--data", str(data)]
    for name in wanted:
        words += ["--address" if _address(name) else "--name", name]
    if (folder / tls.AUTHORITY).exists() and not (folder / tls.AUTHORITY_KEY).exists():
        words += ["--ca-key", "USB/ca_key.pem"]
    return shlex.join(words)


def _tell(machine: Machine, findings: Sequence[Finding]) -> None:
    told = time.strftime("%H:%M:%S %d/%m/%Y", time.localtime(machine.now))
    print(f"Giờ máy / the clock says: {told}")
    print(f"Mã băm buồng phiếu / the booth's hash: {_booth(machine)[:32] or '–'}")
    for found in findings:
        print(f"{_SIGNS[_verdict(found)]} {found.check.vi} / {found.check.en}")
        if found.error is not None:
            advice = advice_for(found.error)
            print(f"     {found.error.name}: {found.error.detail}")
            print(f"     {advice.vi}\n     {advice.en}")
        if isinstance(found.error, _BY_TLS):
            print(f"     {tls_command(machine, machine.folder)}")


def doctor(args: argparse.Namespace) -> None:
    """Examine this machine.

    Raises:
        NotFit: at least one check fails; advice alone stops nothing.
    """
    machine = machine_of(place_of(args.data, args.database), args.bind, args.name)
    findings = examine(machine)
    if args.json:
        print(json.dumps(as_json(machine, findings), ensure_ascii=False, indent=2))
    else:
        _tell(machine, findings)
    failed = [found.check.name for found in findings if _verdict(found) == "failed"]
    if failed:
        raise NotFit(", ".join(failed))
    if not args.json:
        print("SẴN SÀNG. / READY.")
