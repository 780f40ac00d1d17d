"""Issuing: a present member's blinded request is signed once, and marked (D2).

Refuses a second request of one member, and replacements beyond the tokens never seen.
"""

from ballot_service.crypto.blind_rsa import blind_sign
from ballot_service.errors import (
    AlreadyIssuedElsewhere,
    EventStepRefused,
    MoreClaimsThanTokens,
    NothingToReplace,
    NotIssuing,
    NotPresent,
    SameHand,
)
from ballot_service.planning.ballot_event import Action, State
from ballot_service.planning.quorum import check_quorum
from ballot_service.store import accounts, box, events, members
from ballot_service.store.members import TokenRow
from ballot_service.workflows.frozen import check_roll, load_manifest
from ballot_service.workflows.office import Act, Actor, Office, Role, acting, require
from ballot_service.workflows.rollcall import RollEntry, entry_of
from ballot_service.workflows.sheets import drop_proposal

_CLAIMS = {Role.SECRETARY: "claim_secretary", Role.COMMITTEE: "claim_committee"}


def begin_issuing(office: Office, event: str, actor: Actor, now: int) -> State:
    """Begin to give out tokens, or go back to it from registration.

    Going back closes registration for good: a token that was not registered is dead,
    and as many replacements as there were such tokens are possible (D2).

    Raises:
        WrongRole, EventStepRefused.
        NoQuorum: R1 does not hold (E06).
        RecordDiffers: the roll is not the frozen one.
    """
    require(actor, Role.CHAIR)
    with acting(office, event, actor, now) as act:
        manifest = load_manifest(act.connection, act.row)
        check_roll(act.connection, act.row, manifest)
        counts = members.count_roll(act.connection, act.row.id)
        check_quorum(manifest.plan.profile, manifest.members, counts.present)
        if act.state is State.REGISTRATION:
            if act.row.slips:
                raise EventStepRefused("slips are in the list already")
            registered = box.count_credentials(act.connection, act.row.uuid)
            drop_proposal(act)
            act.change(replaceable=counts.tokens - registered, replaced=0)
        state = act.step(Action.ISSUE)
        act.log("begin_issuing")
        return state


def issue_token(office: Office, event: str, member: str, request: bytes) -> bytes:
    """Sign a member's blinded request and mark the member, in one transaction.

    The same request again gets the same answer, also after issuing.

    Args:
        request: the blinded message of RFC 9474, as long as the modulus.

    Raises:
        NotIssuing: E03. NotPresent: E02. UnknownMember.
        AlreadyIssuedElsewhere: E25, an answer was given to another request.
        BlindSignatureError: not a request.
    """
    with office.database.writing() as connection:
        row = events.find_event(connection, event, lock=True)
        who = members.get_member(connection, row.id, member)
        given = members.get_token(connection, row.id, member, who.token)
        if given is not None and given.request == request:
            return given.answer
        if given is not None or who.served:
            raise AlreadyIssuedElsewhere(member)
        if row.state != State.ISSUING.value:
            raise NotIssuing(row.state)
        if who.attendance != "present":
            raise NotPresent(member)
        signer = office.election_keys(row.uuid).signer
        answer = blind_sign(signer, request, office.random)
        token = TokenRow(request, answer)
        members.add_token(connection, row.id, member, who.token, token)
        members.update_member(connection, row.id, member, served="token")
    return answer


def confirm_replacement(
    office: Office, event: str, actor: Actor, member: str, now: int
) -> RollEntry:
    """Give one of the two hands that let a member take another token.

    Only after registration was closed, and at most as many as tokens were issued and
    never registered. Afterwards the member signs in with a new code.

    Raises:
        WrongRole, UnknownMember, EventStepRefused, SameHand.
        NothingToReplace: this member has no token, or registration was not held yet.
        MoreClaimsThanTokens: one claim too many; the ballot is void (rules R12).
    """
    require(actor, *_CLAIMS)
    with acting(office, event, actor, now) as act:
        if act.state is not State.ISSUING:
            raise EventStepRefused(f"from {act.state.value} by replacement")
        row = members.get_member(act.connection, act.row.id, member)
        if row.served != "token" or act.row.replaceable < 0:
            raise NothingToReplace(member)
        if act.row.replaced >= act.row.replaceable:
            raise MoreClaimsThanTokens(f"{act.row.replaceable} were never registered")
        mine = _CLAIMS[actor.role]
        (other,) = (name for name in _CLAIMS.values() if name != mine)
        if getattr(row, other) == actor.user:
            raise SameHand(actor.name)
        values: dict[str, object] = {mine: actor.user}
        if getattr(row, other):
            values = _replaced(act, row.token)
            accounts.drop_sessions_of_member(act.connection, act.row.id, member)
        members.update_member(act.connection, act.row.id, member, **values)
        act.log("confirm_replacement", member)
        return entry_of(members.get_member(act.connection, act.row.id, member))


def _replaced(act: Act, token: int) -> dict[str, object]:
    act.change(replaced=act.row.replaced + 1)
    return {
        "served": "",
        "token": token + 1,
        "code_hash": None,
        "code_used": False,
        "claim_secretary": "",
        "claim_committee": "",
    }
