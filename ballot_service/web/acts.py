"""An act of staff as a form describes it: whose it is, and what the form asks for.

Refuses to judge what was typed: the workflow behind an act does.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ballot_service.web.cycle_step import CycleStep
from ballot_service.workflows.office import Role


@dataclass(frozen=True)
class Act:
    """One act: who may do it, the first of them first, what it asks, what it does.

    Attributes:
        papers: references that the form asks for, by name; all are needed but those
            in `spared`.
        texts: what is typed in words: a reason, an authority.
        final: others see it, or it cannot be undone.
    """

    do: Callable[[CycleStep], None]
    roles: tuple[Role, ...]
    papers: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()
    final: bool = False


def plain_act(
    workflow: Callable[..., object],
    roles: tuple[Role, ...],
    papers: tuple[str, ...] = (),
    texts: tuple[str, ...] = (),
    *,
    spared: tuple[str, ...] = (),
    final: bool = False,
) -> Act:
    """Return an act whose workflow takes what its form asks for, in that order.

    Args:
        workflow: called with office, cycle, actor, the references of `papers`, the
            words of `texts`, and now.
    """

    def do(step: CycleStep) -> None:
        step.call(workflow, *map(step.paper, papers), *map(step.text, texts))

    return Act(do, roles, papers, texts, spared, final)
