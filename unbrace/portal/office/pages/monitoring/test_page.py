"""The office switches the ledger and reads counts, never what somebody logged."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tests.doors import everybody_else, signed_in
from unbrace.clinic import clock
from unbrace.clinic.remote_monitoring.actions import Terms, enrol
from unbrace.clinic.remote_monitoring.queries import keeps_ledger

if TYPE_CHECKING:
    from tests.people import People


def test_on_and_off_with_a_name_and_a_day(people: People) -> None:
    olga = signed_in(people.olga.user)
    page = olga.post("/office/monitoring/", {"ledger": "on"}, follow=True).content.decode()
    assert keeps_ledger(people.riverside)
    assert "On since" in page
    olga.post("/office/monitoring/", {"ledger": "off"})
    assert not keeps_ledger(people.riverside)
    assert not keeps_ledger(people.hilltop)


def test_it_reads_the_counts_of_a_month_and_takes_them_along(people: People) -> None:
    olga = signed_in(people.olga.user)
    olga.post("/office/monitoring/", {"ledger": "on"})
    with clock.set_to(datetime(2026, 11, 10, tzinfo=UTC)):
        people.maria.__class__.objects.update(started_at=clock.now() - timedelta(days=90))
        enrol(
            by=people.tom.user,
            patient=people.maria,
            terms=Terms(date(2026, 10, 1), None, None, None, set_up_counted_before=False),
        )
        page = olga.get("/office/monitoring/?month=2026-10").content.decode()
        assert "Maria" in page
        assert "/therapist/" not in page
        assert "Maria" in olga.get("/office/monitoring/2026-10.csv").content.decode("utf-8-sig")
        hanna = signed_in(people.hanna.user)
        assert "Maria" not in hanna.get("/office/monitoring/?month=2026-10").content.decode()
        assert "Maria" not in hanna.get("/office/monitoring/2026-10.csv").content.decode("utf-8-sig")


def test_someone_else_switches_nothing(people: People) -> None:
    for who, client in everybody_else(people):
        if who == "the office of another clinic":
            client.post("/office/monitoring/", {"ledger": "on"})
        else:
            assert client.post("/office/monitoring/", {"ledger": "on"}).status_code in (302, 404), who
        assert not keeps_ledger(people.riverside), who
    assert signed_in(people.tom.user).post("/office/monitoring/", {"ledger": "on"}).status_code == 404
