"""The form of a ballot's papers begins with what its review says."""

from pathlib import Path

from ballot_service.workflows.cycle_paper_facts import facts_of_review
from tests import cycle_sample as sample
from tests.cycle_simulator import CycleSimulator
from tests.simulator import ElectionSimulator


def test_the_issuing_body_is_the_reviews_and_not_the_conference(tmp_path: Path) -> None:
    plan = sample.small_review()
    year = CycleSimulator(tmp_path, plan)
    year.create()
    year.review()
    first = facts_of_review(year.office, year.open_step1())
    assert first["office_body"] == plan["body"]
    assert (first["family"], first["secrecy"]) == (plan["family"], plan["secrecy"])
    reasons = {name: text for name, text in first.items() if "reason." in name}
    assert reasons == {
        f"reason.{one['person']}": one["reason"]
        for one in plan["proposals"]
        if one["kind"] == "removal"
    }
    year.give(year.event, sample.SMALL[1])
    year.say_opinion()
    year.finish_step1()
    second = facts_of_review(year.office, year.consult(2))
    meeting = plan["meetings"][1]
    assert second["office_body"] == plan["body"]
    assert second["meeting_name"] == meeting["body"]
    assert second["chair_name"] == meeting["chair"]["name"]
    assert not [name for name in second if "reason." in name]


def test_a_ballot_of_no_review_has_none(tmp_path: Path) -> None:
    sim = ElectionSimulator(tmp_path)
    sim.create()
    assert facts_of_review(sim.office, sim.event) == {}
