"""The style sheet and the gallery hold nothing of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import RequestFactory

from tests.doors import everybody_else
from tests.people import sign
from unbrace.portal.ui.views import gallery

if TYPE_CHECKING:
    from tests.people import People


def test_someone_else_gets_the_same_style_sheet(people: People) -> None:
    sign(people, people.maria)
    answers = {client.get("/ui/style.css").content for _, client in everybody_else(people)}
    assert len(answers) == 1


def test_the_gallery_shows_made_up_people_only(people: People) -> None:
    page = gallery(RequestFactory().get("/ui/")).content.decode()
    assert "range-chart" in page
    assert str(people.maria.pk) not in page
