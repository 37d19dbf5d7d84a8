"""What makes everything new again to whoever signs: what speaks of somebody being worse, or nobody has looked at."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.people import EVERY_CONDITION, SQUATS, People, screened, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import rate_flare_up, record_check_in, write_diary
from unbrace.clinic.check_ins.diary_draft import DiaryDraft
from unbrace.clinic.conversations.actions import answer_message, send_message
from unbrace.clinic.programmes.actions import PrescriptionDraft
from unbrace.clinic.programmes.queries import catalogue, current_version
from unbrace.clinic.questionnaires.actions import clear_flags
from unbrace.clinic.worklist.actions import accept_proposal, review_session, sign_programme, what_needs_a_yes
from unbrace.clinic.worklist.news import news_of
from unbrace.rehab.red_flags import AskedIn

HEAVY = "FN06"


def lift() -> PrescriptionDraft:
    exercise = catalogue().by_code(HEAVY)
    assert exercise is not None
    return PrescriptionDraft(exercise.id, 1, 5)


def asked_again(people: People) -> bool:
    """Whether a small change elsewhere asks anew for the heavy lift that was said yes to a month ago."""
    drafts = [dataclasses.replace(SQUATS, reps=7), lift()]
    return "heavy_lifts" in {one.rule for one in what_needs_a_yes(people.maria, drafts)}


def session(people: People, pain: int) -> None:
    version = current_version(people.maria)
    assert version is not None
    sit(people.maria, version, pain=pain)


def write(people: People, words: str) -> None:
    send_message(by=people.maria.user, patient=people.maria, key=uuid.uuid4(), text=words)


def week(people: People, worst: int) -> None:
    record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": worst})


def diary(people: People, worst: int) -> None:
    draft = DiaryDraft(
        key=uuid.uuid4(), written_at=clock.now(), time_zone="Europe/Berlin", pains={"low_back": worst}
    )
    write_diary(by=people.maria.user, patient=people.maria, draft=draft)


def warned(people: People) -> None:
    version = current_version(people.maria)
    assert version is not None
    review_session(sit(people.maria, version, pain=6))


NEWS: dict[str, Callable[[People], object]] = {
    "a flare-up": lambda p: rate_flare_up(by=p.maria.user, patient=p.maria, pain=4),
    "a message nobody answered": lambda p: write(p, "I wonder about the second exercise."),
    "pain of 7 in a session": lambda p: session(p, 7),
    "pain 3 above the usual in a session": lambda p: session(p, 5),
    "pain of 7 in the week": lambda p: week(p, 7),
    "pain of 8 in the diary": lambda p: diary(p, 8),
    "a step back that the rules propose": warned,
}
NO_NEWS: dict[str, Callable[[People], object]] = {
    "nothing": lambda p: None,
    "a usual session": lambda p: session(p, 2),
    "a usual week": lambda p: week(p, 3),
}


@pytest.fixture
def lifting(people: People) -> People:
    sign(people, people.maria, [SQUATS, lift()])
    return people


@pytest.mark.parametrize("came_in", NEWS.values(), ids=NEWS)
def test_it_is_news_since_the_signature(lifting: People, came_in: Callable[[People], object]) -> None:
    assert not asked_again(lifting)
    came_in(lifting)
    assert asked_again(lifting)


@pytest.mark.parametrize("came_in", NO_NEWS.values(), ids=NO_NEWS)
def test_a_usual_day_is_none(lifting: People, came_in: Callable[[People], object]) -> None:
    came_in(lifting)
    assert not asked_again(lifting)


def test_what_was_signed_knowing_it_is_no_news_any_more(lifting: People) -> None:
    with clock.set_to(clock.now() - timedelta(hours=1)):
        rate_flare_up(by=lifting.maria.user, patient=lifting.maria, pain=4)
    drafts = [dataclasses.replace(SQUATS, reps=6), lift()]
    sign_programme(
        by=lifting.tom.user,
        patient=lifting.maria,
        prescriptions=drafts,
        approved=EVERY_CONDITION,
        because="We spoke.",
    )
    assert not asked_again(lifting)


def test_a_message_that_was_answered_has_been_looked_at(lifting: People) -> None:
    write(lifting, "I wonder about the second exercise.")
    answer_message(
        by=lifting.tom.user, patient=lifting.maria, key=uuid.uuid4(), text="Let us talk on Monday."
    )
    assert not asked_again(lifting)


def test_following_a_step_back_is_not_held_up_by_it(people: People) -> None:
    version = sign(people, people.maria)
    (proposal,) = review_session(sit(people.maria, version, pain=6))
    signed = current_version(people.maria)
    assert signed is not None
    assert news_of(people.maria, signed.signed_at) is not None
    assert accept_proposal(by=people.tom.user, proposal=proposal).number == 2


def test_a_cleared_finding_stays_news_until_somebody_signs(lifting: People) -> None:
    finding = screened(lifting.maria, {"CES-2": ("Y", "OLD_CHECKED")}, asked_in=AskedIn.CHECK_IN)
    clear_flags(by=lifting.tom.user, patient=lifting.maria, findings=[finding.pk], reason="Known.")
    assert asked_again(lifting)
