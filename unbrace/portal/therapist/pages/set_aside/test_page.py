"""Putting aside by posting alone: until a day, to a colleague, done, and back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import nothing_leaks, signed_in
from tests.people import screened
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import record_check_in
from unbrace.clinic.patients.queries import today_of
from unbrace.clinic.worklist.models import BroughtBack, SetAside
from unbrace.clinic.worklist.rows import row_of_person
from unbrace.rehab.red_flags import AskedIn

if TYPE_CHECKING:
    from tests.people import People


@pytest.fixture(autouse=True)
def hurts(people: People) -> None:
    record_check_in(by=people.maria.user, patient=people.maria, answers={"worst_pain": 8})


def posts(people: People, deed: str, **data: str) -> str:
    row = row_of_person(people.maria)
    data = {"seen": row.digest if row else ""} | data
    answer: Any = signed_in(people.tom.user).post(
        f"/therapist/patients/{people.maria.pk}/{deed}/", data, follow=True
    )
    return str(answer.content.decode())


def test_one_press_on_a_day_puts_her_aside_and_undo_brings_her_back(people: People) -> None:
    tomorrow = (
        today_of(people.maria) + timedelta(days=1)
    ).isoformat()  # hers: an hour before midnight it is not UTC's
    page = posts(people, "snooze", day=tomorrow, until="")
    assert "Set aside (1)" in page
    assert "All clear" in page
    aside = SetAside.objects.get()
    assert f"/therapist/set-aside/{aside.pk}/bring-back/" in page
    client = signed_in(people.tom.user)
    page = client.post(f"/therapist/set-aside/{aside.pk}/bring-back/", follow=True).content.decode()
    assert "Worst pain today is 8." in page
    assert "Set aside (" not in page
    assert client.post(f"/therapist/set-aside/{aside.pk}/bring-back/").status_code == 404


def test_a_typed_day_counts_and_no_day_is_asked_for_again(people: People) -> None:
    assert "Choose a day between" in posts(people, "snooze", until="soon")
    posts(people, "snooze", until=(clock.now() + timedelta(days=5)).date().isoformat())
    assert SetAside.objects.get().kind == "snoozed"


def test_done_with_a_line(people: People) -> None:
    page = posts(people, "done", line="We spoke.")
    assert "Maria: Done, by you" in page
    assert "We spoke." in page


def test_a_colleague_gets_her_with_the_line(people: People) -> None:
    page = posts(people, "hand-over", to=str(people.theo.pk), line="Please ring her.")
    assert "Handed over to Theo, by you" in page
    theirs = signed_in(people.theo.user).get("/therapist/").content.decode()
    assert "From Tom to you" in theirs
    assert "Please ring her." in theirs


def test_the_refusal_is_read_on_the_list(people: People) -> None:
    assert "since you looked" in posts(people, "done", seen="long ago")
    screened(people.maria, {"CAN-2": "Y"}, asked_in=AskedIn.CHECK_IN)
    page = posts(people, "done")
    assert "clearing takes it off the list" in page
    assert "/done/" not in page
    assert "/snooze/" not in page
    assert "/hand-over/" in page


def test_someone_else_puts_nothing_aside_and_brings_nothing_back(people: People) -> None:
    row = row_of_person(people.maria)
    data = {"seen": row.digest if row else "", "to": str(people.theo.pk), "line": "x", "day": "2099-01-01"}
    for deed in ("snooze", "hand-over", "done"):
        nothing_leaks(people, f"/therapist/patients/{people.maria.pk}/{deed}/", data)
        assert (
            signed_in(people.olga.user)
            .post(f"/therapist/patients/{people.maria.pk}/{deed}/", data)
            .status_code
            == 404
        )
    assert not SetAside.objects.exists()
    posts(people, "done")
    nothing_leaks(people, f"/therapist/set-aside/{SetAside.objects.get().pk}/bring-back/", {})
    assert not BroughtBack.objects.exists()


def test_nobody_is_handed_over_to_someone_elses_clinic(people: People) -> None:
    row = row_of_person(people.maria)
    for to in (str(people.ines.pk), "nobody", ""):
        data = {"seen": row.digest if row else "", "to": to, "line": "x"}
        answer = signed_in(people.tom.user).post(f"/therapist/patients/{people.maria.pk}/hand-over/", data)
        assert answer.status_code == 404
    assert not SetAside.objects.exists()
