"""Why an exercise is in somebody's first plan, in words for that person.

The rules write "because: lumbar_mobility_deficit 2, goal “put on socks” 4/10", which is what the therapist signed. The
person reads what each part means: the impairment in the plain words of the content, their goal in their own words.
"""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext, gettext_noop

from unbrace.clinic.programmes.queries import catalogue

BECAUSE: Final = "because: "
GOAL: Final = re.compile(r"goal “(.*)” (\d+)/10$", re.DOTALL)
SCORED: Final = re.compile(r"^([a-z_]+) ([123])$")
OTHERS: Final = {
    "an everyday move": gettext_noop("It is a move that everyday life asks for."),
    "breathing or walking belongs to every day": gettext_noop("Breathing and walking belong to every day."),
}
OF_GROUP: Final = gettext_noop("It is among the first things that help with what you told us.")


def reason_words(because: str) -> str:
    """One or two sentences; empty where nothing is known."""
    text = because.removeprefix(BECAUSE)
    if not text:
        return ""
    goal = GOAL.search(text)
    rest = text[: goal.start()].rstrip(", ") if goal else text
    sentences = [_plain(rest)] if rest else []
    if goal:
        sentences.append(gettext("You want to do this again: “{goal}”.").format(goal=goal[1]))
    return " ".join(sentences)


def _plain(text: str) -> str:
    scored = SCORED.match(text)
    if scored:
        aim = catalogue().registers.aims.get(scored[1], "")
        if not aim:
            return gettext(OF_GROUP)
        return gettext("It works on this: {aim}.").format(aim=f"{aim[:1].lower()}{aim[1:]}")
    return gettext(OTHERS.get(text, OF_GROUP))
