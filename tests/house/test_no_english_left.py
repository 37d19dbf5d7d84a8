"""Whoever reads Arabic meets no English: every page of a person, and what a form answers, right and wrong.

Whether words are marked is looked at in `test_words_in_every_language.py`, in the source. That does not see a word that
comes from a constant, a choice of a model, a stored sentence or a sentence put together. Here the pages are really
made, in Arabic, because no word of it is written in Latin letters: what is left in those, outside an element that says
`lang="en"` of itself, is a word that somebody forgot, or one of the names in `KNOWN`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from tests.house.conftest import Gate
from tests.house.findings import Findings
from tests.house.pages_on_postgresql import NOT_SENT, Form, Forms, same_place
from tests.house.test_strangers_at_every_address import addresses, everything_of_hers
from tests.journeys.test_every_page import PATIENT, VISITOR, WAY_IN
from tests.people import People, sign, sit, tells
from unbrace.clinic.activity.models import Import
from unbrace.clinic.activity.models import ImportState as State
from unbrace.clinic.assessments.queries import tests_of_function as shelf
from unbrace.portal.language import COOKIE, ENGLISH_DOORS
from unbrace.portal.patient.pages.imports import presenter

ARABIC: Final = "ar"
LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]{3,}")
SPOKEN: Final = ("title", "aria-label", "placeholder", "alt")
NO_WORDS: Final = ("script", "style")
VOID: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
#: What may stand in Latin letters on an Arabic page, and why.
KNOWN: Final = (
    r"[\w.+-]+@[\w.-]+",  # addresses of mail
    r"https?://\S+",  # and of pages
    r"\b[\w-]+\.(?:zip|fit|csv|xml|pdf|ics)\b|\.(?:zip|fit|csv)\b|\b(?:zip|CSV|PDF|JPEG|PNG|WebP)\b",  # kinds of files
    r"\b(?:Apple Health|Google Takeout|Google Fit|Fitbit|Garmin|JavaScript)\b",  # makers and their programs
    r"\b[Uu]nbrace\b",  # our own name
    r"\(Ostelo 2008\)",  # a paper
    r"\b[a-z-]+/\d+\b",  # which wording somebody agreed to
    r"\b(?:Riverside|Hilltop|Maria|Jonas|Victor|Lone|Tom|Theo|Ines|Olga|Hanna|Fred|Dr Weiss)\b",  # people and clinics
    r"\b(?:Europe/)?Berlin\b",  # a place by its name in the list of time zones
    r"\bA Secret(?: [A-Z]?[a-z]+){0,3}",  # what Maria and her therapist wrote: `everything_of_hers`
    r"Do I go far enough down\?",
    r"It came slowly, after a winter at the desk\.|Look over my shoulder in the car|Sit through a film",  # ... and told
    r"Please look at how I lift: .*",  # sent for her to her therapist, who reads English
)


@cache
def known_words() -> re.Pattern[str]:
    """With the titles of tests, which have no translation yet: they stand in attributes and amid a sentence as well,
    where nothing can say that a part of it is English."""
    titles = (re.escape(one.title) for one in shelf().tests.values())
    return re.compile("|".join((*KNOWN, *titles)))


class Words(HTMLParser):
    """Every text of a page that is not said to be in another language, with the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        language = has.get("lang") or self._language
        if language == ARABIC:
            self.found += [has[name] for name in SPOKEN if has.get(name)]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        within = self._open[-1][0] if self._open else ""
        if data.strip() and within not in NO_WORDS and self._language == ARABIC:
            self.found.append(" ".join(data.split()))

    @property
    def _language(self) -> str:
        return self._open[-1][1] if self._open else ARABIC


def texts_of(html: str) -> list[str]:
    words = Words()
    words.feed(html)
    return words.found


def english_in(html: str) -> list[str]:
    return [text for text in texts_of(html) if LATIN.search(known_words().sub(" ", text))]


@dataclass
class Reading:
    """What was looked at, and the English that was left: each text once, with where it stood first."""

    pages: int = 0
    texts: int = 0
    answers: int = 0
    left: dict[str, str] = field(default_factory=dict)

    def reads(self, answer: Any, where: str) -> str:
        """The page, or "" for what is none."""
        if "html" not in answer.headers.get("Content-Type", "") or answer.status_code >= 500:
            return ""
        html: str = answer.content.decode()
        self.pages += 1
        self.texts += len(texts_of(html))
        for text in english_in(html):
            self.left.setdefault(text, where)
        return html


def in_arabic(user: Any = None) -> Client:
    client = Client(headers={"accept-language": ARABIC})
    client.cookies[COOKIE] = ARABIC
    if user is not None:
        user.language = ARABIC
        user.save()
        client.force_login(user)
    return client


def everybody(people: People) -> tuple[dict[str, Client], list[str]]:
    """Maria has one of everything and is stopped by an answer; Jonas exercises and books; Victor is half way in; one
    is with no clinic, and one has not signed in. With the addresses."""
    hers = everything_of_hers(people)
    version = sign(people, people.jonas)
    for days_ago in (9, 6, 3):
        sit(people.jonas, version, days_ago)
    tells(people.victor, "neck", stops_before="trust")
    for patient in (people.maria, people.jonas):
        for state in State.values:
            Import.objects.create(patient=patient, state=state, source="table", all_bytes=9)
    known = [one for one in addresses(get_resolver().url_patterns) if not one.route.startswith(ENGLISH_DOORS)]
    paths = [one.filled(hers.ids) for one in known]
    users = {
        "maria": people.maria.user,
        "jonas": people.jonas.user,
        "victor": people.victor.user,
        "lone": people.lone,
    }
    browsers = {"nobody": in_arabic()} | {who: in_arabic(user) for who, user in users.items()}
    return browsers, list(dict.fromkeys([*paths, *VISITOR, *PATIENT, *WAY_IN]))


def open_pages(
    reading: Reading, browsers: dict[str, Client], paths: list[str]
) -> list[tuple[str, str, Form]]:
    forms = []
    for who, browser in browsers.items():
        for path in paths:
            if path.startswith(NOT_SENT[0]):
                continue
            html = reading.reads(browser.get(path), f"{path} as {who}")
            page = Forms()
            page.feed(html)
            forms += [(who, path, form) for form in page.found]
    return forms


def sayings(form: Form) -> Iterator[dict[str, Any]]:
    """As the form stands with each of its buttons, then empty, then what no field takes."""
    yield from form.sendings()
    yield {}
    yield {name: ["9" * 4000 if value == [""] else "999999"] for name, value in form.says.items()}


def send_forms(reading: Reading, browsers: dict[str, Client], forms: list[tuple[str, str, Form]]) -> None:
    sent = set()
    for who, path, form in forms:
        to = form.action or path
        if form.method != "post" or to.startswith(NOT_SENT) or to.startswith("/account/language"):
            continue
        for says in sayings(form):
            known = (same_place(to), same_place(str(sorted(says.items()))))
            if known not in sent:
                sent.add(known)
                answer = browsers[who].post(to, says, follow=True)
                reading.answers += 1
                reading.reads(answer, f"POST {to} as {who}")


def read_everything(people: People) -> Reading:
    """Every page, every form, and every page again: what was sent has changed what they say."""
    reading = Reading()
    browsers, paths = everybody(people)
    forms = open_pages(reading, browsers, paths)
    send_forms(reading, browsers, forms)
    open_pages(reading, browsers, paths)
    return reading


@pytest.fixture
def arabic(people: People, settings: Settings, tmp_path: Path) -> People:
    settings.IMPORTS = tmp_path / "imports"
    return people


def test_no_english_is_left_on_an_arabic_page(arabic: People, gate: Gate) -> None:
    reading = read_everything(arabic)
    print(f"{reading.pages} pages, {reading.texts} texts, {reading.answers} answers to forms")
    assert reading.answers >= 40
    gate(
        f"pages of people in Arabic, {reading.answers} of them answers to forms, {reading.texts} texts",
        Findings(reading.pages, [f"{where}: {text}" for text, where in reading.left.items()]),
    )


def test_a_sentence_that_nobody_translated_is_found(arabic: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it was: the state of a file came from the choices of the model, in English."""
    monkeypatch.setitem(presenter.STATE_WORDS, "preview", "Read, and nobody translated it")
    Import.objects.create(patient=arabic.maria, state="preview", source="table")
    reading = Reading()
    reading.reads(in_arabic(arabic.maria.user).get("/activity/files/"), "here")
    assert reading.left == {"Read, and nobody translated it": "here"}


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>مرحبا</p>", []),
        ("<p>مرحبا <b>Hello</b></p>", ["Hello"]),
        ('<p lang="en">Hello <b>you</b></p><p>مرحبا</p>', []),
        ('<p lang="en"><br><img alt="Hello"></p><p>There</p>', ["There"]),
        ('<button aria-label="Close it">×</button>', ["Close it"]),
        ('<input placeholder="Your name"><i title="Hint" lang="en"></i>', ["Your name"]),
        ("<script>const hello = 1</script><title>Today</title>", ["Today"]),
        ("<p>Maria Riverside, export.zip (maria@example.org)</p>", []),
        ("<p>km, 30 s</p>", []),
    ],
)
def test_what_counts_as_left(html: str, left: list[str]) -> None:
    assert english_in(html) == left
