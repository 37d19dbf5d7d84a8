"""Templates are changed like programmes, shared by their owner, retired and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors import nothing_leaks, signed_in
from tests.people import BRIDGES, SQUATS
from unbrace.clinic.programmes.actions import change_template, keep_template
from unbrace.clinic.programmes.queries import newest, template_of

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.programmes.models import Template

PAGE = "/therapist/programme-templates/"
ROW = {"exercise-0": "glute-bridge", "sets-0": "3", "reps-0": "10", "rest_s-0": "30", "side-0": "both"}


def kept(people: People, shared_with: str = "own", name: str = "Start easy") -> Template:
    return keep_template(
        by=people.tom.user,
        clinic=people.riverside,
        name=name,
        drafts=[SQUATS, BRIDGES],
        shared_with=shared_with,
    )


def page_of(people: People, **data: Any) -> str:
    return signed_in(people.tom.user).get(PAGE, data).content.decode()


def test_it_shows_what_it_holds_and_who_may_use_it(people: People) -> None:
    kept(people, "clinic")
    page = page_of(people)
    assert "Start easy" in page
    assert "whole clinic" in page
    assert "2 sets of 8" in page


def test_a_change_is_a_new_version(people: People) -> None:
    template = kept(people)
    data = ROW | {"do": "keep-template", "template_name": "Bridges", "starting_from": "1"}
    answer = signed_in(people.tom.user).post(f"{PAGE}{template.pk}/", data, follow=True)
    assert "Kept as a new version" in answer.content.decode()
    version = newest(template_of(people.tom, template.pk))
    assert (version.number, version.name, len(version.lines)) == (2, "Bridges", 1)


def test_buttons_work_as_in_a_programme_and_keep_nothing(people: People) -> None:
    template = kept(people)
    data = ROW | {"do": "add-arm-lift", "template_name": "Typed", "starting_from": "1"}
    page = signed_in(people.tom.user).post(f"{PAGE}{template.pk}/", data).content.decode()
    assert "Arm lift is added, number 2" in page
    assert 'value="Typed"' in page
    assert newest(template_of(people.tom, template.pk)).number == 1


def test_the_second_of_two_is_told_and_keeps_what_they_typed(people: People) -> None:
    template = kept(people, "clinic")
    change_template(by=people.theo.user, template=template, name="Theo's", drafts=[SQUATS], starting_from=1)
    data = ROW | {"do": "keep-template", "template_name": "Mine", "starting_from": "1"}
    answer = signed_in(people.tom.user).post(f"{PAGE}{template.pk}/", data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this template" in page
    assert 'value="Mine"' in page
    assert 'name="starting_from" value="2"' in page


def test_retired_and_taken_back(people: People) -> None:
    template = kept(people)
    tom = signed_in(people.tom.user)
    assert "Retired (1)" in tom.post(f"{PAGE}{template.pk}/retire/", follow=True).content.decode()
    assert "Retired (1)" not in tom.post(f"{PAGE}{template.pk}/bring-back/", follow=True).content.decode()


def test_sharing_with_nobody_named_is_refused_in_words(people: People) -> None:
    template = kept(people)
    tom = signed_in(people.tom.user)
    page = tom.post(f"{PAGE}{template.pk}/share/", {"shared_with": "team"}, follow=True).content.decode()
    assert "Choose at least one colleague" in page
    team = {"shared_with": "team", "team": [str(people.theo.pk)]}
    assert "with Theo" in tom.post(f"{PAGE}{template.pk}/share/", team, follow=True).content.decode()


def test_questions_do_not_grow_with_templates(people: People) -> None:
    tom = signed_in(people.tom.user)
    counts = []
    for name in ("One", "Two", "Three", "Four"):
        kept(people, "clinic", name)
        with CaptureQueriesContext(connection) as asked:
            tom.get(PAGE)
        counts.append(len(asked))
    assert counts[1] == counts[3] <= 10


@pytest.mark.parametrize("end", ["", "share/", "retire/", "bring-back/"])
def test_someone_else_is_told_there_is_nothing_here(people: People, end: str) -> None:
    template = kept(people, "clinic", "A Secret")
    nothing_leaks(people, f"{PAGE}{template.pk}/{end}", {} if end else None, "A Secret")
    own = kept(people, "own", "A Secret")
    theo = signed_in(people.theo.user)
    assert theo.post(f"{PAGE}{own.pk}/{end}").status_code == 404
