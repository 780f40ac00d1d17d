"""What a review says already of the papers of one of its ballots, to fill a form with.

Refuses to decide: the secretary may type anything else, and that is what is kept.
"""

from ballot_service.store import cycles
from ballot_service.workflows.cycle_office import stored_plan
from ballot_service.workflows.office import Office
from ballot_service.workflows.paper_fields import REASON


def facts_of_review(office: Office, event: str) -> dict[str, str]:
    """Return fields of `paper_fields.FIELDS` by name; none where no review made it.

    The issuing body is the review's: a conference that is consulted issues nothing.
    """
    with office.database.reading() as connection:
        link = cycles.ballot_of_event(connection, event)
        if link is None:
            return {}
        review, _ = stored_plan(connection, link.cycle)
    meeting = review.meeting(link.step)
    posts = {one.id: one.position for one in meeting.members}
    facts = {
        "family": review.family,
        "secrecy": review.secrecy,
        "office_body": review.body,
        "meeting_name": meeting.body,
        "meeting_place": meeting.place,
        "chair_name": meeting.chair.name,
        "chair_post": posts.get(meeting.chair.id, ""),
        "secretary_name": meeting.secretary.name,
        "secretary_post": posts.get(meeting.secretary.id, ""),
        "signer_name": meeting.chair.name,
    }
    if link.kind == "removal":
        facts |= {
            REASON + one.person: one.reason
            for one in review.proposals
            if one.kind == "removal"
        }
    return facts
