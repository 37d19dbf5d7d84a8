"""People read the safety questions and their exercises in their language, with a mark until somebody stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.doors import signed_in
from tests.people import SQUATS, sign
from unbrace.clinic.education.queries import standing_of
from unbrace.clinic.programmes.actions import set_self_guided
from unbrace.clinic.translations.actions import approve_translation
from unbrace.clinic.translations.queries import text_of
from unbrace.portal.patient.pages.breathing.presenter import advice_words
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


EVERY = pytest.mark.parametrize("language", ["es", "de", "ar"])
DESK = {
    "es": "Levántate después de media hora",
    "de": "Steh nach einer halben Stunde auf",
    "ar": "انهض بعد نصف ساعة",
}
NO_RIGHT_WAY = {
    "es": "No hay una única manera correcta de levantar",
    "de": "Es gibt nicht die eine richtige Art zu heben",
    "ar": "لا توجد طريقة واحدة صحيحة للرفع",
}
COURSE = {"es": "Respira con facilidad", "de": "Leicht atmen", "ar": "تنفَّس بسهولة"}
FIVE_DAYS = {
    "es": "5 días más de esto, a tu ritmo.",
    "de": "Noch 5 Tage davon, in deinem Tempo.",
    "ar": "5 أيام أخرى من هذا، على مهلك.",
}
STOPPED = {"es": "Bien que hayas parado.", "de": "Gut, dass du aufgehört hast.", "ar": "أحسنت أنك توقّفت."}
LESSON = {"es": "El dolor protege", "de": "Schmerz schützt", "ar": "الألم يحمي"}


def attributes(language: str) -> str:
    return f' lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"'


@EVERY
def test_a_change_at_the_desk_is_read_in_the_readers_language_until_approved_with_a_mark(
    people: People, language: str
) -> None:
    client = reads(people, language)
    told = {"key": str(uuid4()), "longest_sitting_min": "120", "bothers": "5"}
    assert client.post("/desk/record/", told).status_code == 302
    page = client.get("/desk/").content.decode()
    assert f'<h2 id="open"{attributes(language)}>{DESK[language]}</h2>' in page
    assert "has not reliably prevented" not in page
    assert NOT_REVIEWED[language] in page
    approved(people, language, "desk")
    assert NOT_REVIEWED[language] not in client.get("/desk/").content.decode()


@EVERY
def test_the_words_about_lifting_are_read_in_the_readers_language(people: People, language: str) -> None:
    client = reads(people, language)
    page = client.get("/lift/").content.decode()
    assert NO_RIGHT_WAY[language] in page
    assert NOT_REVIEWED[language] in page
    approved(people, language, "lifting")
    assert NOT_REVIEWED[language] not in client.get("/lift/").content.decode()


@EVERY
def test_the_breathing_course_with_its_advice_and_what_is_said_to_whoever_stops(
    people: People, language: str
) -> None:
    client = reads(people, language)
    page = client.get("/breathing/").content.decode()
    assert f"<h1{attributes(language)}>{COURSE[language]}</h1>" in page
    assert FIVE_DAYS[language] in page
    assert NOT_REVIEWED[language] in page
    for what in ("breathing", "safety"):
        approved(people, language, what)
    assert NOT_REVIEWED[language] not in client.get("/breathing/").content.decode()
    answer = client.post("/breathing/stopped/", {"caution": "tingling"}, follow=True).content.decode()
    assert STOPPED[language] in answer
    assert "Good that you stopped" not in answer


@EVERY
def test_what_somebody_on_their_own_learns(people: People, language: str) -> None:
    set_self_guided(by=people.olga.user, clinic=people.riverside, on=True)
    page = reads(people, language).get("/on-your-own/").content.decode()
    assert f"<h3{attributes(language)}>{LESSON[language]}</h3>" in page
    assert "Pain protects" not in page
    assert NOT_REVIEWED[language] in page


def test_a_translation_that_is_old_is_not_shown_and_the_english_says_so(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    from unbrace.clinic.desks import texts

    monkeypatch.setattr(texts, "desk_words", lambda: ({}, frozenset({"de"})))
    page = reads(people, "de").get("/desk/").content.decode()
    assert "has not reliably prevented back or neck pain" in page
    assert ONLY_ENGLISH["de"] in page


def test_a_therapist_reads_the_english_and_the_rule_the_same_sentence(people: People) -> None:
    advice = standing_of(people.maria).advice
    assert advice.reason == "5 more days of this, in your own time."
    assert advice_words(advice) == advice.reason
