"""An own exercise as it is typed: read, and shown again as typed where something does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from unbrace.clinic.programmes.actions import Written
from unbrace.clinic.programmes.queries import catalogue, cautions_known, draft_of_line
from unbrace.clinic.refused import Refused
from unbrace.portal.therapist.dose_form import Row, checked, row_of_draft

if TYPE_CHECKING:
    from django.http import QueryDict

    from unbrace.clinic.programmes.models import OwnExercise, OwnExerciseText

TEXTS: Final = (
    ("title", "Name", 1, 80, "As the person reads it."),
    ("why", "Why it helps", 1, 200, "One sentence to the person. May stay empty."),
    ("position", "Position", 1, 40, "Such as standing, sitting, lying on the back."),
    ("equipment", "What it needs", 1, 120, "With commas between. Empty: nothing."),
    ("steps", "How it goes", 6, 2000, "One step a line."),
    ("cues", "What to look out for", 2, 500, "One cue a line."),
    ("stop", "When to stop", 2, 500, ""),
)
DOSE: Final = (("sets", "Sets"), ("reps", "Reps"), ("hold_s", "Hold, s"), ("rest_s", "Rest, s"))
SIDES: Final = (("both", "Both"), ("each", "Each"), ("left", "Left"), ("right", "Right"))


@dataclass(frozen=True)
class OwnForm:
    """Everything as text. `at` names the field that does not fit, `number` the text the form began with."""

    texts: dict[str, str] = field(default_factory=dict)
    dose: Row = field(default_factory=lambda: Row("own", sets="2", reps="8", rest_s="60"))
    aims: frozenset[str] = frozenset()
    cautions: frozenset[str] = frozenset()
    shared: bool = False
    number: int = 0
    problem: str = ""
    at: str = ""

    @property
    def fields(self) -> list[tuple[str, str, int, int, str, str]]:
        """(name, label, lines, longest, help, value)"""
        return [(*one, self.texts.get(one[0], "")) for one in TEXTS]

    @property
    def numbers(self) -> list[tuple[str, str, str]]:
        return [(name, label, getattr(self.dose, name)) for name, label in DOSE]

    @property
    def sides(self) -> list[tuple[str, str, bool]]:
        return [(value, label, value == self.dose.side) for value, label in SIDES]

    @property
    def all_aims(self) -> list[tuple[str, str, bool]]:
        aims = sorted(catalogue().registers.aims.items(), key=lambda aim: aim[1])
        return [(value, words, value in self.aims) for value, words in aims]

    @property
    def all_cautions(self) -> list[tuple[str, str, bool]]:
        words = catalogue().registers.cautions
        named = [(one, words.get(one, one.replace("_", " ").capitalize())) for one in cautions_known()]
        return [(one, text, one in self.cautions) for one, text in sorted(named, key=lambda pair: pair[1])]


def form_of(exercise: OwnExercise, text: OwnExerciseText) -> OwnForm:
    texts = {name: getattr(text, name) for name, *_ in TEXTS if name != "equipment"}
    return OwnForm(
        texts=texts | {"equipment": ", ".join(text.equipment)},
        dose=row_of_draft(draft_of_line(text.dose)),
        aims=frozenset(text.aims),
        cautions=frozenset(text.cautions),
        shared=exercise.shared,
        number=text.number,
    )


def form_in(post: QueryDict) -> OwnForm:
    typed = post.get("starting_from", "")
    dose: dict[str, Any] = {name: post.get(name, "").strip()[:20] for name, _ in DOSE}
    return OwnForm(
        texts={name: post.get(name, "") for name, *_ in TEXTS},
        dose=Row("own", side=post.get("side", "both"), **dose),
        aims=frozenset(post.getlist("aims")),
        cautions=frozenset(post.getlist("cautions")),
        shared="shared" in post,
        number=int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0,
    )


def written_in(form: OwnForm) -> Written:
    """Raises `Refused` for a dose that is no dose; all else the action looks at."""
    rows, drafts, problem = checked([form.dose])
    if problem:
        name, sentence = next(iter(rows[0].problems.items()), ("sets", problem))
        raise Refused(sentence, field=name)
    texts = {name: form.texts[name].replace("\r\n", "\n") for name, *_ in TEXTS if name != "equipment"}
    things = tuple(thing.strip()[:40] for thing in form.texts["equipment"].split(",") if thing.strip())
    return Written(
        **texts,
        dose=drafts[0],
        equipment=things[:6],
        aims=tuple(sorted(form.aims)),
        cautions=tuple(sorted(form.cautions)),
    )
