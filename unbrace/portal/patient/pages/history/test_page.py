"""The history: honest, correctable, and nobody else's."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import (
    everybody_else,
    holds_nothing_of_maria,
    nothing_leaks,
    reviews_asked_for,
    signed_in,
)
from tests.people import sign, sit
from unbrace.clinic.exercise_sessions.actions import withdraw_session
from unbrace.clinic.exercise_sessions.queries import session_of, sessions_for

if TYPE_CHECKING:
    from tests.people import People


def page(people: People, query: str = "") -> str:
    return signed_in(people.maria.user).get(f"/history/{query}").content.decode()


def test_it_says_seen_claimed_and_not_seen(people: People) -> None:
    sit(people.maria, sign(people, people.maria), full=6)
    text = page(people)
    assert "<b>12</b> seen" in text
    assert "<b>0</b> claimed" in text
    assert "<b>4</b> not seen" in text


def test_a_pain_of_nought_is_shown_and_a_question_not_asked_is_not_nought(people: People) -> None:
    sit(people.maria, sign(people, people.maria), pain=0, effort=None, pain_before=None)
    text = page(people)
    assert "<b>0 of 10</b>" in text
    assert "<b>not asked</b>" in text
    assert "<dd>not asked</dd>" in text


def test_a_session_can_be_taken_out_and_put_back(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria))
    client = signed_in(people.maria.user)
    client.post(f"/history/{session.pk}/take-out/")
    assert not sessions_for(people.maria).exists()
    assert "Put it back" in page(people)
    client.post(f"/history/{session.pk}/put-back/")
    assert sessions_for(people.maria).exists()


def test_the_rules_look_again_when_a_session_goes_or_comes_back(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria))
    client = signed_in(people.maria.user)
    for deed in ("take-out", "put-back"):
        client.post(f"/history/{session.pk}/{deed}/")
        assert reviews_asked_for() == {str(session.pk)}, deed


def test_looking_changes_nothing(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria))
    assert signed_in(people.maria.user).get(f"/history/{session.pk}/take-out/").status_code == 405
    assert sessions_for(people.maria).exists()


def test_earlier_sessions_are_one_page_further(people: People) -> None:
    version = sign(people, people.maria)
    for day in range(1, 13):
        sit(people.maria, version, days_ago=day)
    first = page(people)
    assert first.count("Take out") == 10
    query = first.split('class="button button-quiet button-wide" href="')[1].split('"')[0]
    assert page(people, query).count("Take out") == 2


def test_an_odd_address_shows_the_first_page(people: People) -> None:
    sit(people.maria, sign(people, people.maria))
    odd = ("yesterday", "2026-01-01", "%00", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00")
    for before in odd:
        assert "Take out" in page(people, f"?before={before}"), before
        assert "Take out" in page(people, f"?before={before}~nobody"), before


def test_sessions_of_the_same_moment_are_all_there(people: People) -> None:
    """Two devices may have begun in the same second; the border between two pages must not swallow one."""
    version = sign(people, people.maria)
    for day in (1, *[2] * 10, 3):
        sit(people.maria, version, days_ago=day)
    moment = people.maria.exercise_sessions.order_by("started_at")[1].started_at
    people.maria.exercise_sessions.filter(started_at__range=(moment, moment + timedelta(minutes=5))).update(
        started_at=moment
    )
    first = page(people)
    query = unescape(first.split('class="button button-quiet button-wide" href="')[1].split('"')[0])
    shown = [
        set(re.findall(r"/history/([-0-9a-f]{36})/take-out", text)) for text in (first, page(people, query))
    ]
    assert [len(found) for found in shown] == [10, 2]
    assert len(shown[0] | shown[1]) == 12


def test_the_number_of_questions_to_the_database_does_not_grow(people: People) -> None:
    version = sign(people, people.maria)
    sit(people.maria, version, days_ago=1)
    client = signed_in(people.maria.user)
    client.get("/history/")
    with CaptureQueriesContext(connection) as few:
        client.get("/history/")
    for day in range(2, 8):
        sit(people.maria, version, days_ago=day)
    with CaptureQueriesContext(connection) as many:
        client.get("/history/")
    assert (
        len(many) == len(few) <= 11
    )  # one asks whether there is an emergency, two for a replay and words to it


def test_someone_else_reads_none_of_it(people: People) -> None:
    session = sit(people.maria, sign(people, people.maria))
    for who, client in everybody_else(people):
        holds_nothing_of_maria(people, client.get("/history/"), who, str(session.pk))


def test_someone_else_can_neither_take_out_nor_put_back(people: People) -> None:
    version = sign(people, people.maria)
    stays, gone = sit(people.maria, version, days_ago=1), sit(people.maria, version, days_ago=2)
    withdraw_session(by=people.maria.user, session=gone)
    nothing_leaks(people, f"/history/{stays.pk}/take-out/", {})
    nothing_leaks(people, f"/history/{gone.pk}/put-back/", {})
    assert session_of(people.maria, stays.pk).withdrawn_at is None
    assert session_of(people.maria, gone.pk).withdrawn_at is not None
