"""A therapist's hours: kept as they were typed, refused beside the field, and one's own alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic.visits.models import ChangedHours, OfficeHours
from unbrace.clinic.visits.tests.conftest import booking as booking

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

AT = "/therapist/visits/hours/"
NUMBERS = {
    "first_min": "45", "follow_up_min": "30", "before_min": "0", "after_min": "10", "notice_h": "12",
    "ahead_days": "42", "cancel_until_h": "24",
}  # fmt: skip


def sent(**more: Any) -> dict[str, Any]:
    return {"is_open": "yes", "by_video": "yes", **NUMBERS, **more}


@pytest.fixture
def tom(booking: People) -> Client:
    return signed_in(booking.tom.user)


def test_a_week_is_kept_and_shown_again(tom: Client) -> None:
    week = {
        "begins-0": ["09:00", "14:00"],
        "ends-0": ["12:00", "17:30"],
        "begins-4": ["", ""],
        "ends-4": ["", ""],
    }
    assert "Saved." in tom.post(AT, sent(**week), follow=True).content.decode()
    assert OfficeHours.objects.get().week == [[0, "09:00", "12:00"], [0, "14:00", "17:30"]]
    page = tom.get(AT).content.decode()
    assert 'value="17:30"' in page
    assert "Times in Berlin" in page


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"begins-1": ["09:00"], "ends-1": [""]}, "On Tuesday, write both times"),
        ({"begins-1": ["12:00"], "ends-1": ["09:00"]}, "On Tuesday the end has to be after"),
        ({"begins-2": ["09:02"], "ends-2": ["10:00"]}, "in steps of five minutes"),
        ({"first_min": "long"}, "Write a whole number."),
        ({"notice_h": "999"}, "Choose a number from 0 to 336."),
        ({"in_person": "yes"}, "Write where people are to come."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    tom: Client, more: dict[str, Any], said: str
) -> None:
    before = OfficeHours.objects.get().week
    answer = tom.post(AT, sent(**{"begins-5": ["08:05"], "ends-5": ["09:05"], **more}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="08:05"' in answer.content.decode()
    assert OfficeHours.objects.get().week == before


def test_an_absence_is_added_and_taken_out(tom: Client) -> None:
    away = {"what": "away", "begins": "2026-12-24T00:00", "ends": "2026-12-27T00:00"}
    assert "24 Dec 2026, 00:00" in tom.post(f"{AT}changes/", away, follow=True).content.decode()
    wrong = tom.post(f"{AT}changes/", away | {"ends": "2026-12-23T00:00"})
    assert wrong.status_code == 422
    assert "The end has to be after the beginning." in wrong.content.decode()
    assert 'value="2026-12-24T00:00"' in wrong.content.decode()
    tom.post(f"{AT}changes/{ChangedHours.objects.get().pk}/take-out/")
    assert ChangedHours.objects.count() == 0


def test_someone_elses_hours_are_not_to_be_changed(booking: People, tom: Client) -> None:
    tom.post(f"{AT}changes/", {"what": "away", "begins": "2026-12-24T00:00", "ends": "2026-12-27T00:00"})
    change = ChangedHours.objects.get()
    nothing_leaks(booking, f"{AT}changes/{change.pk}/take-out/", {})
    assert signed_in(booking.theo.user).post(f"{AT}changes/{change.pk}/take-out/").status_code == 404
    assert signed_in(booking.olga.user).get(AT).status_code == 404
    assert ChangedHours.objects.count() == 1
