"""A draft: the fields of a manifest before anyone confirmed them, with its roll.

Refuses a draft of which no manifest could be made; keys and uuid come at the freeze.
"""

import hashlib
import json
from dataclasses import dataclass, replace

from ballot_service.errors import BadDraft
from ballot_service.planning.eligibility import check_committee
from ballot_service.planning.roll import Roll, folded
from ballot_service.protocol.encoding import Fields
from ballot_service.record.manifest import (
    Manifest,
    canonical,
    read_manifest,
    read_unkeyed,
)

FIELDS = (
    "title",
    "body",
    "date",
    "group",
    "step",
    "kind",
    "titles",
    "nominees",
    "questions",
    "profile",
    "committee",
    "trustees",
)
_NO_UUID = "1" * 22
_NO_DIGEST = "0" * 64


@dataclass(frozen=True)
class Draft:
    """A draft that would make a manifest.

    Attributes:
        draft_bytes, roll_bytes: canonical JSON, as they are kept.
        manifest: what it would freeze to, with empty uuid, roll digest and keys.
        head: place of the committee's head, from 1.
    """

    draft_bytes: bytes
    roll_bytes: bytes
    roll: Roll
    manifest: Manifest

    @property
    def head(self) -> int:
        """Place of the head in the committee, from 1."""
        roles = [member.role for member in self.manifest.committee]
        return roles.index("head") + 1

    @property
    def digest(self) -> str:
        """What somebody who confirms has seen: draft and roll together."""
        return hashlib.sha256(self.draft_bytes + b"\n" + self.roll_bytes).hexdigest()

    def frozen(
        self, uuid: str, salt: bytes, issuing_key: bytes, receipt_key: bytes
    ) -> Manifest:
        """Return the manifest, with everything that the freeze adds."""
        made = replace(
            self.manifest,
            uuid=uuid,
            roll_digest=self.roll.digest(salt),
            issuing_key=issuing_key,
            receipt_key=receipt_key,
        )
        return read_manifest(made.encoded)


def read_draft(draft: object, roll: object, run: int) -> Draft:
    """Check a draft and its roll.

    Args:
        draft: parsed JSON, the fields of manifest.md without uuid, run, roll and keys.
        roll: parsed JSON, `{"body", "members": [{"id", "name", "position"}]}`.

    Raises:
        BadDraft: the two bodies differ. NomineeOnCommittee: by name (E13). Else all
        that Roll and Manifest refuse.
    """
    fields = Fields(draft, "draft", FIELDS)
    members = Roll.from_json(roll)
    if fields.text("body") != members.body:
        raise BadDraft("draft.body: not the body of the roll")
    value: dict[str, object] = {name: fields.raw(name) for name in FIELDS}
    whole = value | {
        "schema": "ballot-service/manifest/1",
        "uuid": _NO_UUID,
        "run": run,
        "roll": {"digest": _NO_DIGEST, "members": len(members)},
        "issuing_key": "AA==",
        "receipt_key": "A" * 43 + "=",
    }
    manifest = read_unkeyed(canonical(whole))
    check_committee(
        [folded(member.name) for member in manifest.committee],
        [folded(nominee.name) for nominee in manifest.plan.nominees],
    )
    return Draft(canonical(value), canonical(members.to_json()), members, manifest)


def stored_draft(draft: bytes, roll: bytes, run: int) -> Draft:
    """Read what `read_draft` gave to keep."""
    return read_draft(json.loads(draft), json.loads(roll), run)
