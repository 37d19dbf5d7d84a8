"""How long things are kept: read what would go, then say yes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.doors import everybody_else, nothing_leaks, signed_in
from tests.people import sign, sit
from unbrace.clinic import clock
from unbrace.clinic.exercise_sessions.models import MovementTrace
from unbrace.clinic.exercise_sessions.replays import sets_of
from unbrace.clinic.patients.actions import place_hold
from unbrace.clinic.patients.holds import on_hold_in
from unbrace.clinic.retention.queries import rules_of

if TYPE_CHECKING:
    from typing import Any

    from tests.people import People

ADDRESS = "/office/retention/"


def an_old_trace(people: People) -> None:
    performed = sets_of(sit(people.maria, sign(people, people.maria)))[0]
    MovementTrace.objects.create(
        performed=performed, data=b"UBTRACE", frames=1, kept_at=clock.now() - timedelta(days=200)
    )


def test_what_would_go_is_read_before_anything_is_set(people: People) -> None:
    an_old_trace(people)
    client = signed_in(people.olga.user)
    page = client.post(ADDRESS, {"movement": "6"}).content.decode()
    assert "Yes, remove it from now on" in page
    assert '<b class="number">1</b>' in page
    assert rules_of(people.riverside) == {}
    client.post(ADDRESS, {"movement": "6", "sure": "yes"})
    assert rules_of(people.riverside) == {"movement": 6}
    assert MovementTrace.objects.exists()  # the sweep removes, not the page
    assert "movement kept as stick figures 6 months" in client.get(ADDRESS).content.decode()


def test_a_slip_is_said_beside_its_field_and_nothing_typed_is_lost(people: People) -> None:
    client = signed_in(people.olga.user)
    for wrong in ("2", "many", "1.5", "-3", "99999"):
        answer = client.post(ADDRESS, {"messages": wrong, "movement": "7", "sure": "yes"})
        assert answer.status_code == 422, wrong
        page = answer.content.decode()
        assert 'id="messages-problem"' in page
        assert f'value="{wrong}"' in page
        assert 'value="7"' in page
    assert rules_of(people.riverside) == {}


def test_a_record_is_held_and_let_go(people: People) -> None:
    client = signed_in(people.olga.user)
    assert "Hold this record of Maria" in client.get(f"{ADDRESS}?whom=mar").content.decode()
    client.post(f"{ADDRESS}holds/", {"patient": str(people.maria.pk), "reason": "Case 12/2026"})
    (hold,) = on_hold_in(people.riverside)
    page = client.get(f"{ADDRESS}?whom=mar").content.decode()
    assert "Case 12/2026" in page
    assert "Hold this record of Maria" not in page
    client.post(f"{ADDRESS}holds/{hold.pk}/lift/")
    assert not on_hold_in(people.riverside).exists()
    assert client.post(f"{ADDRESS}holds/{hold.pk}/lift/").status_code == 404


def test_a_hold_without_a_reason_is_refused(people: People) -> None:
    page = signed_in(people.olga.user).post(
        f"{ADDRESS}holds/", {"patient": str(people.maria.pk)}, follow=True
    )
    assert "Say why the record has to stay" in page.content.decode()
    assert not on_hold_in(people.riverside).exists()


def test_it_asks_as_often_whatever_there_is(people: People, django_assert_max_num_queries: Any) -> None:
    client = signed_in(people.olga.user)
    client.get(ADDRESS)  # the first page of a new browser notes the device
    with django_assert_max_num_queries(8):
        client.get(ADDRESS)


def test_someone_else_sets_and_holds_nothing(people: People) -> None:
    hold = place_hold(by=people.olga.user, patient=people.maria, reason="A Secret")
    nothing_leaks(people, f"{ADDRESS}holds/{hold.pk}/lift/", {}, "A Secret")
    for who, client in [*everybody_else(people), ("a therapist", signed_in(people.tom.user))]:
        assert "A Secret" not in client.get(ADDRESS).content.decode(), who
        client.post(f"{ADDRESS}holds/", {"patient": str(people.jonas.pk), "reason": "x"})
        client.post(ADDRESS, {"movement": "6", "sure": "yes"})
    assert list(on_hold_in(people.riverside)) == [hold]
    assert rules_of(people.riverside) == {}
