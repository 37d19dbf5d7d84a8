"""`make screens` shows every page of a person: a page that nobody has looked at is not finished."""

from __future__ import annotations

from django.http import HttpResponseNotAllowed
from django.test import RequestFactory
from django.urls import Resolver404, resolve

from tests.bench.sights import ALL
from unbrace.portal.patient.urls import urlpatterns

NO_PAGE = {
    "replay_trace": "numbers for the figure",
    "hear_voice_note": "a sound",
    "hear_clip_remark": "a sound",
    "message_file": "a picture or clip",
    "own_film_file": "a film",
    "own_still_file": "its picture",
    "desk_photo": "a picture",
    "report_pdf": "a file",
    "progress_pdf": "a file",
    "safety_letter_pdf": "a file",
    "visit_calendar": "a file",
    "calendar": "a file",
    "fetch_copy": "a file",
    "diary_then": "leads on from what was just written",
    "measuring": "a frame within the call's page",
    "class_room": "needs a house that passes pictures on; its journey looks at it",
    "service_worker": "a program",
    "manifest": "for the browser",
}


def _can_be_looked_at(view: object) -> bool:
    """Whether it answers to being opened. Deeds refuse that first of all, before they ask who is there."""
    try:
        answer = view(RequestFactory().get("/"))  # type: ignore[operator]
    except Exception:  # it went on to ask who is there
        return True
    return not isinstance(answer, HttpResponseNotAllowed)


def _shown() -> set[str]:
    names = {sight.shows for before in ALL for sight in before.sights}
    for path in (sight.name for before in ALL for sight in before.sights):
        try:
            found = resolve(path.partition("?")[0])
        except Resolver404:
            continue
        if found.app_name == "patient":
            names.add(str(found.url_name))
    return names - {""}


def test_every_page_of_a_person_is_shown() -> None:
    pages = {str(one.name) for one in urlpatterns if _can_be_looked_at(one.callback)} - set(NO_PAGE)
    assert len(pages) > 40
    assert pages - _shown() == set()


def test_what_is_shown_is_there() -> None:
    assert _shown() - {str(one.name) for one in urlpatterns} == set()


def test_nothing_is_excused_that_cannot_be_looked_at_anyway() -> None:
    """Deeds need no excuse; where somebody writes one all the same, a page of that name could hide behind it."""
    assert set(NO_PAGE) - {str(one.name) for one in urlpatterns if _can_be_looked_at(one.callback)} == set()


def test_a_deed_cannot_be_looked_at() -> None:
    assert not any(_can_be_looked_at(one.callback) for one in urlpatterns if one.name == "log_walk")
