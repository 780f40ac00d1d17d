"""An office with accounts, and the ways of a passkey as pages would go them.

Refuses a browser: the device is software, and the cookie's handle is carried by hand.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ballot_service.store.passkeys import PasskeyRow
from ballot_service.workflows import passkey_use, passkeys, sessions, staff
from ballot_service.workflows.office import Office, Role
from ballot_service.workflows.passkey_use import Handed
from ballot_service.workflows.relying_party import party_of
from ballot_service.workflows.sessions import SignedStaff
from tests.simulator import NOW, ElectionSimulator
from tests.software_key import HONEST, Lies, SoftwareKey

PASSWORD = "một mật khẩu dài"
PARTY = party_of("https://bophieu.lan:8443")


@dataclass
class PasskeyDesk:
    """One office, at one moment."""

    office: Office
    now: int = NOW

    def key(self) -> SoftwareKey:
        """Return a new device at the service's address."""
        return SoftwareKey(origin=PARTY.origin)

    def person(self, login: str) -> SignedStaff:
        """Return somebody who has signed in with the password."""
        token = sessions.sign_in_staff(self.office, login, PASSWORD, self.now)
        found = sessions.who(self.office, token, self.now)
        assert isinstance(found, SignedStaff)
        return found

    def keys_of(self, login: str) -> tuple[PasskeyRow, ...]:
        """Return an account's passkeys."""
        users = {user.login: user.id for user in staff.list_users(self.office)}
        return passkeys.list_passkeys(self.office, users[login])

    def add(
        self, login: str, key: SoftwareKey, lies: Lies = HONEST, name: str = "USB"
    ) -> PasskeyRow:
        """Add a device to an account, the whole way."""
        who = self.person(login)
        asked = passkeys.begin_adding(self.office, PARTY, who, name, PASSWORD, self.now)
        handed = Handed(asked.handle, json.dumps(key.create(asked.options, lies)))
        passkeys.add_passkey(self.office, PARTY, who.user, handed, name, self.now)
        return self.keys_of(login)[-1]

    def ask(self) -> passkey_use.Asked:
        """Open the sign-in page and press the button."""
        return passkey_use.begin_sign_in(self.office, PARTY, self.now)

    def enter(self, handle: str, answer: dict[str, Any]) -> str:
        """Hand in an answer at the sign-in page; return whose session it opened."""
        handed = Handed(handle, json.dumps(answer))
        token = passkey_use.sign_in_by_passkey(self.office, PARTY, handed, self.now)
        found = sessions.who(self.office, token, self.now)
        assert isinstance(found, SignedStaff)
        return found.login

    def sign_in(self, key: SoftwareKey, lies: Lies = HONEST) -> str:
        """Sign in with a device, the whole way; return whose session it opened."""
        asked = self.ask()
        return self.enter(asked.handle, key.get(asked.options, lies))


def make_desk(folder: Path) -> PasskeyDesk:
    """Return an office with a chair and a secretary."""
    office = ElectionSimulator(folder).office
    for login, name, role in (
        ("chutri", "Lý Xuân Điền", Role.CHAIR),
        ("thuky", "Đinh Khắc Thịnh", Role.SECRETARY),
    ):
        staff.create_user(office, login, name, [role], PASSWORD)
    return PasskeyDesk(office)
