"""The caseload: everyone who started, together and one by one; the file hides few people."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import sign
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.outcomes.tests.crowd import crowd, starts

if TYPE_CHECKING:
    from django.test import Client

    from tests.people import People

AT = "/therapist/caseload/"


@pytest.fixture
def tom(people: People) -> Client:
    return signed_in(people.tom.user)


def text_of(client: Client, address: str = AT) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def part(text: str, name: str) -> str:
    return text.split(f'id="table-{name}"')[1].split("</section>")[0]


def test_before_anybody_started_it_says_what_starting_is(people: People, tom: Client) -> None:
    text = text_of(tom)
    assert "Nobody has started in this time" in text
    assert "2 more in care have no signed programme" in text


def test_shares_are_of_all_who_started_and_unknown_ones_are_said(people: People, tom: Client) -> None:
    starts(people.tom, "anna", 120, active=(0, 22, 50), pain=((0, 6), (56, 2)))
    starts(people.tom, "bert", 120, active=(0,), pain=((0, 6),))
    starts(people.tom, "carl", 20, active=(0, 3))
    text = text_of(tom)
    assert "3 people started between" in text
    assert "Of 3 who started, 1 (33 %) were active; of 1 nothing is known yet or any more." in part(
        text, "week-4"
    )
    assert "Of 3 who started, 1 (33 %) improved by a change that matters; of 2 nothing is known" in part(
        text, "pain"
    )
    assert "improved (−4)" in text
    assert "no follow-up" in text


def test_mine_and_the_whole_clinic(people: People, tom: Client) -> None:
    starts(people.tom, "anna", 120)
    starts(people.theo, "bert", 120)
    assert "Bert" not in text_of(tom)
    both = text_of(tom, f"{AT}?whose=all&by=therapist")
    assert "Anna" in both
    assert "Bert" in both
    assert "Theo" in part(both, "week-4")


def test_it_is_narrowed_by_time_language_and_group(people: People, tom: Client) -> None:
    starts(people.tom, "anna", 120, language="de")
    starts(people.tom, "bert", 40)
    assert "Anna" not in text_of(tom, f"{AT}?months=3")
    only = text_of(tom, f"{AT}?language=de")
    assert "Anna" in only
    assert "Bert" not in only
    assert "Nobody has started in this time" in text_of(tom, f"{AT}?group=LB-C")


@pytest.mark.parametrize("asked", ["months=99", "by=nothing", "months=x&group=%00&language=%3Cb%3E"])
def test_what_is_not_known_is_the_usual(people: People, tom: Client, asked: str) -> None:
    starts(people.tom, "anna", 120)
    assert tom.get(f"{AT}?{asked}").status_code == 200


def test_the_file_hides_few_people_and_is_written_down(people: People, tom: Client) -> None:
    crowd(people.tom, 12, 150, improved=2, active=6)
    answer = tom.get(f"{AT}outcomes.csv?by=therapist")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 2 * 2 + 2 * 4 + 4
    counts = {row["count"] for row in rows if row["table"].startswith("Pain") and row["category"] != "mean"}
    assert counts <= {"hidden", *map(str, range(5, 13))}
    assert "hidden" in counts
    assert "tom-150-0" not in answer.content.decode()
    assert AuditEntry.objects.filter(deed="outcomes.read_outcomes", details__as_file=True).exists()


def test_a_file_of_fewer_than_five_says_so(people: People, tom: Client) -> None:
    starts(people.tom, "anna", 150)
    assert "Fewer than five people started" in tom.get(f"{AT}outcomes.csv").content.decode()


def test_it_asks_the_same_for_one_as_for_many(people: People, tom: Client) -> None:
    starts(people.tom, "anna", 120)
    tom.get(AT)
    counts = []
    for days_ago in (150, 160):
        with CaptureQueriesContext(connection) as asked:
            tom.get(AT)
        counts.append(len(asked))
        crowd(people.tom, 12, days_ago, active=6)
    assert counts[0] == counts[1] <= 8


def test_someone_else_sees_nobody_of_it(people: People) -> None:
    sign(people, people.maria)
    ines = signed_in(people.ines.user)
    assert "Maria" not in text_of(ines, f"{AT}?whose=all")
    for who in (people.olga.user, people.jonas.user, people.fred.user, people.lone):
        assert signed_in(who).get(AT).status_code == 404
        assert signed_in(who).get(f"{AT}outcomes.csv").status_code == 404
    assert nothing_leaks(people, f"/therapist/patients/{people.maria.pk}/chart/")
