"""The ledger as a therapist meets it: a yes is noted, the clock counts, a call is noted, put right, signed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic import clock
from unbrace.clinic.remote_monitoring.actions import switch_ledger
from unbrace.clinic.remote_monitoring.models import WorkEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.people import People

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)
CALL = {"kind": "contact", "day": "2026-11-09", "time": "10:00", "minutes": "12", "way": "video", "what": ""}


@pytest.fixture
def tom(people: People) -> Iterator[Client]:
    people.maria.__class__.objects.update(started_at=NOON - timedelta(days=300))
    switch_ledger(by=people.olga.user, clinic=people.riverside, on=True)
    with clock.set_to(NOON):
        client = signed_in(people.tom.user)
        client.post(at(people, "terms/"), {"consented_on": "2026-10-01", "begins_on": "2026-10-02"})
        yield client


def at(people: People, rest: str = "") -> str:
    return f"/therapist/patients/{people.maria.pk}/monitoring/{rest}"


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_off_it_says_so_and_leads_nowhere(people: People) -> None:
    client = signed_in(people.tom.user)
    assert "No ledger is kept here" in text(client, "/therapist/monitoring/")
    assert "keeps no ledger" in text(client, at(people))
    refused = client.post(at(people, "terms/"), {"consented_on": "2026-01-01"})
    assert refused.status_code == 422
    assert "The office can switch it on" in refused.content.decode()
    assert f'href="{at(people)}"' not in text(client, f"/therapist/patients/{people.maria.pk}/")


def test_the_clock_is_on_the_persons_pages_once_they_said_yes_and_never_on_the_ledgers_own(
    people: People, tom: Client
) -> None:
    care = f"/therapist/patients/{people.maria.pk}/"
    for page in (care, f"{care}messages/", f"{care}notes/", f"{care}programme/", f"{care}why/"):
        assert 'data-module="ledger-clock"' in text(tom, page), page
    for page in (at(people), at(people, "terms/"), "/therapist/", "/therapist/patients/"):
        assert "ledger-clock" not in text(tom, page), page
    assert "ledger-clock" not in text(tom, f"/therapist/patients/{people.jonas.pk}/")


def test_a_stretch_of_time_comes_in_once_and_two_windows_do_not_count_double(
    people: People, tom: Client
) -> None:
    sent = {"key": str(uuid4()), "length_ms": "60000", "ago_ms": "200"}
    assert tom.post(at(people, "time/"), sent).json() == {"counted_s": 60.0}
    assert tom.post(at(people, "time/"), sent).json() == {"counted_s": 0.0}
    assert tom.post(at(people, "time/"), sent | {"key": str(uuid4())}).json() == {"counted_s": 0.0}
    for wrong in (
        {"key": "no key"},
        {"length_ms": "-5"},
        {"length_ms": "9" * 30},
        {"length_ms": ""},
        {"ago_ms": "1e3"},
        {"key": str(uuid4()), "length_ms": "600000"},
    ):
        assert tom.post(at(people, "time/"), sent | wrong).status_code == 422, wrong
    assert WorkEntry.objects.count() == 1
    assert "1 min 00 s" in text(tom, at(people))


def test_a_call_is_noted_and_put_right_and_both_stay_readable(people: People, tom: Client) -> None:
    page = tom.post(at(people), CALL, follow=True).content.decode()
    assert "Live contact by video" in page
    assert "10:00 to 10:12" in page
    entry = WorkEntry.objects.get()
    form = text(tom, at(people, f"{entry.pk}/"))
    assert 'value="2026-11-09"' in form
    refused = tom.post(at(people, f"{entry.pk}/"), CALL | {"minutes": "9"})
    assert refused.status_code == 422
    assert 'value="9"' in refused.content.decode()
    page = tom.post(
        at(people, f"{entry.pk}/"), CALL | {"minutes": "9", "because": "It was nine."}, follow=True
    ).content.decode()
    assert "12 min 00 s" in page.split("Put right (1)")[1]
    assert "It was nine." in page
    newer = WorkEntry.objects.get(amends=entry)
    assert tom.get(at(people, f"{entry.pk}/")).status_code == 404
    tom.post(at(people, f"{newer.pk}/"), {"strike": "yes", "because": "Wrong person."})
    assert "no longer counts" in text(tom, at(people))


def test_what_cannot_be_noted_comes_back_as_it_was_typed(people: People, tom: Client) -> None:
    for wrong, words in (
        ({"way": ""}, "Choose how you talked"),
        ({"minutes": "many"}, "How many whole minutes"),
        ({"day": "2026-13-01"}, "Write the day and the time"),
        ({"day": "2026-12-09"}, "not passed yet"),
        ({"kind": "work"}, "why the clock did not count it"),
    ):
        answer = tom.post(at(people), CALL | wrong)
        page = answer.content.decode()
        assert answer.status_code == 422, wrong
        assert words in page, wrong
        assert 'value="10:00"' in page
    assert not WorkEntry.objects.exists()


def test_a_month_that_is_over_says_why_and_is_signed_and_taken_along(people: People, tom: Client) -> None:
    tom.post(at(people), CALL | {"day": "2026-10-08"})
    page = text(tom, at(people) + "?month=2026-10")
    assert "Asks for at least 20 minutes and a live contact; there are 12 minutes" in page
    assert "not billing advice" in page
    assert "remote_monitoring/2026-11-draft" in page
    sent = {"kind": "month", "begins": "2026-10-01", "count": "12", "month": "2026-10"}
    assert "Signed by Tom" in tom.post(at(people, "sign/"), sent, follow=True).content.decode()
    assert (
        "Read it again" in tom.post(at(people, "sign/"), sent | {"count": "7"}, follow=True).content.decode()
    )
    for wrong in ({"begins": "x"}, {"count": "x"}, {"kind": "x"}, {"begins": "2026-10-07", "kind": "period"}):
        assert tom.post(at(people, "sign/"), sent | wrong).status_code == 404
    table = text(tom, "/therapist/monitoring/?month=2026-10")
    assert "98979" in table
    answer = tom.get("/therapist/monitoring/2026-10.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="monitoring-2026-10.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("person,record,month,minutes")
    assert re.search(
        r"^Maria,[0-9a-f-]+,2026-10,12,yes,no,98979,\"Tom, version 1\",1,2026-10-02,2026-10-31,0,none",
        lines[1],
    )


def test_the_month_that_runs_has_no_code_and_one_to_come_is_not_there(people: People, tom: Client) -> None:
    tom.post(at(people), CALL | {"minutes": "45"})
    assert "98980" not in text(tom, at(people))
    assert "month not over" in text(tom, "/therapist/monitoring/2026-11.csv")
    for wrong in ("2026-12", "2026-13", "x"):
        assert tom.get(f"/therapist/monitoring/{wrong}.csv").status_code == 404
        assert tom.get(f"/therapist/monitoring/?month={wrong}").status_code == 404


def test_another_programme_is_noted_and_taken_back(people: People, tom: Client) -> None:
    page = tom.post(at(people, "other/"), {"month": "2026-10", "there": "yes"}, follow=True).content.decode()
    assert "Another monitoring programme is noted for this month" in page
    page = tom.post(at(people, "other/"), {"month": "2026-10", "there": "no"}, follow=True).content.decode()
    assert "No other monitoring programme" in page


def test_terms_are_kept_as_versions(people: People, tom: Client) -> None:
    refused = tom.post(at(people, "terms/"), {"consented_on": "2026-10-05"})
    assert refused.status_code == 422
    assert 'value="2026-10-05"' in refused.content.decode()
    tom.post(at(people, "terms/"), {"consented_on": "2026-10-05", "because": "Wrong day."})
    page = text(tom, at(people, "terms/"))
    assert "Wrong day." in page
    assert "yes on 1 October 2026" in page
    assert tom.post(at(people, "terms/"), {"consented_on": "soon", "because": "x"}).status_code == 422


def test_someone_elses_ledger_is_nobodys_business(people: People, tom: Client) -> None:
    tom.post(at(people), CALL | {"what": "A secret talk"})
    entry = WorkEntry.objects.get()
    for rest in ("", "terms/", f"{entry.pk}/"):
        nothing_leaks(people, at(people, rest), None, "A secret talk")
    for rest in ("", "terms/", "time/", "other/", "sign/", f"{entry.pk}/"):
        nothing_leaks(people, at(people, rest), CALL | {"because": "x"}, "A secret talk")
    assert WorkEntry.objects.count() == 1
    ines = signed_in(people.ines.user)
    assert "Maria" not in text(ines, "/therapist/monitoring/")
    assert "Maria" not in ines.get("/therapist/monitoring/2026-10.csv").content.decode("utf-8-sig")
    assert signed_in(people.olga.user).get(at(people)).status_code == 404


def test_a_month_of_many_stretches_asks_no_more_questions(people: People, tom: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            text(tom, at(people))
        return len(queries)

    tom.post(at(people), CALL, follow=True)
    one = asked()
    for minute in range(1, 6):
        with clock.set_to(NOON + timedelta(minutes=minute)):
            sent = {"key": str(uuid4()), "length_ms": "50000", "ago_ms": "0"}
            assert tom.post(at(people, "time/"), sent).status_code == 200
    assert asked() == one <= 11
