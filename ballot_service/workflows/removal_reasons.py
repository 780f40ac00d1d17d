"""The reasons of proposed removals, on their way to the papers that print them.

Refuses to touch the ballot: a manifest holds no reason, and facts that are no reason
stay as they were typed.
"""

from collections.abc import Mapping

from ballot_service.errors import BadDraft, FactsSealed
from ballot_service.planning.ballot_event import State
from ballot_service.record.manifest import canonical
from ballot_service.store import events
from ballot_service.store.database import Connection
from ballot_service.store.rows import EventRow
from ballot_service.workflows.office import Actor, Office, Role, acting, require
from ballot_service.workflows.official_papers import FACTS, typed_facts
from ballot_service.workflows.paper_fields import REASON, kept


def put_reasons(
    connection: Connection, row: EventRow, reasons: Mapping[str, str]
) -> None:
    """Replace the reasons among an event's facts, within an open transaction.

    Args:
        reasons: nominee id to the reason; whoever is not in it has none.

    Raises:
        FactsIncomplete: a reason that is too long to be kept.
    """
    typed = typed_facts(connection, row)
    others = {name: text for name, text in typed.items() if not _is_reason(name)}
    fields = kept({**others, **{REASON + who: said for who, said in reasons.items()}})
    if fields != typed:
        events.put_paper(connection, row.id, FACTS, canonical(fields))


def _is_reason(name: str) -> bool:
    return name.startswith(REASON)


def read_reasons(unverified_reasons: object) -> dict[str, str]:
    """Return reasons as a page sent them back: nominee id to the reason.

    Raises:
        BadDraft: no object of texts.
    """
    if not isinstance(unverified_reasons, dict):
        raise BadDraft("reasons: nominee to text")
    reasons = {}
    for who, text in unverified_reasons.items():
        if not isinstance(who, str) or not isinstance(text, str):
            raise BadDraft("reasons: nominee to text")
        reasons[who] = text
    return reasons


def keep_reasons(
    office: Office, event: str, actor: Actor, reasons: Mapping[str, str], now: int
) -> None:
    """Keep the reasons that came with a list, in place of all there were.

    Raises:
        WrongRole, UnknownEvent. FactsSealed: the event is sealed.
        FactsIncomplete: a reason that is too long to be kept.
    """
    require(actor, Role.SECRETARY)
    with acting(office, event, actor, now) as act:
        if act.state is State.SEALED:
            raise FactsSealed(act.row.id)
        put_reasons(act.connection, act.row, reasons)
        if reasons:
            act.log("save_paper_facts")
