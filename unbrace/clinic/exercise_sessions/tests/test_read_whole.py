"""What is read along by one joined question is what a prefetch finds by two, in the same order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.people import BRIDGES, SQUATS, body, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.exercise_sessions.actions import correct_session, record_session
from unbrace.clinic.exercise_sessions.queries import read_corrected, read_whole, sessions_for, tally_of
from unbrace.clinic.exercise_sessions.upload import parse_upload
from unbrace.clinic.programmes.models import ProgrammeVersion
from unbrace.clinic.programmes.queries import current_version, version_of, versions_of
from unbrace.clinic.refused import NotYours

if TYPE_CHECKING:
    from tests.people import People


def some_sessions(people: People) -> None:
    """Some with many corrections and some with none; one in which everything was left out."""
    version = sign(people, people.maria, [BRIDGES, replace(SQUATS, sets=3)], days_ago=9)
    for days_ago in (4, 3, 2, 1):
        session = sit(people.maria, version, days_ago=days_ago, pain_before=3)
        if days_ago % 2:
            for number, pain in enumerate((5, None, 4)):
                with clock.set_to(clock.now() - timedelta(minutes=9 - number)):
                    correct_session(by=people.maria.user, session=session, pain_before=pain)


def shape(sessions: Any) -> list[Any]:
    return [
        (
            one.pk,
            one.patient.user.name,
            [row.pk for row in one.corrections.all()],
            [
                (each.pk, each.prescription.exercise, tally_of(each), [row.pk for row in each.sets.all()])
                for each in one.exercises.all()
            ],
        )
        for one in sessions
    ]


def test_sessions_are_read_as_a_prefetch_reads_them(people: People, django_assert_num_queries: Any) -> None:
    some_sessions(people)
    expected = shape(sessions_for(people.maria))
    with django_assert_num_queries(2):
        assert shape(read_whole(sessions_for(people.maria))) == expected
    assert len(expected) == 4
    assert max(len(corrections) for _, _, corrections, _ in expected) == 3
    with django_assert_num_queries(1):
        light = [
            [row.pk for row in one.corrections.all()] for one in read_corrected(sessions_for(people.maria))
        ]
    assert light == [corrections for _, _, corrections, _ in expected]


def test_nobody_and_nothing_are_read_too(people: People, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert list(read_whole(sessions_for(people.maria))) == []
    sent = body(people.maria, sign(people, people.maria, [BRIDGES, SQUATS]))
    sent["exercises"][0] |= {"skipped": True, "sets": []}
    record_session(by=people.maria.user, patient=people.maria, upload=parse_upload(sent))
    (found,) = read_whole(sessions_for(people.maria))
    assert list(found.corrections.all()) == []
    assert [len(each.sets.all()) for each in found.exercises.all()] == [0, SQUATS.sets]


def test_a_cut_is_made_before_the_lists_are_joined(people: People) -> None:
    some_sessions(people)
    newest = sessions_for(people.maria)
    cut = newest.filter(pk__in=newest[:2].values("pk"))
    assert shape(read_whole(cut)) == shape(newest)[:2]


def test_versions_come_newest_first_each_with_its_own_lines(
    people: People, django_assert_num_queries: Any
) -> None:
    sign(people, people.maria, [SQUATS], days_ago=9)
    sign(people, people.maria, [BRIDGES, SQUATS], days_ago=5)
    sign(people, people.jonas, [BRIDGES], days_ago=1)
    prefetched = ProgrammeVersion.objects.filter(programme__patient=people.maria).prefetch_related(
        "prescriptions"
    )
    expected = [(one.number, [line.exercise for line in one.prescriptions.all()]) for one in prefetched]
    with django_assert_num_queries(1):
        found = versions_of(people.maria)
        assert [
            (one.number, [line.exercise for line in one.prescriptions.all()]) for one in found
        ] == expected
        assert {one.signed_by.pk for one in found} == {people.tom.user.pk}
    assert [number for number, _ in expected] == [2, 1]
    with django_assert_num_queries(1):
        now = current_version(people.maria)
        assert now is not None
        assert [line.version.number for line in now.prescriptions.all()] == [2, 2]
    assert version_of(people.maria, found[1].pk).number == 1
    with pytest.raises(NotYours):
        version_of(people.jonas, found[1].pk)
    assert current_version(people.victor) is None
