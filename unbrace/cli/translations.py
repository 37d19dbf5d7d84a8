"""`unbrace translations`: what is missing or old in each language, and the mark a translation of it has to carry."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "translations", help="what is missing or old in each language, with the marks"
    )
    parser.add_argument("what", nargs="*", help="only these: an exercise, a question such as CES-1, or desk")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from unbrace.library.errors import ContentErrors

    try:
        lines = list(rows())
    except ContentErrors as found:
        print(found)
        return 2
    for what, mark, state in lines:
        if not options.what or what in options.what:
            print(f"{what:34} {mark}  {state}")
    return 0


def rows() -> Iterator[tuple[str, str, str]]:
    """What, the mark of its English words, and in which languages it is current or old."""
    from unbrace.library.exercises import load_exercises
    from unbrace.library.red_flags import load_screen
    from unbrace.library.translation.languages import LANGUAGES
    from unbrace.library.translation.messages import load_message_words, mark_of_piece, pieces_of
    from unbrace.library.translation.screen import load_screen_words, mark_of_item
    from unbrace.library.translation.whole import whole_texts
    from unbrace.library.translation.words import mark_of_tree
    from unbrace.library.urgency_messages import load_messages

    screen, messages = load_screen(), load_messages()
    questions, told = load_screen_words(screen), load_message_words(messages)
    for item_id, item in screen.items.items():
        lacking = [
            code for code in LANGUAGES if code not in questions or item_id in questions[code].in_english
        ]
        yield item_id, mark_of_item(item), _state(lacking)
    for name, piece in pieces_of(messages).items():
        lacking = [code for code in LANGUAGES if code not in told or name in told[code].in_english]
        yield name, mark_of_piece(name, piece), _state(lacking)
    exercises = load_exercises()
    for text in whole_texts({exercise.code for exercise in exercises}):
        lacking = [code for code in LANGUAGES if code not in text.words]
        yield text.what, mark_of_tree(text.english), _state(lacking)
    for exercise in exercises:
        lacking = [code for code in LANGUAGES if code not in exercise.translations]
        old = [code for code in lacking if code in exercise.stale]
        missing = [code for code in lacking if code not in exercise.stale]
        words = [f"old in {', '.join(old)}"] * bool(old) + [f"not in {', '.join(missing)}"] * bool(missing)
        yield exercise.id, exercise.english.mark, "; ".join(words) or "current"


def _state(lacking: list[str]) -> str:
    return f"missing or old in {', '.join(lacking)}" if lacking else "current"
