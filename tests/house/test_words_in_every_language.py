"""Every word marked for a person is in every language, with its places, its figures and its plural forms."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "setup"))

import build_catalogues  # noqa: E402  the set-up's own
import check_catalogues  # noqa: E402
import mark_templates  # noqa: E402

EVERY = [(language, domain) for language in build_catalogues.LANGUAGES for domain in build_catalogues.DOMAINS]
#: A person's own pages: whatever they say to a person is marked.
PAGES = ROOT / "unbrace" / "portal" / "patient"
WORDS = re.compile(r"[A-Za-z]{3,}")
MARKED = re.compile(
    r"\{%\s*block body_class.*?endblock\s*%\}|\{%\s*blocktranslate.*?endblocktranslate\s*%\}|\{[%{].*?[%}]\}",
    re.S,
)
NOT_SHOWN_AT_ALL = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.S)
NOT_SHOWN = re.compile(r"<svg\b.*?</svg>|<[^>]*>", re.S)


@cache
def marked(domain: str) -> tuple[str, ...]:
    return tuple(
        message if isinstance(message, str) else message[0]
        for _, message, _ in build_catalogues.DOMAINS[domain](ROOT)
    )


@pytest.mark.parametrize(("language", "domain"), EVERY)
def test_every_word_is_there_with_its_places_its_figures_and_its_forms(language: str, domain: str) -> None:
    catalogue = build_catalogues.read(build_catalogues.catalogue_path(language, domain), language)
    assert marked(domain)
    assert list(check_catalogues.faults(catalogue, marked(domain), build_catalogues.waiting())) == []


@pytest.mark.parametrize(("language", "domain"), EVERY)
def test_what_django_reads_is_what_is_written(language: str, domain: str, tmp_path: Path) -> None:
    path = build_catalogues.catalogue_path(language, domain)
    there = tmp_path / language / "LC_MESSAGES"
    there.mkdir(parents=True)
    (there / path.name).write_bytes(path.read_bytes())
    build_catalogues.compile_all(tmp_path)
    fresh = (there / path.name).with_suffix(".mo").read_bytes()
    assert path.with_suffix(".mo").read_bytes() == fresh, "run setup/build_catalogues.py"


def test_arabic_has_six_forms_and_each_number_takes_its_own() -> None:
    rule = build_catalogues.PLURALS["ar"].split("plural=")[1].rstrip(";")
    taken = c2py(rule)
    assert [taken(n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)] == [
        0,
        1,
        2,
        3,
        3,
        4,
        4,
        5,
        5,
        3,
        4,
    ]


def one(message: object, said: object, language: str = "ar") -> Iterator[str]:
    catalogue = Catalog(locale=language)
    catalogue.add(message, said)  # type: ignore[arg-type]
    first = message if isinstance(message, str) else message[0]  # type: ignore[index]
    return check_catalogues.faults(catalogue, [first])


@pytest.mark.parametrize(
    ("message", "said", "fault"),
    [
        ("{sets} sets", "مجموعات", "places"),
        ("hold {seconds} s", "الثبات {second} ث", "places"),
        ("Wait %(minutes)s minutes", "انتظر", "places"),
        ("at most 10 minutes", "15 دقيقة على الأكثر", "figures"),
        ("at most 10 minutes", "دقائق على الأكثر", "figures"),
        ("at most 10 minutes", "١٠ دقائق على الأكثر", "0 to 9"),
        ("Rest", "راحة 60", "figures"),
        ("Rest", "", "not translated"),
        (("{n} day", "{n} days"), ("a", "b"), "plural forms"),
        (("{n} day", "{n} days"), ("لا", "يوم", "يومان", "أيام", "{n} يومًا", "{n} يوم"), "places"),
    ],
)
def test_a_seeded_fault_is_found(message: object, said: object, fault: str) -> None:
    found = list(one(message, said))
    assert any(fault in line for line in found), found


def test_a_word_that_is_marked_and_in_no_catalogue_is_found() -> None:
    assert list(check_catalogues.faults(Catalog(locale="de"), ["New words"])) != []


REFUSES: dict[str, str] = {
    "plain": 'LATE = "Too late."\nraise Refused(LATE)',
    "typed, and below its use": 'def no():\n    raise Conflict(LATE, field="x")\nLATE: Final = "Too late."',
    "marked": 'LATE: Final = gettext_noop("Too late.")\nraise Refused(LATE)',
    "in two parts": 'LATE: Final = (\n    "Too "\n    "late."\n)\nraise refused.Refused(LATE)',
    "of another file": "from unbrace.clinic.desks.words import LATE\nraise Refused(LATE)",
    "of another file, by another name": "from unbrace.clinic.desks.words import LATE as OVER\nraise Refused(OVER)",
    "of a file by its name": "from unbrace.clinic.desks import words\nraise Refused(words.LATE)",
    "one of two": 'LATE: Final = "Too late."\nraise Refused(LATE if late else str(fault))',
    "what cannot be read": 'LATE: Final = "Too late."\nraise Unreadable(LATE)',
    "with a number": 'MOST: Final = 12\nLATE: Final = f"At most {MOST}."\nraise Refused(LATE)',
}


def marked_in(root: Path, text: str) -> set[str]:
    folder = root / "unbrace" / "clinic" / "desks"
    folder.mkdir(parents=True)
    (folder / "words.py").write_text('LATE: Final = "Too late."\n')
    (folder / "deed.py").write_text(text)
    return {str(message) for _, message, _ in build_catalogues.marked_for_pages(root)}


@pytest.mark.parametrize("text", REFUSES.values(), ids=REFUSES)
def test_a_refusal_by_the_name_of_a_constant_is_read(text: str, tmp_path: Path) -> None:
    assert marked_in(tmp_path, text) == {"At most 12." if "12" in text else "Too late."}


def test_a_refusal_by_a_name_that_says_nothing_is_found(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"deed\.py: a refusal says LATE"):
        marked_in(tmp_path, "LATE = words_of_the_day()\nraise Refused(LATE)")


def test_a_constant_that_nobody_translated_is_found(tmp_path: Path) -> None:
    """What is said by a constant today and in no catalogue: the fault that let 39 of them be read in English."""
    found = marked_in(tmp_path, 'LATE = "Said by a constant alone."\nraise Refused(LATE)')
    assert list(check_catalogues.faults(Catalog(locale="de"), tuple(found))) != []
    assert "One change is open already. First say what became of it." in marked("django")


def test_what_waits_is_written_down_and_nothing_else() -> None:
    assert build_catalogues.waiting() == frozenset(build_catalogues.untranslated())


def test_only_what_is_empty_may_wait() -> None:
    wrong = Catalog(locale="de")
    wrong.add("at most 10 minutes", "höchstens 15 Minuten")
    wrong.add("Rest", "")
    found = check_catalogues.faults(wrong, ["Rest"], frozenset({"Rest", "at most 10 minutes"}))
    assert [line for line in found if "figures" not in line] == []
    assert list(check_catalogues.faults(wrong, [], frozenset({"Rest", "at most 10 minutes"}))) != []


def test_a_good_translation_passes() -> None:
    forms = ("لا أيام", "يوم واحد", "يومان", "{n} أيام", "{n} يومًا", "{n} يوم")
    assert list(one(("{n} day", "{n} days"), forms)) == []


def unmarked(template: str) -> list[str]:
    shown = NOT_SHOWN.sub(" ", MARKED.sub(" ", NOT_SHOWN_AT_ALL.sub(" ", template)))
    return WORDS.findall(re.sub(r"&\w+;", " ", shown))


def test_no_word_of_a_persons_own_pages_is_left_unmarked() -> None:
    loose = {
        path.relative_to(ROOT).as_posix(): found
        for path in sorted(PAGES.rglob("*.html"))
        if (found := unmarked(path.read_text(encoding="utf-8")))
    }
    assert loose == {}


def test_a_loose_word_is_found() -> None:
    assert unmarked('<p>{% translate "Rest" %} loose words {{ name }}</p>') == ["loose", "words"]


def test_the_first_draft_of_a_page_marks_its_words_and_leaves_the_rest() -> None:
    page = '<p title="Some words">Hello {{ user.name }}. <b>{% if x %}Yes{% endif %}</b></p>'
    text, look_at = mark_templates.marked(page)
    assert text == (
        '<p title="{% translate "Some words" %}">{% blocktranslate with name=user.name %}Hello {{ name }}.'
        '{% endblocktranslate %} <b>{% if x %}{% translate "Yes" %}{% endif %}</b></p>'
    )
    assert look_at == ["Hello {{ user.name }}."]
    assert mark_templates.marked(text)[0] == text
