"""People read the safety questions and their exercises in their language, with a mark until somebody stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import signed_in
from tests.people import SQUATS, sign
from unbrace.clinic.translations.actions import approve_translation
from unbrace.clinic.translations.queries import text_of
from unbrace.portal.translated import NOT_REVIEWED, ONLY_ENGLISH, Reader

if TYPE_CHECKING:
    from tests.people import People

FIRST_WORDS = {"es": "¿Has notado", "de": "Hast du", "ar": "هل لاحظتَ"}
GET_HELP = {"es": "Busca ayuda ahora", "de": "Hol jetzt Hilfe", "ar": "اطلب المساعدة الآن"}
SQUAT = {"es": "Sentadilla", "de": "Kniebeuge", "ar": "القرفصاء"}


def reads(people: People, language: str) -> Any:
    people.maria.user.language = language
    people.maria.user.save(update_fields=["language"])
    return signed_in(people.maria.user)


def approved(people: People, language: str, what: str) -> None:
    mark = text_of(language, what).mark
    approve_translation(by=people.tom.user, clinic=people.riverside, language=language, what=what, mark=mark)


@pytest.mark.parametrize("language", ["es", "de", "ar"])
def test_a_safety_question_is_asked_in_the_readers_language(people: People, language: str) -> None:
    client = reads(people, language)
    page = client.post("/safety/flare-up/", follow=True)
    text = page.content.decode()
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<h1 lang="{language}" dir="{direction}">{FIRST_WORDS[language]}' in text
    assert NOT_REVIEWED[language] in text
    approved(people, language, "safety")
    assert NOT_REVIEWED[language] not in client.get(page.request["PATH_INFO"]).content.decode()


def test_somebody_who_reads_english_sees_no_mark(people: People) -> None:
    text = reads(people, "en").post("/safety/flare-up/", follow=True).content.decode()
    assert "<h1>Have you noticed any of these?" in text
    assert not any(mark in text for mark in (*NOT_REVIEWED.values(), *ONLY_ENGLISH.values()))


@pytest.mark.parametrize("language", ["es", "de", "ar"])
def test_an_emergency_is_told_in_the_readers_language_and_kept_as_it_was_shown(
    people: People, language: str
) -> None:
    client = reads(people, language)
    page = client.post("/safety/after/", follow=True)
    hidden = dict.fromkeys(("item", "step", "seen", "version", "post"), "")
    text = page.content.decode()
    for name in hidden:
        start = text.index(f'name="{name}" value="') + len(f'name="{name}" value="')
        hidden[name] = text[start : text.index('"', start)]
    answered = client.post(page.request["PATH_INFO"], hidden | {"ticked": ["1"], "answer": "go"}, follow=True)
    assert GET_HELP[language] in answered.content.decode()
    finding = people.maria.safety_screens.latest("started_at").findings.get()
    assert finding.level.code == "E"
    assert GET_HELP[language] in finding.shown


@pytest.mark.parametrize("language", ["es", "de", "ar"])
def test_the_programme_and_the_session_speak_the_readers_language(people: People, language: str) -> None:
    sign(people, people.maria, [SQUATS])
    client = reads(people, language)
    programme = client.get("/programme/").content.decode()
    assert SQUAT[language] in programme
    assert NOT_REVIEWED[language] in programme
    plan = client.get("/exercise/").context["plan"]
    (item,) = plan["items"]
    assert item["title"] == SQUAT[language]
    assert item["setting"]["direction"] == ("rtl" if language == "ar" else "ltr")
    assert item["setting"]["mark"] == NOT_REVIEWED[language]
    assert item["dosage"]["reps"] == 8


def test_what_is_only_there_in_english_says_so_in_the_readers_language() -> None:
    setting = Reader("ar").setting("plank-on-toes", "en")
    assert (setting.language, setting.direction, setting.mark) == ("en", "ltr", ONLY_ENGLISH["ar"])
    assert (setting.mark_language, setting.mark_direction) == ("ar", "rtl")
    assert setting.attributes == ' lang="en" dir="ltr"'
