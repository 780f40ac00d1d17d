"""A meeting whose tablets failed: the paper count as two tellers enter it.

Refuses to sign what was not agreed: the committee's tool is played by the package.
"""

from collections.abc import Sequence

from ballot_service.planning.numbers import Counts, Numbers
from ballot_service.planning.paper_count import PaperCount
from ballot_service.record.paper import build_paper_kernel, read_count
from ballot_service.record.signatures import sign_kernel
from ballot_service.workflows import paper, paper_counting, paper_sheets
from tests.simulator import CHAIR, COUNTER, HEAD, NOW, ElectionSimulator

ROWS = (Counts(3, 1, 0), Counts(2, 1, 1))
COUNT = PaperCount(Numbers(5, 5, 5, 5, 4, 1), (0, 0, 1), ROWS)


def until_paper(sim: ElectionSimulator) -> None:
    """Freeze the list and make the keys; then the tablets fail."""
    sim.create()
    sim.freeze()
    sim.make_keys()
    paper.turn_to_paper(sim.office, sim.event, CHAIR, "BB 05/2026", NOW)


def enter_both(sim: ElectionSimulator, count: PaperCount = COUNT) -> None:
    """Enter the same count by both tellers."""
    for teller in (HEAD, COUNTER):
        paper.enter_count(sim.office, sim.event, teller, count, NOW)


def statement(
    sim: ElectionSimulator,
    owners: Sequence[int] = (1, 3),
    count: PaperCount | None = None,
) -> bytes:
    """Sign the agreed counts, or others, as these trustees."""
    agreed = paper_sheets.agreed_counts(sim.office, sim.event)
    return signed_count(sim, count or read_count(sim.manifest, agreed), owners)


def signed_count(
    sim: ElectionSimulator, what: PaperCount, owners: Sequence[int] = (1, 3)
) -> bytes:
    """Sign a count as these trustees, whether the tellers agreed on it or not."""
    if sim.outcome is None:
        raise ValueError("no ceremony was held")
    kernel = build_paper_kernel(sim.manifest, what, sim.outcome.signing_keys)
    signed: bytes | None = None
    for owner in owners:
        signed = sign_kernel(kernel, sim.states[owner - 1].signing_seed, signed)
    return signed or b""


def until_counted(sim: ElectionSimulator) -> None:
    """Go on until the signed statement is taken."""
    until_paper(sim)
    enter_both(sim)
    paper_counting.take_paper_statement(
        sim.office, sim.event, HEAD, statement(sim), NOW
    )
