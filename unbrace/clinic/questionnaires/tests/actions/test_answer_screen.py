"""Two tabs, posts that come twice, old forms, ids nobody knows: never a lower urgency, never a lost answer."""

from __future__ import annotations

import uuid

import pytest

from tests.people import People, say, screened
from unbrace.clinic.questionnaires.actions import Said, answer_screen, begin_screen, finish_screen
from unbrace.clinic.questionnaires.models import SafetyScreen
from unbrace.clinic.questionnaires.queries import Allowed, asked_of, safety_of
from unbrace.clinic.refused import Conflict, NotYours
from unbrace.rehab.red_flags import AskedIn


@pytest.fixture
def flare(people: People) -> SafetyScreen:
    return begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.FLARE_UP)


def row_of(screen: SafetyScreen, item: str) -> int:
    return asked_of(screen).newest[item, 0].pk


def finish(screen: SafetyScreen) -> str:
    """Everything that is still open with no."""
    missing = asked_of(screen).missing
    say(screen, *(Said(item, "N") for item in missing))
    return finish_screen(by=screen.patient.user, screen=screen).level.code


def test_the_same_form_sent_twice_is_one_answer(people: People, flare: SafetyScreen) -> None:
    post = uuid.uuid4()
    for _ in range(2):
        answer_screen(
            by=people.maria.user,
            screen=flare,
            said=[Said("NEU-1", "Y")],
            screen_version=flare.screen_version,
            post=post,
        )
    assert flare.answers.count() == 1


def test_an_old_form_sent_again_does_not_bring_the_old_answer_back(
    people: People, flare: SafetyScreen
) -> None:
    old = uuid.uuid4()

    def send() -> None:
        answer_screen(
            by=people.maria.user,
            screen=flare,
            said=[Said("INF-1", "N")],
            screen_version=flare.screen_version,
            post=old,
        )

    send()
    say(flare, Said("INF-1", "Y", seen=row_of(flare, "INF-1")))
    send()
    assert asked_of(flare).answers["INF-1"] == "Y"


def test_a_yes_sent_once_more_from_the_same_form_counts_after_a_no(
    people: People, flare: SafetyScreen
) -> None:
    """Back and forth in one form: the last word is a yes, and it must not be taken for a form that arrived twice."""
    post = uuid.uuid4()
    for answer in ("Y", "N", "Y"):
        row = flare.answers.filter(item="INF-1").last()
        answer_screen(
            by=people.maria.user,
            screen=flare,
            said=[Said("INF-1", answer, seen=row.pk if row else 0)],
            screen_version=flare.screen_version,
            post=post,
        )
    assert asked_of(flare).answers["INF-1"] == "Y"


def test_a_slip_can_be_put_right_before_the_end_and_both_stay_on_record(flare: SafetyScreen) -> None:
    say(flare, Said("INF-1", "Y"))
    say(flare, Said("INF-1", "N", seen=row_of(flare, "INF-1")))
    assert asked_of(flare).answers["INF-1"] == "N"
    assert [row.answer for row in flare.answers.all()] == ["Y", "N"]
    assert finish(flare) == "OK"


def test_another_window_cannot_lower_what_this_one_said(flare: SafetyScreen) -> None:
    say(flare, Said("INF-1", "Y"))
    with pytest.raises(Conflict):
        say(flare, Said("INF-1", "N"))
    assert asked_of(flare).answers["INF-1"] == "Y"


def test_another_window_may_raise_it(flare: SafetyScreen) -> None:
    say(flare, Said("INF-1", "N"))
    say(flare, Said("INF-1", "Y"))
    assert asked_of(flare).answers["INF-1"] == "Y"


def test_a_screen_that_is_over_takes_in_only_what_makes_it_more_urgent(flare: SafetyScreen) -> None:
    assert finish(flare) == "OK"
    say(flare, Said("NEU-1", "N"))
    assert flare.findings.count() == 1
    say(flare, Said("NEU-1", "Y"))
    assert [finding.level.code for finding in flare.findings.all()] == ["OK", "S"]
    say(flare, Said("NEU-1", "N"))
    assert safety_of(flare.patient).urgency.code == "S"


@pytest.mark.parametrize(
    "said", [Said("XYZ-9", "Y"), Said("INF-1", "perhaps"), Said("CES-1", "C"), Said("", "")]
)
def test_what_is_not_understood_is_kept_and_a_therapist_looks(flare: SafetyScreen, said: Said) -> None:
    say(flare, said)
    assert flare.answers.filter(item=said.item, answer=said.answer).exists()
    assert finish(flare) == "P"
    (finding,) = flare.findings.all()
    assert not finding.complete
    assert safety_of(flare.patient).allowed is Allowed.NOTHING


@pytest.mark.parametrize("said", [[Said("CES-1", "C")], [Said("CES-1", "Y"), Said("CES-1", "N", step=1)]])
def test_an_answer_that_no_button_has_never_makes_a_sign_of_danger_harmless(
    flare: SafetyScreen, said: list[Said]
) -> None:
    for one in said:
        say(flare, one)
    assert finish(flare) != "OK"
    assert safety_of(flare.patient).allowed is Allowed.NOTHING


def test_a_form_of_an_older_version_fails_closed(people: People, flare: SafetyScreen) -> None:
    answer_screen(
        by=people.maria.user, screen=flare, said=[Said("INF-1", "N")], screen_version="old", post=uuid.uuid4()
    )
    (finding,) = flare.findings.all()
    assert (finding.level.code, finding.complete) == ("P", False)
    assert finding.reasons[-1]["rule"] == "stale_version"
    assert flare.answers.count() == 1


def test_a_number_out_of_range_is_no_age(people: People) -> None:
    screen = begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.ONBOARDING)
    assert say(screen, Said("age", "0")).age is None
    assert "GEN-5" in asked_of(screen).items


def test_someone_else_cannot_answer_for_maria(people: People, flare: SafetyScreen) -> None:
    for user in (*people.strangers.values(), people.tom.user, people.olga.user):
        with pytest.raises(NotYours):
            answer_screen(
                by=user, screen=flare, said=[Said("INF-1", "N")], screen_version="x", post=uuid.uuid4()
            )
        with pytest.raises(NotYours):
            finish_screen(by=user, screen=flare)
        with pytest.raises(NotYours):
            begin_screen(by=user, patient=people.maria, asked_in=AskedIn.FLARE_UP)
    assert not flare.answers.exists()


def test_two_tabs_that_begin_at_once_begin_one_screen(people: People, flare: SafetyScreen) -> None:
    again = begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.FLARE_UP)
    assert again == flare


def test_another_occasion_closes_what_was_begun_with_what_was_found(
    people: People, flare: SafetyScreen
) -> None:
    say(flare, Said("INF-1", "Y"))
    screened(people.maria, asked_in=AskedIn.CHECK_IN)
    assert safety_of(people.maria).urgency.code == "S"


def test_a_form_gone_back_to_and_answered_otherwise_is_said_anew(people: People, flare: SafetyScreen) -> None:
    post = uuid.uuid4()
    for answer in ("N", "Y", "Y"):
        answer_screen(
            by=people.maria.user,
            screen=flare,
            said=[Said("NEU-1", answer)],
            screen_version=flare.screen_version,
            post=post,
        )
    assert asked_of(flare).newest["NEU-1", 0].answer == "Y"
    assert flare.answers.count() >= 2


def test_places_that_were_to_be_asked_about_stay_when_somebody_comes_back(people: People) -> None:
    wide = begin_screen(
        by=people.maria.user,
        patient=people.maria,
        asked_in=AskedIn.CHECK_IN,
        regions=["low_back", "upper_back", "neck"],
    )
    again = begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.CHECK_IN)
    assert again == wide


def test_another_set_lets_nobody_off_the_one_that_was_begun(people: People, flare: SafetyScreen) -> None:
    other = begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.AFTER_SESSION)
    assert finish(other) == "OK"
    safety = safety_of(people.maria)
    assert safety.begun is AskedIn.FLARE_UP
    assert safety.allowed is Allowed.NOTHING
    again = begin_screen(by=people.maria.user, patient=people.maria, asked_in=AskedIn.FLARE_UP)
    assert finish(again) == "OK"
    assert safety_of(people.maria).begun is None
