"""What a translation must have in common with its English original, and that an old one is never shown."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from unbrace.library.errors import ContentErrors
from unbrace.library.exercises import load_exercises
from unbrace.library.red_flags import ROOT as RED_FLAGS
from unbrace.library.red_flags import load_screen
from unbrace.library.translation.languages import LANGUAGES, direction_of, known_language
from unbrace.library.translation.messages import lines_of as lines_of_piece
from unbrace.library.translation.messages import load_message_words, pieces_of
from unbrace.library.translation.screen import lines_of, load_screen_words, mark_of_item
from unbrace.library.urgency_messages import ROOT as MESSAGES
from unbrace.library.urgency_messages import load_messages
from unbrace.rehab.asking import steps_of

HERE = Path(__file__).parent
#: Words that are the same in two languages.
SHARED = frozenset({"Diabetes"})
HEAD = """---
language: de
made_by: machine-assisted
reviewed_by: ''
translated_from: '{mark}'
title: Kniebeuge
why_it_matters: Die Beine tragen mit, dann hat es der Rücken leichter.
position: im Stehen
view: Dreh dich seitlich.
without_camera: Zähle jedes Mal, wenn du wieder stehst.
faults:
  f_range: Ein wenig tiefer, wenn es sich gut anfühlt.
  f_fast: Langsamer.
  f_breath: Summ weiter.
picture_texts: {{start: Im Stehen., end: Beim Hinsetzen.}}
---
"""
BODY = """## Aufbau

1. Stell einen Stuhl hinter dich.

## So geht es

1. Setz dich langsam zurück.
2. Steh ganz auf.

## So soll es sich anfühlen

Warme Oberschenkel.

## Leichter oder schwerer

Geh halb so tief.

## Wann aufhören

Hör auf, wenn der Schmerz um drei Punkte steigt.
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HERE / "shelf", tmp_path / "exercises"))


def put(shelf: Path, head: str = HEAD, body: str = BODY, name: str = "instructions.de.md") -> None:
    mark = load_exercises(HERE / "shelf")["squat"].english.mark
    (shelf / "squat" / name).write_text(head.format(mark=mark) + body)


def said(shelf: Path) -> list[str]:
    with pytest.raises(ContentErrors) as caught:
        load_exercises(shelf)
    return [str(error) for error in caught.value.errors]


def test_an_exercise_speaks_another_language_where_it_can(shelf: Path) -> None:
    put(shelf)
    squat = load_exercises(shelf)["squat"]
    german = squat.words("de-AT")
    assert (german.language, german.title, german.cues["f_fast"]) == ("de", "Kniebeuge", "Langsamer.")
    assert "Setz dich" in squat.instructions("de").steps_html
    assert squat.words("fr") is squat.english
    assert squat.words("es").title == "Squat"


def test_what_was_signed_stays_signed_when_a_language_is_added(shelf: Path) -> None:
    before = load_exercises(shelf)["squat"].content_hash
    put(shelf)
    assert load_exercises(shelf)["squat"].content_hash == before


@pytest.mark.parametrize(
    ("file", "find", "becomes"),
    [
        ("exercise.yaml", "title: Squat", "title: Chair squat"),
        ("exercise.yaml", "f_fast: Slow it down.", "f_fast: Slower."),
        ("instructions.en.md", "Stand tall.", "Stand tall, then wait."),
    ],
)
def test_old_words_are_never_shown(shelf: Path, file: str, find: str, becomes: str) -> None:
    put(shelf)
    path = shelf / "squat" / file
    path.write_text(path.read_text().replace(find, becomes))
    squat = load_exercises(shelf)["squat"]
    assert squat.stale == {"de"}
    assert squat.words("de") is squat.english


@pytest.mark.parametrize(
    ("find", "becomes", "says"),
    [
        ("Langsamer.", "10 Wiederholungen.", "faults.f_fast: says 10, which the English sentence does not"),
        ("Langsamer.", "Noch {reps} Mal.", "faults.f_fast: has {reps}, which the English sentence has not"),
        ("  f_fast: Langsamer.\n", "", "faults: f_fast is missing; translate its cue too"),
        ("  f_fast:", "  f_shrug: Schultern.\n  f_fast:", "faults.f_shrug: is no cue of the English text"),
        ("2. Steh ganz auf.", "Steh ganz auf.", "has 1 numbered steps, the English text has 2"),
        ("## Aufbau\n", "", "has 4 of the 5 sections of the English text; add the others"),
        ("language: de", "language: es", "language: says 'es', but the file's name says 'de'"),
        ("language: de", "language: fr", "language: 'fr' cannot be chosen here"),
        ("title: Kniebeuge", "title: قرفصاء", "title: is not written in German"),
        ("position: im Stehen\n", "", "position: missing; add it: the position it starts in"),
        ("drei Punkte", "٣ Punkte", "says 3, which the English sentence does not"),
    ],
)
def test_what_is_refused_says_what_to_do(shelf: Path, find: str, becomes: str, says: str) -> None:
    text = HEAD.replace("{{", "{").replace("}}", "}") + BODY
    assert text.count(find) == 1, "the case must change exactly one place"
    mark = load_exercises(shelf)["squat"].english.mark
    changed = text.replace(find, becomes).replace("{mark}", mark)
    (shelf / "squat" / "instructions.de.md").write_text(changed)
    assert any(says in one for one in said(shelf)), said(shelf)


def test_a_file_of_another_language_is_noticed_by_its_letters(shelf: Path) -> None:
    put(shelf, HEAD.replace("language: de", "language: ar"), name="instructions.ar.md")
    assert all("is not written in Arabic" in one for one in said(shelf))


# -- the safety questions ---------------------------------------------------------------------------------------------


@pytest.fixture
def red_flags(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RED_FLAGS, tmp_path / "red_flags"))


@pytest.fixture
def messages(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MESSAGES, tmp_path / "messages"))


def changed(path: Path, change: Any) -> None:
    data = yaml.safe_load(path.read_text())
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True))


def refused_screen(root: Path) -> list[str]:
    with pytest.raises(ContentErrors) as caught:
        load_screen_words(load_screen(), root)
    return [str(error) for error in caught.value.errors]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_53_questions_have_their_words_in_every_language(language: str) -> None:
    english = load_screen()
    words = load_screen_words(english)[language]
    assert len(words.screen.items) == 53
    assert words.in_english == frozenset()
    for item_id, item in words.screen.items.items():
        for (name, ours), (_, theirs) in zip(lines_of(item), lines_of(english.items[item_id]), strict=True):
            assert ours != theirs or ours in SHARED, f"{item_id} {name} is still English"


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_words_differ_between_languages(language: str) -> None:
    """Urgencies, regions, occasions, steps: a reader of Arabic is asked exactly what a reader of English is."""
    english = load_screen()
    for item_id, item in load_screen_words(english)[language].screen.items.items():
        original = english.items[item_id]
        assert (item.if_yes, item.if_unsure, item.if_count, item.count_from) == (
            original.if_yes,
            original.if_unsure,
            original.if_count,
            original.count_from,
        )
        assert (item.regions, item.asked_in, item.follows) == (
            original.regions,
            original.asked_in,
            original.follows,
        )
        assert [(s.shown, len(s.any_of)) for s in steps_of(item)] == [
            (s.shown, len(s.any_of)) for s in steps_of(original)
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_messages_have_their_words_in_every_language(language: str) -> None:
    english = load_messages()
    words = load_message_words(english)[language]
    assert words.in_english == frozenset()
    for name, piece in pieces_of(words.messages).items():
        theirs = pieces_of(english)[name]
        for (at, here), (_, there) in zip(lines_of_piece(piece), lines_of_piece(theirs), strict=True):
            assert here != there, f"{name} {at} is still English"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda items: items.update({"CES-9": items["CES-1"]}), "CES-9: is no question here"),
        (
            lambda items: items.update({"CES-1": items["CES-2"], "CES-2": items["CES-1"]}),
            "CES-1: carries the mark of CES-2; two questions are swapped",
        ),
        (lambda items: items["CES-1"]["parts"][0]["any_of"].pop(), "CES-1.parts: has lists of 2 to tick"),
        (lambda items: items["NEU-2"]["parts"].pop(), "NEU-2.parts: has lists of 0 to tick"),
        (lambda items: items["CES-1"].pop("short"), "CES-1.short: is missing"),
        (lambda items: items["CES-4"].update(short="Gefühl"), "CES-4.short: is not in the English"),
        (
            lambda items: items["GEN-5"].update(question="Bist du unter 16?"),
            "GEN-5.question: says 16, which the English sentence does not",
        ),
        (
            lambda items: items["GEN-5"].update(question="Bist du minderjährig?"),
            "GEN-5.question: leaves out 18 of the English sentence",
        ),
        (lambda items: items["CAN-1"].update(question=" "), "CAN-1.question: empty"),
        (lambda items: items["CAN-1"].update(answer="yes_no"), "CAN-1.answer: unknown entry"),
    ],
)
def test_a_screen_that_differs_is_refused(red_flags: Path, change: Any, says: str) -> None:
    changed(red_flags / "screen.de.yaml", lambda data: change(data["items"]))
    assert any(says in one for one in refused_screen(red_flags)), refused_screen(red_flags)


def test_a_screen_under_another_languages_name_is_refused(red_flags: Path) -> None:
    (red_flags / "screen.de.yaml").rename(red_flags / "screen.es.yaml")
    assert "says 'de', but the file's name says 'es'" in refused_screen(red_flags)[0]
    (red_flags / "screen.es.yaml").rename(red_flags / "screen.fr.yaml")
    assert "'fr' is no language there is here" in refused_screen(red_flags)[0]


def test_a_missing_question_stays_in_english_and_is_never_left_out(red_flags: Path) -> None:
    english = load_screen()
    changed(red_flags / "screen.ar.yaml", lambda data: data["items"].pop("CES-2"))
    words = load_screen_words(english, red_flags)["ar"]
    assert words.in_english == {"CES-2"}
    assert words.screen.items["CES-2"] == english.items["CES-2"]
    assert list(words.screen.items) == list(english.items)


def test_a_question_that_changed_in_english_is_asked_in_english_and_only_that_one(red_flags: Path) -> None:
    path = red_flags / "screen.yaml"
    path.write_text(path.read_text().replace("- Dialysis", "- Dialysis, now or before"))
    english = load_screen(red_flags)
    words = load_screen_words(english, red_flags)["de"]
    assert words.in_english == {"INF-2"}
    assert "Dialysis, now or before" in words.screen.items["INF-2"].parts[0].any_of
    assert words.screen.items["INF-1"].question.startswith("Hast du")


def test_a_message_that_changed_or_is_missing_is_told_in_english(messages: Path) -> None:
    path = messages / "urgency.yaml"
    path.write_text(path.read_text().replace("title: Get help now", "title: Get help at once"))
    changed(messages / "urgency.es.yaml", lambda data: data["messages"].pop("D"))
    english = load_messages(messages)
    words = load_message_words(english, messages)
    assert words["de"].in_english == {"E"}
    assert pieces_of(words["de"].messages)["E"].title == "Get help at once"
    assert words["es"].in_english == {"E", "D"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda data: data["messages"]["E"].update(text="Ruf 112 an."),
            "messages.E.text: says 112, which the English sentence does not",
        ),
        (
            lambda data: data["messages"]["E"].update(text="Ruf an."),
            "messages.E.text: leaves out {emergency_number}",
        ),
        (lambda data: data["messages"]["E"]["steps"].pop(), "messages.E: has 4 texts, the English has 5"),
        (
            lambda data: data["messages"].update(S=data["messages"]["D"], D=data["messages"]["S"]),
            "messages.S: carries the mark of D; two are swapped",
        ),
        (lambda data: data["crisis"].update(text="Ruf an."), "crisis.text: leaves out {crisis_line}"),
        (lambda data: data["warning_card"]["signs"].pop(), "warning_card: has 7 texts, the English has 8"),
        (lambda data: data.pop("made_by"), "made_by: missing"),
    ],
)
def test_messages_that_differ_are_refused(messages: Path, change: Any, says: str) -> None:
    changed(messages / "urgency.de.yaml", change)
    with pytest.raises(ContentErrors) as caught:
        load_message_words(load_messages(), messages)
    assert any(says in str(error) for error in caught.value.errors), caught.value


def test_the_mark_of_a_question_changes_with_its_id_and_every_word() -> None:
    items = load_screen().items
    assert len({mark_of_item(item) for item in items.values()}) == len(items)


def test_languages_are_known_by_their_beginning_and_have_a_direction() -> None:
    assert [known_language(wanted) for wanted in ("de-AT", "AR", "es", "fr", "")] == [
        "de",
        "ar",
        "es",
        "en",
        "en",
    ]
    assert (direction_of("ar"), direction_of("de"), direction_of("en")) == ("rtl", "ltr", "ltr")
