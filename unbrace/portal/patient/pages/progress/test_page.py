"""Progress: only what is there, a sentence and a table beside each chart, the same as a PDF, and only one's own."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from tests.doors import everybody_else, holds_nothing_of_maria, signed_in
from tests.people import BRIDGES, ZONE, sign, sit
from unbrace.clinic import clock
from unbrace.clinic.check_ins.actions import rate_flare_up, record_check_in
from unbrace.clinic.reports.progress import Progress, Series, pain_change
from unbrace.portal.patient.pages.progress.pdf import as_pdf
from unbrace.portal.patient.pages.progress.presenter import LABELS, present, sentence_of, weeks_of
from unbrace.rehab.progress import Trend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.people import People

TODAY = date(2026, 11, 28)
NOON = datetime(2026, 11, 28, 12, 0, tzinfo=ZoneInfo(ZONE))


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    """Days are counted; at midnight there would be other ones."""
    with clock.set_to(NOON):
        yield


def page_of(people: People, query: str = "") -> str:
    return " ".join(signed_in(people.maria.user).get(f"/progress/{query}").content.decode().split())


def some_weeks(people: People) -> None:
    version = sign(people, people.maria, days_ago=80)
    for days_ago, pain in ((70, 6), (69, 6), (68, 6), (2, 4), (1, 4), (0.2, 4)):
        sit(people.maria, version, days_ago=days_ago, pain_before=pain)
    sign(people, people.maria, [BRIDGES], days_ago=10)


def test_at_the_start_it_says_kindly_what_will_come(people: People) -> None:
    page = page_of(people)
    assert "Your line begins here" in page
    assert '<svg viewBox="0 0 340 146"' not in page
    assert "PDF" not in page


def test_each_chart_has_its_sentence_its_table_and_the_plan_changes(people: People) -> None:
    some_weeks(people)
    page = page_of(people)
    assert "6 of 10 in your first week, 4 in the last 7 days. That is a change that matters for you." in page
    assert "The dashed line across lies at 4" in page
    assert page.count('viewBox="0 0 340 146"') == page.count(" as a table</summary>") > 0
    assert "Version 2 of your plan" in page
    assert "Ostelo 2008" in page
    for absent in ("Steps a day", "Hours of sleep", "in the way"):
        assert absent not in page


def test_somebody_new_sees_their_own_weeks_and_may_look_further_back(people: People) -> None:
    version = sign(people, people.maria, days_ago=20)
    sit(people.maria, version, days_ago=9, pain_before=3)
    assert 'href="?weeks=4" aria-current="true"' in page_of(people)
    assert 'href="?weeks=12" aria-current="true"' in page_of(people, "?weeks=12")


def test_weeks_with_something_in_them_are_not_left_out(people: People) -> None:
    some_weeks(people)
    assert 'href="?weeks=12" aria-current="true"' in page_of(people)


def test_a_flare_up_is_marked_and_listed(people: People) -> None:
    some_weeks(people)
    with clock.set_to(clock.now() - timedelta(days=3)):
        rate_flare_up(by=people.maria.user, patient=people.maria, pain=7)
    page = page_of(people)
    assert ": flare-up" in page
    assert 'class="line-flare"' in page


def test_own_questions_say_that_they_are_not_validated(people: People) -> None:
    answers = {"plans": 1, "positions": 2, "hands": 0}
    record_check_in(by=people.maria.user, patient=people.maria, answers=answers)
    assert "not a validated scale" in page_of(people)


@pytest.mark.parametrize(("raw", "weeks"), [("4", 4), ("52", 52), ("", 12), ("13", 12), ("x", 12), ("٤", 12)])
def test_the_period_is_one_of_four(raw: str, weeks: int) -> None:
    assert weeks_of(raw) == weeks


@pytest.mark.parametrize("label", LABELS)
def test_every_label_has_its_sentence(label: str) -> None:
    series = Series("pain", ((TODAY, 4.0),), Trend(6.0, 4.0, label, None))
    assert sentence_of(series, "of 10").endswith(LABELS[label])


def test_too_little_is_no_change() -> None:
    series = Series("pain", ((TODAY, 4.0),), Trend(6.0, None, None, 4.0))
    assert sentence_of(series, "of 10") == (
        "6 of 10 in your first week. We can say more with three rated days in the last week."
    )
    assert "something to compare" in sentence_of(Series("steps", ((TODAY, 0.0),)), "steps")


@pytest.mark.parametrize(
    ("last", "says"),
    [
        (78.4, "70° on 20 November, 78° on 28 November. That is more than the 7°"),
        (76.9, "about the same"),
        (70.0, "about the same"),
    ],
)
def test_within_what_the_camera_may_be_off_nothing_has_changed(last: float, says: str) -> None:
    series = Series("range", ((date(2026, 11, 20), 70.2), (TODAY, last)), exercise="squat", give_or_take=7.0)
    assert says in sentence_of(series, "degrees")


def test_the_pdf_holds_the_same_words_and_is_kept_by_nobody_else(people: People) -> None:
    some_weeks(people)
    response = signed_in(people.maria.user).get("/progress/unbrace-progress.pdf?weeks=12")
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"
    assert "maria" not in response["Content-Disposition"].lower()
    assert response.content.startswith(b"%PDF-")
    assert len(response.content) > 5_000


def test_the_pdf_takes_any_name_and_a_year_of_days(people: People) -> None:
    days = tuple((TODAY - timedelta(days=364 - ahead), float(ahead % 11)) for ahead in range(365))
    progress = Progress(
        days[0][0],
        TODAY,
        (
            Series("pain", days),
            Series("steps", days[:1]),
            Series("range", days[::40], exercise="squat", give_or_take=7.0),
        ),
        ((days[30][0], 1),),
        ((days[50][0], days[57][0]),),
    )
    page = present(progress, 52, pain_change())
    for name in ("<b>Łucja & Søn</b>", "", "名前"):
        assert as_pdf(page, name, "A & B <clinic>").startswith(b"%PDF-")


def test_it_asks_the_database_the_same_questions_however_long_the_history(people: People) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    version = sign(people, people.maria, days_ago=80)
    sit(people.maria, version, days_ago=3)
    client = signed_in(people.maria.user)
    client.get("/progress/")
    with CaptureQueriesContext(connection) as few:
        client.get("/progress/")
    for days_ago in range(4, 12):
        sit(people.maria, version, days_ago=days_ago)
    with CaptureQueriesContext(connection) as many:
        client.get("/progress/")
    # 2 to know who asks, 1 for safety, 2 for sessions, versions, flare-ups, check-ins, the diary, 2 for walks and what
    # a watch counted, goals
    assert len(many) == len(few) <= 12


def test_someone_else_sees_their_own_progress(people: People) -> None:
    some_weeks(people)
    for who, client in everybody_else(people):
        for address in ("/progress/", "/progress/?weeks=52"):
            response = client.get(address)
            holds_nothing_of_maria(people, response, who, "6 of 10 in your first week")
        pdf = client.get("/progress/unbrace-progress.pdf")
        assert b"Maria" not in pdf.content, who
        assert pdf.status_code in {200, 302, 404}, who
