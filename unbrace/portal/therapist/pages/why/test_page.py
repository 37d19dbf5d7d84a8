"""The therapist reads the same explanation that the command prints: rule, inputs, source, version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import screened, sign, sit
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.remote_monitoring.actions import Terms, enrol, switch_ledger
from unbrace.clinic.worklist.actions import review_session
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People


def page(people: People) -> str:
    return signed_in(people.tom.user).get(f"/therapist/patients/{people.maria.pk}/why/").content.decode()


def test_before_anything_has_spoken_it_says_so(people: People) -> None:
    text = page(people)
    assert "No rule has spoken yet." in text
    assert "Nobody has been classified yet." in text
    assert "No weekly check-in yet." in text


def test_a_proposal_is_told_with_its_rule_source_version_and_what_it_was_told(people: People) -> None:
    version = sign(people, people.maria)
    (proposal,) = review_session(sit(people.maria, version, pain=7))
    text = page(people)
    for words in (proposal.rule, proposal.source, proposal.rules_version, "RED (pain_rose_3)"):
        assert words in text
    assert "&quot;worst_pain&quot;: 7" in text
    assert "squat: reps 8 → 5" in text


def test_safety_scores_and_counters_are_told_the_same_way(people: People) -> None:
    screened(people.maria, {"NEU-1": "Y"}, asked_in=AskedIn.CHECK_IN)
    record_check_in(
        by=people.maria.user,
        patient=people.maria,
        answers={"stress": 8, "plans": 1, "positions": 2, "hands": 3},
    )
    text = page(people)
    assert "S (doctor today)" in text
    assert "NEU-1:S" in text
    assert "8 (HIGH)" in text
    assert "not a validated scale" in text
    assert "Nobody counts days or minutes for this person." in text


def test_the_counters_are_told_of_what_is_over_once_somebody_is_monitored(people: People) -> None:
    switch_ledger(by=people.olga.user, clinic=people.riverside, on=True)
    first = people.maria.started_at.date()
    terms = Terms(first, None, None, None, set_up_counted_before=False)
    enrol(by=people.tom.user, patient=people.maria, terms=terms)
    sit(people.maria, sign(people, people.maria))
    text = page(people)
    assert "management" in text
    assert "supply period 1" in text
    assert "supply period 3" not in text  # it runs, so it is nobody's to act on
    assert "never a bill and never a reason for care" in text


def test_the_number_of_questions_does_not_grow_with_the_history(people: People) -> None:
    version, client = sign(people, people.maria), signed_in(people.tom.user)
    review_session(sit(people.maria, version, days_ago=10, pain=8))
    address = f"/therapist/patients/{people.maria.pk}/why/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for day in range(1, 6):
        review_session(sit(people.maria, version, days_ago=day))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)


def test_someone_else_reads_no_explanation_of_hers(people: People) -> None:
    review_session(sit(people.maria, sign(people, people.maria), pain=7))
    nothing_leaks(people, f"/therapist/patients/{people.maria.pk}/why/", None, "worst_pain")
    assert signed_in(people.olga.user).get(f"/therapist/patients/{people.maria.pk}/why/").status_code == 404
