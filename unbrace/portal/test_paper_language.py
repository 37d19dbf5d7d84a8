"""A PDF that somebody keeps is in their language where paper can show it, and says what nobody has approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.doors import signed_in
from tests.people import SQUATS, sign
from unbrace.clinic.translations.actions import approve_translation
from unbrace.clinic.translations.queries import text_of
from unbrace.portal import programme_sheet_pdf
from unbrace.portal.paper_language import language_on_paper
from unbrace.portal.patient.pages.progress import pdf as progress_pdf
from unbrace.portal.translated import NOT_REVIEWED

if TYPE_CHECKING:
    from tests.people import People

PROGRESS = {"en": "Your progress", "es": "Tu progreso", "de": "Dein Fortschritt", "ar": "Your progress"}
SHEET = {"es": ("Ejercicios para Maria", "Sentadilla"), "de": ("Übungen für Maria", "Kniebeuge")}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is put on paper."""
    words: list[str] = []
    for module in (progress_pdf, programme_sheet_pdf):
        real: Any = module._text

        def noted(text: str, *style: Any, real: Any = real) -> Any:
            words.append(text)
            return real(text, *style)

        monkeypatch.setattr(module, "_text", noted)
    return words


def reads(people: People, language: str) -> None:
    people.maria.user.language = language
    people.maria.user.save(update_fields=["language"])


def approved(people: People, language: str, what: str) -> None:
    mark = text_of(language, what).mark
    approve_translation(by=people.tom.user, clinic=people.riverside, language=language, what=what, mark=mark)


@pytest.mark.parametrize("language", ["en", "es", "de", "ar"])
def test_progress_on_paper_is_in_the_readers_language_or_in_english(
    people: People, said: list[str], language: str
) -> None:
    reads(people, language)
    client = signed_in(people.maria.user)
    answer = client.get("/progress/unbrace-progress.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert said[0] == PROGRESS[language]
    marked = [words for words in said if words in NOT_REVIEWED.values()]
    assert marked == ([NOT_REVIEWED[language]] if language in ("es", "de") else [])
    lang = b"(" + language_on_paper(language).encode() + b")"
    assert b"/Lang " + lang in answer.content


@pytest.mark.parametrize("language", ["es", "de"])
def test_a_programme_on_paper_is_in_the_persons_language_whoever_prints_it(
    people: People, said: list[str], language: str
) -> None:
    version = sign(people, people.maria, [SQUATS])
    reads(people, language)
    address = f"/therapist/patients/{people.maria.pk}/versions/{version.pk}/sheet.pdf"
    signed_in(people.tom.user).get(address)
    title, squat = SHEET[language]
    assert said[0].startswith(title)
    assert squat in said
    assert NOT_REVIEWED[language] in said
    assert not any("Bending hips and knees" in words for words in said)
    said.clear()
    approved(people, language, "squat")
    signed_in(people.tom.user).get(address)
    assert NOT_REVIEWED[language] not in said


def test_a_programme_for_somebody_who_reads_arabic_stays_in_english(people: People, said: list[str]) -> None:
    version = sign(people, people.maria, [SQUATS])
    reads(people, "ar")
    address = f"/therapist/patients/{people.maria.pk}/versions/{version.pk}/sheet.pdf"
    assert signed_in(people.tom.user).get(address).content.startswith(b"%PDF")
    assert said[0].startswith("Exercises for Maria")
    assert "Squat" in said
    assert any("Bending hips and knees" in words for words in said)
