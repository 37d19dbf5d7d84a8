"""What nobody may change without a named yes (progression rules, section 8), whichever way the change comes."""

from __future__ import annotations

import dataclasses
import sys
from datetime import timedelta
from typing import Any

import pytest

from tests.people import BRIDGES, SQUATS, People, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.intakes.models import Intake
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.programmes.actions import PrescriptionDraft
from unbrace.clinic.programmes.approvals import NeedsApproval
from unbrace.clinic.programmes.holding import hold
from unbrace.clinic.programmes.queries import catalogue, current_version
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.refused import Refused
from unbrace.clinic.worklist.actions import (
    accept_proposal,
    change_proposal,
    review_session,
    sign_programme,
    what_needs_a_yes,
)
from unbrace.clinic.worklist.models import NamedApproval
from unbrace.clinic.worklist.queries import approvals_of
from unbrace.rehab.red_flags import AskedIn

ONE_MORE_SET = dataclasses.replace(SQUATS, sets=3)


def asks(patient: Patient, *drafts: PrescriptionDraft) -> set[str]:
    return {one.rule for one in what_needs_a_yes(patient, drafts)}


def cleared(people: People, answers: dict[str, object], asked_in: AskedIn = AskedIn.CHECK_IN) -> None:
    finding = screened(people.maria, answers, asked_in=asked_in)  # type: ignore[arg-type]
    clear_flags(by=people.tom.user, patient=people.maria, findings=[finding.pk], reason="Looked at.")


signing = sys.modules[sign_programme.__module__]


def test_a_usual_first_plan_needs_no_more_than_a_signature(people: People) -> None:
    assert asks(people.maria, SQUATS, BRIDGES) == set()


def test_a_small_step_needs_none_either(people: People) -> None:
    sign(people, people.maria)
    assert asks(people.maria, dataclasses.replace(SQUATS, reps=10)) == set()


def test_more_than_a_fifth_more_in_a_week_asks(people: People) -> None:
    sign(people, people.maria)
    assert asks(people.maria, ONE_MORE_SET) == {"weekly_load_up_by_more_than_20_percent"}
    assert asks(people.maria, dataclasses.replace(SQUATS, days=(0, 2))) == set()


def test_what_was_said_yes_to_is_kept_by_name_and_with_its_reason(people: People) -> None:
    sign(people, people.maria)
    rule = "weekly_load_up_by_more_than_20_percent"
    with pytest.raises(NeedsApproval) as refusal:
        sign_programme(by=people.tom.user, patient=people.maria, prescriptions=[ONE_MORE_SET])
    assert [one.rule for one in refusal.value.needed] == [rule]
    with pytest.raises(Refused, match="why you say yes"):
        sign_programme(
            by=people.tom.user, patient=people.maria, prescriptions=[ONE_MORE_SET], approved=[rule]
        )
    assert not NamedApproval.objects.exists()
    version = sign_programme(
        by=people.tom.user,
        patient=people.maria,
        prescriptions=[ONE_MORE_SET],
        approved=[rule, "heavy_lifts"],
        because=" Easy for weeks. ",
    )
    (kept,) = approvals_of(version)
    assert (kept.rule, kept.because, kept.by, kept.version.number) == (
        rule, "Easy for weeks.", people.tom.user, 2,
    )  # fmt: skip
    assert kept.rules_version


def test_the_wrong_yes_is_no_yes(people: People) -> None:
    sign(people, people.maria)
    with pytest.raises(NeedsApproval):
        sign_programme(
            by=people.tom.user,
            patient=people.maria,
            prescriptions=[ONE_MORE_SET],
            approved=["heavy_lifts"],
            because="x",
        )
    version = current_version(people.maria)
    assert version is not None
    assert version.number == 1


def test_an_exercise_whose_caution_names_a_flag_of_this_person_asks_once(people: People) -> None:
    cautious = next(
        one for one in catalogue() if any(c.when == "cardio" and c.change is None for c in one.cautions)
    )
    draft = PrescriptionDraft(cautious.id, 1, 5)
    assert "caution_for_a_set_flag" not in asks(people.maria, draft)
    cleared(people, {"GEN-3": "Y"}, AskedIn.ONBOARDING)
    assert "caution_for_a_set_flag" in asks(people.maria, draft)
    sign(people, people.maria, [draft], days_ago=0)
    assert asks(people.maria, dataclasses.replace(draft, reps=4)) == set()


def test_after_an_answer_for_the_therapist_the_first_plan_asks(people: People) -> None:
    cleared(people, {"CES-2": ("Y", "OLD_CHECKED")})
    assert asks(people.maria, SQUATS) == {"first_plan_after_a_flag"}


def test_the_end_of_a_lock_asks_and_only_then(people: People) -> None:
    sign(people, people.maria, days_ago=3)
    cleared(people, {"CAN-2": "Y"})
    easier = dataclasses.replace(SQUATS, reps=6)
    assert asks(people.maria, easier) == {"end_of_a_lock"}
    sign(people, people.maria, [easier], days_ago=0)
    assert asks(people.maria, dataclasses.replace(SQUATS, reps=5)) == set()


@pytest.mark.parametrize(("age", "needs"), [(17, True), (18, False), (80, False), (81, True)])
def test_age_asks_outside_18_to_80(people: People, age: int, needs: bool) -> None:
    patient = Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)
    finding = screened(patient, age=age)
    if finding.waits:
        clear_flags(by=people.tom.user, patient=patient, findings=[finding.pk], reason="Looked at.")
    assert ("outside_the_ages" in asks(patient, SQUATS)) is needs


def test_an_age_that_was_never_told_asks(people: People) -> None:
    patient = Patient.objects.create(user=people.lone, clinic=people.riverside, therapist=people.tom)
    assert "outside_the_ages" in asks(patient, SQUATS)


def test_long_days_and_many_exercises_ask(people: People) -> None:
    usual = [one.id for one in catalogue()][:8]
    many = [PrescriptionDraft(name, 1, 5) for name in usual]
    assert "more_than_7_exercises" in asks(people.maria, *many)
    spread = [dataclasses.replace(draft, days=(index % 7,)) for index, draft in enumerate(many)]
    assert "more_than_7_exercises" not in asks(people.maria, *spread)
    long = PrescriptionDraft("squat", 10, 20, rest_s=60)
    assert "more_than_20_minutes" in asks(people.maria, long)
    assert "more_than_20_minutes" not in asks(people.maria, SQUATS)


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("FN06", "heavy_lifts"),
        ("FN07", "heavy_lifts"),
        ("NK07", "neck_band_gaze_or_nerve"),
        ("NK09", "neck_band_gaze_or_nerve"),
        ("NK10", "neck_band_gaze_or_nerve"),
    ],
)
def test_the_first_use_of_these_asks(people: People, code: str, rule: str) -> None:
    exercise = catalogue().by_code(code)
    assert exercise is not None
    assert rule in asks(people.maria, PrescriptionDraft(exercise.id, 1, 5))


def test_a_step_back_that_is_set_aside_asks_whichever_way_it_is_done(people: People) -> None:
    version = sign(people, people.maria)
    (proposal,) = review_session(sit(people.maria, version, pain=7))
    assert proposal.changes == {"reps": {"from": 8, "to": 5}}
    harder = dataclasses.replace(SQUATS, reps=9)
    assert asks(people.maria, harder) == {"overriding_a_step_back"}
    assert asks(people.maria, dataclasses.replace(SQUATS, reps=5)) == set()
    assert asks(people.maria, dataclasses.replace(SQUATS, reps=6)) == {"overriding_a_step_back"}
    assert asks(people.maria, SQUATS) == set()  # it stays, and the step back goes on waiting
    with pytest.raises(NeedsApproval):
        change_proposal(by=people.tom.user, proposal=proposal, draft=harder, reason="It was the garden.")
    version = change_proposal(
        by=people.tom.user,
        proposal=proposal,
        draft=harder,
        reason="It was the garden.",
        approved=["overriding_a_step_back"],
    )
    assert [one.because for one in approvals_of(version)] == ["It was the garden."]


def test_accepting_a_step_asks_like_every_other_way(people: People) -> None:
    version = sign(people, people.maria, days_ago=3)
    (proposal,) = review_session(sit(people.maria, version, pain=7))
    with clock.set_to(clock.now() + timedelta(minutes=1)):
        cleared(people, {"CAN-2": "Y"})
    with pytest.raises(NeedsApproval, match="end of a lock"):
        accept_proposal(by=people.tom.user, proposal=proposal)
    accepted = accept_proposal(
        by=people.tom.user, proposal=proposal, approved=["end_of_a_lock"], because="Seen by her doctor."
    )
    assert [one.rule for one in approvals_of(accepted)] == ["end_of_a_lock"]


@pytest.mark.parametrize(("value", "needs"), [(14, False), (15, True)])
@pytest.mark.parametrize("measure", ["phq-8", "phq-9", "gad-7"])
def test_any_change_asks_while_the_answers_about_mood_or_worry_are_high(
    people: People, measure: str, value: int, needs: bool
) -> None:
    Intake.objects.create(
        patient=people.maria,
        started_at=clock.now() - timedelta(days=40),
        sent_at=clock.now() - timedelta(days=40),
        scores=[{"measure": measure, "value": value}, {"measure": "peg", "value": 30}],
    )
    sign(people, people.maria)
    asked = asks(people.maria, dataclasses.replace(SQUATS, reps=7))
    assert asked == ({"any_change_while_in_distress"} if needs else set())


@pytest.mark.parametrize(
    "drafts",
    [
        [dataclasses.replace(SQUATS, side="left")],
        [dataclasses.replace(SQUATS, side="each")],
        [dataclasses.replace(SQUATS, side="left"), dataclasses.replace(SQUATS, side="right")],
        [SQUATS, dataclasses.replace(SQUATS, side="left")],
    ],
    ids=["other side", "each side", "split in two", "one more side"],
)
def test_a_step_back_is_not_got_round_by_another_side(
    people: People, drafts: list[PrescriptionDraft]
) -> None:
    review_session(sit(people.maria, sign(people, people.maria), pain=7))
    assert "overriding_a_step_back" in asks(people.maria, *drafts)
    with pytest.raises(NeedsApproval):
        sign_programme(by=people.tom.user, patient=people.maria, prescriptions=drafts, because="x")


def test_the_harder_exercise_in_its_place_asks_and_taking_it_out_does_not(people: People) -> None:
    review_session(sit(people.maria, sign(people, people.maria, [SQUATS, BRIDGES]), pain=7))
    harder = next(one for code in catalogue()["squat"].progress if (one := catalogue().by_code(code)))
    assert "overriding_a_step_back" in asks(people.maria, PrescriptionDraft(harder.id, 2, 5), BRIDGES)
    assert "overriding_a_step_back" not in asks(people.maria, BRIDGES)
    eased = dataclasses.replace(SQUATS, side="left", reps=5)
    assert "overriding_a_step_back" not in asks(people.maria, eased, BRIDGES)


def test_a_step_back_that_comes_in_while_it_is_signed_is_asked_about(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for the lock finds what was written meanwhile."""
    version = sign(people, people.maria)
    session = sit(people.maria, version, pain=7)

    def comes_in_first(patient: Patient) -> Any:
        monkeypatch.setattr(signing, "hold", hold)
        review_session(session)
        return hold(patient)

    monkeypatch.setattr(signing, "hold", comes_in_first)
    with pytest.raises(NeedsApproval) as refusal:
        sign_programme(
            by=people.tom.user, patient=people.maria, prescriptions=[dataclasses.replace(SQUATS, reps=9)]
        )
    assert [one.rule for one in refusal.value.needed] == ["overriding_a_step_back"]
