"""What another language must not break: a refusal, a reminder, a chart, a number, the doctor's letter."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from tests.people import SQUATS, People
from unbrace.clinic.accounts.actions import choose_language
from unbrace.clinic.refused import Refused
from unbrace.clinic.reminders.message import message_of
from unbrace.clinic.reminders.schedule import FIRST
from unbrace.portal.date_words import weekday_and_date, whole_date
from unbrace.portal.dose_words import dose_words
from unbrace.portal.number_words import number
from unbrace.portal.ui.gallery import shelves

#: What is written as JSON (`&quot;`) has its commas between numbers, and is made by Python, not by a template.
DECIMAL_COMMA = re.compile(
    r'\b(?:d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|points|value|data-[\w-]+)="[^"&]*\d,\d[^"&]*"'
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "2 sets of 8"),
        ("es", "2 series de 8"),
        ("de", "2 Sätze mit je 8"),
        ("ar", "مجموعتان من 8"),
    ],
)
def test_a_dose_keeps_its_numbers(language: str, words: str) -> None:
    with translation.override(language):
        assert dose_words(SQUATS) == words


@pytest.mark.parametrize(
    ("language", "day", "figure"),
    [
        ("en", "Monday 23 November", "1,234.5"),
        ("es", "Lunes 23 de Noviembre", "1\xa0234,5"),
        ("de", "Montag, 23. November", "1.234,5"),
        ("ar", "الاثنين 23 نوفمبر", "1.234,5"),
    ],
)
def test_days_and_numbers_as_the_language_writes_them(language: str, day: str, figure: str) -> None:
    with translation.override(language):
        assert weekday_and_date(date(2026, 11, 23)).casefold() == day.casefold()
        assert number(1234.5, 1) == figure
        assert "2026" in whole_date(date(2026, 11, 23))


@pytest.mark.parametrize("language", ["es", "de", "ar"])
def test_no_drawing_gets_a_decimal_comma(language: str) -> None:
    with translation.override(language):
        drawn = [example.html for shelf in shelves() for example in shelf.examples]
    assert [found for html in drawn for found in DECIMAL_COMMA.findall(html)] == []


def test_a_refusal_is_said_in_the_language_of_whoever_asked() -> None:
    with translation.override("de"):
        assert Refused("Choose a number from 0 to 10.").message == "Wähle eine Zahl von 0 bis 10."


def test_a_reminder_says_as_little_in_every_language() -> None:
    for language in ("en", "es", "de", "ar"):
        with translation.override(language):
            message = message_of(FIRST, word="w", stop_word="s", expires_in_s=60)
        assert not re.search(
            "pain|dolor|schmerz|rücken|espalda|ألم|ظهر", f"{message.title} {message.text}".lower()
        )


def test_a_page_says_that_its_translation_is_not_reviewed(client: Client, people: People) -> None:
    client.force_login(people.maria.user)
    assert b"translation-note" not in client.get("/").content
    choose_language(by=people.maria.user, language="ar")
    page = client.get("/").content.decode()
    assert "لم تُراجع هذه الترجمة." in page
    assert 'id="browser-words"' in page
    assert len(page.encode()) < 100_000
