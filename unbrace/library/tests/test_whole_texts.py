"""The texts that are translated as a whole: all there in every language, alike in shape, and never an old one shown."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from unbrace.library.breathing import load_breathing
from unbrace.library.desk_changes import ROOT as DESK
from unbrace.library.desk_changes import load_desk_changes
from unbrace.library.errors import ContentErrors
from unbrace.library.exercises import load_exercises
from unbrace.library.lifting_words import load_lifting_words
from unbrace.library.on_your_own import lessons_in, load_on_your_own
from unbrace.library.translation.languages import LANGUAGES
from unbrace.library.translation.whole import WHOLE, whole_texts
from unbrace.library.translation.words import lines_of, load_words, mark_of_tree

CODES = frozenset(exercise.code for exercise in load_exercises())
TEXTS = {text.what: text for text in whole_texts(CODES)}


@pytest.mark.parametrize("what", WHOLE)
def test_every_text_is_there_in_every_language_and_marked_as_it_is(what: str) -> None:
    text = TEXTS[what]
    assert set(text.words) == set(LANGUAGES)
    assert not text.old
    for words in text.words.values():
        pairs = list(zip(lines_of(text.english), lines_of(words.tree), strict=True))
        assert all(here != there for here, there in pairs), "left in English"
    assert len({text.mark for text in text.words.values()}) == len(LANGUAGES)


def test_what_is_counted_dosed_and_asked_stays_as_it_is() -> None:
    course = load_breathing(CODES)
    for words in TEXTS["breathing"].words.values():
        said = course.said_in(words)
        assert said.language == words.language
        assert (said.bounds, [stage.id for stage in said.stages]) == (
            course.bounds,
            [stage.id for stage in course.stages],
        )
        for here, there in zip(said.stages, course.stages, strict=True):
            assert here.text.title != there.text.title
            for kept in ("code", "version", "measure", "paced", "exercises", "source"):
                assert getattr(here.text, kept) == getattr(there.text, kept)
        assert list(said.text.cautions) == list(course.text.cautions)


def test_the_others_change_their_words_and_nothing_else() -> None:
    changes, lifting = load_desk_changes(), load_lifting_words()
    german = changes.said_in(TEXTS["desk"].words["de"])
    assert german.texts["laptop-stand"].title == "Gib dem Laptop eine eigene Tastatur"
    assert german.texts["laptop-stand"].source == changes.texts["laptop-stand"].source
    spoken = lifting.said_in(TEXTS["lifting"].words["es"])
    assert spoken.cues["closer"] == "Acércatelo antes de levantarlo."
    assert spoken.equation.what.startswith("Una ecuación")
    assert (spoken.version, spoken.source) == (lifting.version, lifting.source)
    assert lessons_in("ar").lessons[0].source == load_on_your_own().lessons[0].source
    assert lessons_in("fr") is load_on_your_own()


def test_the_first_changed_letter_of_the_english_makes_a_translation_old() -> None:
    english = dict(load_desk_changes().words)
    english["evidence"] = str(english["evidence"]) + "!"
    current, old = load_words(english, DESK, "changes")
    assert (current, old) == ({}, frozenset(LANGUAGES))


def test_a_sentence_that_was_moved_is_another_text() -> None:
    assert mark_of_tree({"a": "One.", "b": "Two."}) != mark_of_tree({"b": "One.", "a": "Two."})


REFUSED: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a change left out": (
        lambda words: words["changes"].pop("mouse-closer"),
        "words.changes: leaves out mouse-closer; translate it, too",
    ),
    "one nobody wrote": (
        lambda words: words["changes"].update({"sit-up": {"title": "Sitz gerade"}}),
        "words.changes.sit-up: is not in the English; remove it",
    ),
    "a step too few": (
        lambda words: words["changes"]["laptop-stand"]["steps"].pop(),
        "words.changes.laptop-stand.steps: is not a list of 2, as in the English; keep them alike",
    ),
    "a number nobody said": (
        lambda words: words.update(evidence="Nach 30 Minuten aufstehen."),
        "words.evidence: says 30, which the English sentence does not; a dose is never written into a text",
    ),
    "an empty sentence": (
        lambda words: words.update(one_at_a_time=" "),
        "words.one_at_a_time: is not a text",
    ),
    "another alphabet": (
        lambda words: words.update(one_at_a_time="تغيير واحد في كل مرّة."),
        "words.one_at_a_time: is not written in German; is the file under the wrong language code?",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_says_file_place_and_remedy(what: str, tmp_path: Path) -> None:
    spoil, says = REFUSED[what]
    shutil.copy(DESK / "changes.de.yaml", tmp_path)
    file = tmp_path / "changes.de.yaml"
    data = yaml.safe_load(file.read_text("utf-8"))
    spoil(data["words"])
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    with pytest.raises(ContentErrors) as caught:
        load_words(load_desk_changes().words, tmp_path, "changes")
    said = [re.sub(r" \(line.*", "", str(error)) for error in caught.value.errors]
    assert f"changes.de.yaml: {says}" in said


def test_a_language_that_is_none_and_a_file_of_another_are_named(tmp_path: Path) -> None:
    shutil.copy(DESK / "changes.de.yaml", tmp_path / "changes.fr.yaml")
    with pytest.raises(ContentErrors, match="'fr' is no language there is here"):
        load_words(load_desk_changes().words, tmp_path, "changes")
    (tmp_path / "changes.fr.yaml").rename(tmp_path / "changes.es.yaml")
    with pytest.raises(ContentErrors, match="says 'de', but the file's name says 'es'"):
        load_words(load_desk_changes().words, tmp_path, "changes")
