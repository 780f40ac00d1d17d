"""One fault at a time in a whole record, with every hash after it made to fit again.

Refuses to leave framing or a stale hash as what catches the fault.
"""

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from ballot_service.crypto.group import Group
from ballot_service.protocol.events import Event
from ballot_service.record.archive import header, scan_archive, title_body
from ballot_service.record.signatures import decode_base64url, encode_base64url

Pairs = list[tuple[str, object]]


class Obj:
    """A JSON object that may name a key twice and keeps the order of its keys."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = pairs


def parse(raw: bytes) -> object:
    """Parse JSON into Obj, list and scalars."""
    return json.loads(raw, object_pairs_hook=Obj)


def dump(value: object) -> str:
    """Write compact JSON, duplicate keys and all."""
    if isinstance(value, Obj):
        inner = ",".join(f"{dump(k)}:{dump(v)}" for k, v in value.pairs)
        return "{" + inner + "}"
    if isinstance(value, list):
        return "[" + ",".join(dump(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


Path_ = tuple[int, ...]


def nodes(value: object, path: Path_ = ()) -> Iterator[tuple[Path_, object]]:
    """Yield every node with the indexes that lead to it."""
    yield path, value
    children: list[object] = []
    if isinstance(value, Obj):
        children = [item for _, item in value.pairs]
    elif isinstance(value, list):
        children = value
    for i, child in enumerate(children):
        yield from nodes(child, (*path, i))


def put(value: object, path: Path_, new: object) -> object:
    """Return a copy with one node replaced."""
    if not path:
        return new
    i, rest = path[0], path[1:]
    if isinstance(value, Obj):
        pairs = list(value.pairs)
        pairs[i] = (pairs[i][0], put(pairs[i][1], rest, new))
        return Obj(pairs)
    items = list(cast("list[object]", value))
    items[i] = put(items[i], rest, new)
    return items


def _is_decimal(value: object) -> bool:
    return isinstance(value, str) and value.isdecimal()


def _is_hex(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) == 64
        and not value.isdecimal()
        and all(c in "0123456789abcdef" for c in value)
    )


@dataclass(frozen=True)
class Fault:
    """One way to spoil a node.

    `errors` are the names that may answer it, where the kind of fault alone says so;
    empty where it depends on the object.
    """

    name: str
    applies: Callable[[object], bool]
    spoil: Callable[[object, random.Random, Group], object]
    errors: frozenset[str] = frozenset()


def _list(value: object) -> bool:
    return isinstance(value, list) and len(value) > 0


def _object(value: object) -> bool:
    return isinstance(value, Obj)


def _swap(items: list[object], rng: random.Random) -> list[object]:
    i = rng.randrange(len(items) - 1)
    items = list(items)
    items[i], items[i + 1] = items[i + 1], items[i]
    return items


def _change(value: object, rng: random.Random, group: Group) -> object:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    text = cast("str", value)
    if _is_decimal(text):
        return str((int(text) + 1) % group.order)
    if _is_hex(text):
        at = rng.randrange(64)
        return text[:at] + format(int(text[at], 16) ^ 1, "x") + text[at + 1 :]
    return text + "x"


def _drop_key(value: object, rng: random.Random, _group: Group) -> object:
    pairs = list(cast("Obj", value).pairs)
    del pairs[rng.randrange(len(pairs))]
    return Obj(pairs)


def _double_key(value: object, rng: random.Random, _group: Group) -> object:
    pairs = list(cast("Obj", value).pairs)
    at = rng.randrange(len(pairs))
    return Obj([*pairs[: at + 1], pairs[at], *pairs[at + 1 :]])


def _drop_item(value: object, rng: random.Random, _group: Group) -> object:
    items = list(cast("list[object]", value))
    del items[rng.randrange(len(items))]
    return items


def _double_item(value: object, rng: random.Random, _group: Group) -> object:
    items = list(cast("list[object]", value))
    at = rng.randrange(len(items))
    return [*items[: at + 1], items[at], *items[at + 1 :]]


_TYPE = frozenset({"WrongType"})
_NUMBER = frozenset({"NumberOutOfRange", "NotAnElement", "BadCode", "WrongType"})

FAULTS = (
    Fault("changed", lambda v: isinstance(v, str | int), _change),
    Fault(
        "plus q",
        _is_decimal,
        lambda v, _r, g: str(int(cast("str", v)) + g.order),
        _NUMBER,
    ),
    Fault("leading zero", _is_decimal, lambda v, _r, _g: f"0{v}", _NUMBER),
    Fault(
        "upper case",
        lambda v: _is_hex(v) and any(c.isalpha() for c in cast("str", v)),
        lambda v, _r, _g: cast("str", v).upper(),
        frozenset({"NotAnElement", "WrongType"}),
    ),
    Fault("null", lambda _v: True, lambda _v, _r, _g: None, _TYPE),
    Fault(
        "a number for a text",
        lambda v: isinstance(v, str),
        lambda _v, _r, _g: 7,
        _TYPE,
    ),
    Fault(
        "a text for a number",
        lambda v: isinstance(v, int) and not isinstance(v, bool),
        lambda v, _r, _g: str(v),
        _TYPE | {"NotCanonical"},
    ),
    Fault("key dropped", _object, _drop_key, frozenset({"MissingField"})),
    Fault("key doubled", _object, _double_key, frozenset({"DuplicateKey"})),
    Fault(
        "key unknown",
        _object,
        lambda v, _r, _g: Obj([*cast("Obj", v).pairs, ("zz", 1)]),
        frozenset({"UnknownField"}),
    ),
    Fault(
        "keys reordered",
        lambda v: isinstance(v, Obj) and len(v.pairs) > 1,
        lambda v, _r, _g: Obj([*cast("Obj", v).pairs[1:], cast("Obj", v).pairs[0]]),
        frozenset({"NotCanonical"}),
    ),
    Fault("item dropped", _list, _drop_item),
    Fault("item doubled", _list, _double_item),
    Fault(
        "neighbours swapped",
        lambda v: isinstance(v, list) and len(v) > 1,
        lambda v, r, _g: _swap(cast("list[object]", v), r),
    ),
)


# --- the record, taken apart and put together with hashes that fit ---


@dataclass(frozen=True)
class Parts:
    """All bodies of a complete record; `events` overrides fields of single events."""

    election: bytes
    trustees: bytes
    credentials: bytes
    ballots: tuple[bytes, ...]
    tally: bytes
    sized: bytes
    decryptions: tuple[tuple[bytes, bytes], ...]
    result: bytes
    manifest: bytes
    statement: bytes
    setup: bytes
    time: int
    spoiled: str = ""


def take_apart(folder: Path) -> Parts:
    """Read a verified complete record's bodies."""
    archive = scan_archive(folder / "record.bel")
    data = [archive.body(e) for e in archive.entries if e.event is None]
    ballots = sum(1 for e in archive.entries if e.event and e.event.type == "Ballot")
    rest = data[4 + ballots :]
    pairs = tuple(zip(rest[2:-1:2], rest[3:-1:2], strict=True))
    return Parts(
        election=data[0],
        trustees=data[1],
        credentials=data[2],
        ballots=tuple(data[4 : 4 + ballots]),
        tally=rest[0],
        sized=rest[1],
        decryptions=pairs,
        result=rest[-1],
        manifest=(folder / "manifest.json").read_bytes(),
        statement=(folder / "statement.json").read_bytes(),
        setup=data[3],
        time=archive.time,
    )


def _sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _relink(raw: bytes, names: dict[str, str]) -> bytes:
    """Set hash fields of a small object where it still has them as texts."""
    try:
        value = parse(raw)
    except ValueError:
        return raw
    if not isinstance(value, Obj):
        return raw
    pairs = [(k, names.get(k, v) if isinstance(v, str) else v) for k, v in value.pairs]
    return dump(Obj(pairs)).encode()


def relinked(parts: Parts) -> Parts:
    """Make the hashes inside small objects fit, but for the spoiled one."""
    setup, sized = parts.setup, parts.sized
    decryptions = parts.decryptions
    if parts.spoiled != "setup":
        bodies = (parts.election, parts.trustees, parts.credentials)
        names = ("election", "trustees", "credentials")
        setup = _relink(setup, {n: _sha(b) for n, b in zip(names, bodies, strict=True)})
    if parts.spoiled != "sized":
        sized = _relink(sized, {"encrypted_tally": _sha(parts.tally)})
    if not parts.spoiled.startswith("owned"):
        decryptions = tuple(
            (d, _relink(o, {"payload": _sha(d)})) for d, o in decryptions
        )
    return replace(parts, setup=setup, sized=sized, decryptions=decryptions)


Chain = list[tuple[str, bytes]]
"""("data" or an event type, body); the body of an event is made on writing."""


def chain(parts: Parts) -> Chain:
    """Return the record's sequence."""
    linked = relinked(parts)
    sequence: Chain = [
        ("data", linked.election),
        ("data", linked.trustees),
        ("data", linked.credentials),
        ("data", linked.setup),
        ("Setup", b""),
    ]
    for ballot in linked.ballots:
        sequence += [("data", ballot), ("Ballot", b"")]
    sequence.append(("EndBallots", b""))
    sequence += [
        ("data", linked.tally),
        ("data", linked.sized),
        ("EncryptedTally", b""),
    ]
    for decryption, owned in linked.decryptions:
        sequence += [("data", decryption), ("data", owned), ("PartialDecryption", b"")]
    return [*sequence, ("data", linked.result), ("Result", b"")]


EventEdit = Callable[[int, bytes], bytes]


def write(
    parts: Parts,
    folder: Path,
    sequence: Chain | None = None,
    edit: EventEdit | None = None,
) -> Path:
    """Write the parts as a record; `edit` may spoil the n-th event's bytes."""
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_bytes(parts.manifest)
    (folder / "statement.json").write_bytes(parts.statement)
    blocks = [header("BELENIOS", len(title_body(parts.time)), parts.time)]
    blocks.append(_padded(title_body(parts.time)))
    parent: str | None = None
    height, last = 0, ""
    for kind, raw in sequence if sequence is not None else chain(parts):
        body, suffix = raw, "data"
        if kind != "data":
            payload = None if kind == "EndBallots" else last
            body, suffix = Event(parent, height, kind, payload).encoded(), "event"
            if edit is not None:
                body = edit(height, body)
            parent, height = _sha(body), height + 1
        last = _sha(body)
        name = f"{last}.{suffix}.json"
        blocks += [header(name, len(body), parts.time), _padded(body)]
    (folder / "record.bel").write_bytes(b"".join(blocks))
    return folder


def _padded(body: bytes) -> bytes:
    return body + bytes(-len(body) % 512)


def kernel_of(statement: bytes) -> bytes:
    """Return a statement's kernel."""
    return decode_base64url(json.loads(statement)["payload"])


def with_kernel(statement: bytes, kernel: bytes) -> bytes:
    """Return the statement with another kernel under the old signatures."""
    value = json.loads(statement)
    value["payload"] = encode_base64url(kernel)
    return json.dumps(value, separators=(",", ":")).encode()


__all__ = ["FAULTS", "Fault", "Parts", "chain", "take_apart", "write"]
