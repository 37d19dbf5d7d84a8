"""The marked sentences are the rules' and the content's own, to the letter."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

import unbrace
from unbrace.clinic.check_ins.queries import MedicationChange
from unbrace.clinic.check_ins.weekly import weekly_questions
from unbrace.portal.rule_words import (
    BREATHING,
    BREATHING_COUNTED,
    FLARE_UP,
    MEDICATION,
    REASONS,
    WAY_IN,
    WEEKLY,
)
from unbrace.rehab import flare_up, unbracing
from unbrace.rehab.progression.reasons import SENTENCES


def test_every_reason_of_the_rules_is_marked() -> None:
    assert set(REASONS) == set(SENTENCES.values())


def test_every_reason_of_a_flare_up_is_marked() -> None:
    source = ast.parse(Path(flare_up.__file__).read_text(encoding="utf-8"))
    made = [
        n for n in ast.walk(source) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "FlareDay"
    ]
    reasons = {call.args[-1].value for call in made if isinstance(call.args[-1], ast.Constant)}
    assert reasons
    assert reasons == set(FLARE_UP)


def test_every_advice_of_the_breathing_course_is_marked() -> None:
    source = ast.parse(Path(unbracing.__file__).read_text(encoding="utf-8"))
    made = [n for n in ast.walk(source) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "Advice"]
    said = [tuple(part.value for part in call.args if isinstance(part, ast.Constant)) for call in made]
    assert all(said), "an advice is made of something else than marked sentences"
    assert {words for words, *several in said if not several} == set(BREATHING)
    counted = {words for words in said if len(words) == 2}
    assert counted == {tuple(str(words % {"left": left}) for left in (1, 2)) for words in BREATHING_COUNTED}


def test_every_weekly_question_and_both_its_ends_are_marked() -> None:
    asked = {words for q in weekly_questions() for words in (q.text, q.lowest_words, q.highest_words)}
    assert asked == set(WEEKLY)


def test_every_change_of_medicines_is_marked() -> None:
    assert set(MEDICATION) == {str(words) for words in MedicationChange.labels}


def words_of(content: Any) -> Iterator[str]:
    """What a person reads of a content file: texts and questions, not ids."""
    if isinstance(content, dict):
        for name, value in content.items():
            if name == "chapters":
                yield from value.values()
            elif isinstance(value, str):
                yield from (
                    [value] if name in {"text", "ask", "none", "low_end", "high_end", "help", "unit"} else []
                )
            else:
                yield from words_of(value)
    elif isinstance(content, list):
        for value in content:
            yield from words_of(value)


def test_every_word_of_the_way_in_is_marked() -> None:
    file = Path(unbrace.__file__).parent / "content" / "pathways" / "way-in.yaml"
    assert set(WAY_IN) == set(words_of(yaml.safe_load(file.read_text(encoding="utf-8"))))
