"""A lift of one's own is told, a therapist signs each step, a day later decides, and nothing goes on by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.people import screened
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import rate_flare_up
from unbrace.clinic.lifts.actions import (
    answer_day_after,
    describe_task,
    end_task,
    note_try,
    rate_task,
    sign_step,
)
from unbrace.clinic.lifts.models import LadderStep, OwnTask, TaskTry
from unbrace.clinic.lifts.queries import (
    Ladder,
    day_after_asked,
    index_of,
    ladder_of,
    proposed_step,
    task_of,
    tasks_of,
    waiting_steps_of,
)
from unbrace.clinic.programmes.approvals import NeedsApproval
from unbrace.clinic.refused import Conflict, Refused
from unbrace.rehab.lifting_ladder import Step, Way
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People

CRATE: dict[str, Any] = {
    "what": "A crate of water into the car",
    "load_kg": 12.0,
    "from_cm": 0.0,
    "to_cm": 75.0,
    "times": 6,
    "hurts": 6,
    "worries": 7,
}
EQUATION = {"reach_cm": 40.0, "twist_degrees": 0.0, "per_minute": 0.2, "hours": 1.0, "grip": "fair"}


def told(people: People, **said: Any) -> OwnTask:
    return describe_task(by=people.maria.user, patient=people.maria, key=uuid4(), said=CRATE | said)


def signed(people: People, step: Step, after: int = 0, **yes: Any) -> LadderStep:
    task = task_of(people.maria)
    assert task is not None
    said: dict[str, Any] = {"task_id": task.pk, "step": step, "after": after}
    return sign_step(by=people.tom.user, patient=people.maria, **(said | yes))


def begun(people: People) -> LadderStep:
    task = told(people)
    return signed(people, proposed_step(ladder_of(task)), approved=["outside_the_ages"], because="Seen.")


def done(people: People, step: LadderStep, **said: Any) -> TaskTry:
    usual: dict[str, Any] = {"done": step.times, "pain_before": 2, "worst_pain": 2}
    return note_try(by=people.maria.user, step=step, key=uuid4(), **(usual | said))


def standing(people: People) -> Ladder:
    task = task_of(people.maria)
    assert task is not None
    return ladder_of(task)


def test_told_anew_the_way_begins_anew_and_the_old_stays(people: People) -> None:
    first = told(people)
    second = told(people, what="My toddler")
    assert task_of(people.maria) == second
    assert [one.ended_at is None for one in tasks_of(people.maria)] == [True, False]
    assert [(one.hurts, one.worries) for one in first.ratings.all()] == [(6, 7)]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"what": " "}, "what"),
        ({"load_kg": None}, "load_kg"),
        ({"load_kg": 500.0}, "load_kg"),
        ({"reach_cm": 900.0}, "reach_cm"),
        ({"twist_degrees": 180.0}, "twist_degrees"),
        ({"grip": "firm"}, "grip"),
        ({"hurts": 11}, "hurts"),
    ],
)
def test_what_can_hardly_be_is_refused_beside_its_field(
    people: People, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        told(people, **said)
    assert refused.value.field == field
    assert task_of(people.maria) is None


def test_the_same_sent_twice_is_one(people: People) -> None:
    key = uuid4()
    once = describe_task(by=people.maria.user, patient=people.maria, key=key, said=CRATE)
    assert describe_task(by=people.maria.user, patient=people.maria, key=key, said=CRATE) == once
    with pytest.raises(Conflict):
        describe_task(by=people.maria.user, patient=people.maria, key=key, said=CRATE | {"load_kg": 3.0})


def test_the_index_is_there_only_where_everything_was_said_and_holds_for_the_worse_end(
    people: People,
) -> None:
    assert index_of(told(people)) is None
    found = index_of(told(people, **EQUATION))
    assert found is not None
    assert found.index == pytest.approx(12 / found.limit_kg)
    assert found.reading == "discuss"
    assert index_of(told(people, **EQUATION | {"hours": 9.0})) is None


def test_nothing_is_to_be_lifted_before_a_therapist_has_signed(people: People) -> None:
    ladder = ladder_of(told(people))
    assert (ladder.today, ladder.waits) == (None, True)
    assert proposed_step(ladder) == Step(3.0, 75.0, 5)
    step = begun(people)
    assert standing(people).today == Step(step.load_kg, step.from_cm, step.times)


def test_two_good_times_make_a_proposal_and_only_a_signature_makes_a_step(people: People) -> None:
    step, now = begun(people), clock.now()
    for day in (0, 2):
        with clock.set_to(now + timedelta(days=day)):
            tried = done(people, step)
        with clock.set_to(now + timedelta(days=day + 1)):
            assert day_after_asked(people.maria) == tried
            answer_day_after(by=people.maria.user, tried=tried, pain=2)
            assert day_after_asked(people.maria) is None
    ladder = standing(people)
    assert ladder.proposed is not None
    assert (ladder.proposed.way, ladder.proposed.step) == (Way.ON, Step(3.0, 60.0, 5))
    assert ladder.today == Step(3.0, 75.0, 5)
    signed(people, proposed_step(ladder), after=1, approved=["outside_the_ages"], because="Going well.")
    assert standing(people).today == Step(3.0, 60.0, 5)


def test_a_bad_next_day_makes_it_less_at_once(people: People) -> None:
    step, now = begun(people), clock.now()
    tried = done(people, step)
    with clock.set_to(now + timedelta(days=1)):
        answer_day_after(by=people.maria.user, tried=tried, pain=6)
        ladder = standing(people)
    assert ladder.proposed is not None
    assert ladder.proposed.way is Way.BACK
    assert ladder.today == Step(3.0, 75.0, 3)


def test_a_skipped_answer_and_one_too_early_lead_nowhere(people: People) -> None:
    step = begun(people)
    tried = done(people, step, worst_pain=None)
    with pytest.raises(Refused, match="next day"):
        answer_day_after(by=people.maria.user, tried=tried, pain=0)
    ladder = standing(people)
    assert ladder.proposed is not None
    assert ladder.proposed.way is Way.STAY


def test_above_5_kg_needs_a_yes_by_name(people: People) -> None:
    told(people)
    heavy = Step(6.0, 75.0, 5)
    with pytest.raises(NeedsApproval) as refused:
        signed(people, heavy)
    rules = [one.rule for one in refused.value.needed]
    assert "first_load_above_5_kg" in rules
    with pytest.raises(NeedsApproval):
        signed(people, heavy, approved=rules)
    step = signed(people, heavy, approved=rules, because="She lifts crates at work.")
    assert {one["rule"] for one in step.approved} == set(rules)


def test_against_a_step_back_it_needs_a_yes_by_name(people: People) -> None:
    step = begun(people)
    done(people, step, worst_pain=8)
    with pytest.raises(NeedsApproval) as refused:
        signed(people, Step(3.0, 75.0, 5), after=1)
    assert "overriding_a_step_back" in {one.rule for one in refused.value.needed}


def test_a_page_that_is_old_signs_nothing_and_a_waiting_safety_answer_comes_first(people: People) -> None:
    begun(people)
    with pytest.raises(Refused, match="meanwhile"):
        signed(people, Step(3.0, 75.0, 5), after=0)
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    with pytest.raises(Refused, match="safety answer"):
        signed(people, Step(3.0, 75.0, 5), after=1)


def test_what_was_done_is_kept_also_where_safety_had_stopped_it(people: People) -> None:
    step = begun(people)
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    tried = done(people, step, spread=True)
    assert tried.came_in_under != ""
    assert standing(people).may is False


def test_the_same_try_sent_twice_is_one(people: People) -> None:
    step, key = begun(people), uuid4()
    said: dict[str, Any] = {"by": people.maria.user, "step": step, "key": key, "done": 5}
    once = note_try(**said, pain_before=1, worst_pain=1)
    assert note_try(**said, pain_before=1, worst_pain=1) == once
    with pytest.raises(Conflict):
        note_try(**said, pain_before=1, worst_pain=9)


def test_it_is_rated_again_beside_how_it_was_and_ended_by_the_person(people: People) -> None:
    task = told(people)
    rate_task(by=people.maria.user, patient=people.maria, hurts=2, worries=None)
    assert [(one.hurts, one.worries) for one in task.ratings.all()] == [(6, 7), (2, None)]
    end_task(by=people.maria.user, patient=people.maria)
    end_task(by=people.maria.user, patient=people.maria)
    assert task_of(people.maria) is None
    with pytest.raises(Refused):
        rate_task(by=people.maria.user, patient=people.maria, hurts=1, worries=1)


LESS, FULL = Step(3.0, 75.0, 3), Step(3.0, 75.0, 5)
LATER = {
    "nothing yet": {},
    "a fresh try": {"worst_pain": 2},
    "a good try": {"worst_pain": 2, "next_day": 2},
    "little done": {"done": 1, "worst_pain": 0, "next_day": 0},
}


@pytest.mark.parametrize("later", LATER.values(), ids=LATER)
@pytest.mark.parametrize("times", [1, 3])
def test_once_stepped_back_only_a_signature_shows_more(
    people: People, later: dict[str, Any], times: int
) -> None:
    step, now = begun(people), clock.now()
    done(people, step, worst_pain=8)
    for day in range(1, 1 + times if later else 1):
        said = dict(later)
        with clock.set_to(now + timedelta(days=day)):
            next_day = said.pop("next_day", None)
            tried = done(people, step, **said)
        with clock.set_to(now + timedelta(days=day + 1)):
            if next_day is not None:
                answer_day_after(by=people.maria.user, tried=tried, pain=next_day)
    ladder = standing(people)
    assert (ladder.today, ladder.waits, proposed_step(ladder)) == (LESS, True, LESS)
    with pytest.raises(NeedsApproval) as refused:
        signed(people, FULL, after=1)
    assert "overriding_a_step_back" in {one.rule for one in refused.value.needed}
    yes = [one.rule for one in refused.value.needed]
    signed(people, FULL, after=1, approved=yes, because="It was the garden, not the crate.")
    assert standing(people).today == FULL


@pytest.mark.parametrize("day", range(0, 12, 2))
def test_no_day_of_a_flare_up_shows_more_than_the_step_back(people: People, day: int) -> None:
    step, now = begun(people), clock.now()
    done(people, step, worst_pain=8)
    rate_flare_up(by=people.maria.user, patient=people.maria, pain=6)
    with clock.set_to(now + timedelta(days=day)):
        screened(people.maria)
        assert standing(people).today == LESS


def test_a_safety_answer_shows_no_more_than_the_step_back(people: People) -> None:
    done(people, begun(people), worst_pain=8)
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    ladder = standing(people)
    assert (ladder.may, ladder.today) == (False, LESS)


def test_fewer_times_from_further_down_is_no_step_back(people: People) -> None:
    step = begun(people)
    done(people, step, worst_pain=8)
    with pytest.raises(NeedsApproval) as refused:
        signed(people, Step(3.0, 0.0, 3), after=1)
    assert "overriding_a_step_back" in {one.rule for one in refused.value.needed}


def test_a_step_is_signed_for_the_lift_that_was_read_and_no_other(people: People) -> None:
    first = told(people)
    told(people, what="My toddler")
    with pytest.raises(Refused, match="another lift"):
        signed(people, Step(3.0, 75.0, 5), task_id=first.pk)
    assert not LadderStep.objects.exists()


def test_what_no_database_takes_is_left_out_of_words(people: People) -> None:
    assert told(people, what="\x00My crate\x00").what == "My crate"
    with pytest.raises(Refused):
        told(people, what=" \x00 ")
    yes: dict[str, Any] = {"approved": ["outside_the_ages"], "because": "\x00Seen.\x00"}
    assert signed(people, Step(3.0, 75.0, 5), **yes).because == "Seen."
    with pytest.raises(NeedsApproval):
        signed(people, Step(6.0, 75.0, 5), after=1, approved=["first_load_above_5_kg"], because="\x00")


@pytest.mark.parametrize(("days", "allowed"), [(0, ""), (8, "nothing")])
def test_a_try_under_questions_that_were_due_says_so(people: People, days: int, allowed: str) -> None:
    step = begun(people)
    with clock.set_to(clock.now() + timedelta(days=days)):
        assert done(people, step).came_in_under == allowed


def test_a_try_in_the_calm_days_of_a_flare_up_says_so(people: People) -> None:
    step = begun(people)
    rate_flare_up(by=people.maria.user, patient=people.maria, pain=6)
    screened(people.maria, asked_in=AskedIn.FLARE_UP)
    assert done(people, step).came_in_under == "safe_floor"


def did(people: People, step: LadderStep, day: int, arrives: int | None = None, **said: Any) -> TaskTry:
    """Done on a day from now, asked about the day after, and come in then or later."""
    now = clock.now()
    with clock.set_to(now + timedelta(days=day if arrives is None else arrives)):
        tried = done(people, step, done_at=now + timedelta(days=day), **said)
    with clock.set_to(now + timedelta(days=max(day + 1, arrives or 0))):
        answer_day_after(by=people.maria.user, tried=tried, pain=2)
    return tried


def test_a_good_try_that_comes_late_lets_nobody_lift_more(people: People) -> None:
    step = begun(people)
    did(people, step, 0, worst_pain=4)
    did(people, step, 4, worst_pain=4)
    assert standing(people).today == LESS
    late = did(people, step, 2, arrives=6)
    assert (late.arrived_at - late.at).days == 4
    ladder = standing(people)
    assert [one.at for one in ladder.tries] == sorted(one.at for one in ladder.tries)
    assert (ladder.today, ladder.waits) == (LESS, True)
    assert [one.way for one in waiting_steps_of([people.maria.pk])] == [Way.BACK]


def test_a_bad_try_of_the_step_before_that_nobody_knew_of_makes_it_less(people: People) -> None:
    step = begun(people)
    did(people, step, 0)
    did(people, step, 2)
    with clock.set_to(clock.now() + timedelta(days=4)):
        yes: dict[str, Any] = {"approved": ["outside_the_ages"], "because": "Going well."}
        second = signed(people, Step(3.0, 60.0, 5), after=1, **yes)
        assert standing(people).today == Step(3.0, 60.0, 5)
    with clock.set_to(clock.now() + timedelta(days=5)):
        done(people, step, done_at=clock.now() - timedelta(days=2), spread=True)
        ladder = standing(people)
        assert (ladder.now, ladder.today) == (second, Step(3.0, 60.0, 3))
        assert [one.way for one in waiting_steps_of([people.maria.pk])] == [Way.BACK]
        yes["approved"] = ["outside_the_ages", "overriding_a_step_back"]
        signed(people, Step(3.0, 60.0, 5), after=2, **yes)
        assert standing(people).today == Step(3.0, 60.0, 5)  # whoever signed now knew of it
