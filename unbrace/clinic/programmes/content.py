"""What an exercise of a prescription is, wherever it comes from: the library, or a therapist of the clinic.

An own exercise is named by its text ("own-" and the text's id). A text is written once and never changed, so it may be
remembered for as long as the process lives.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from unbrace.clinic.programmes.exercises import catalogue
from unbrace.clinic.programmes.models import OwnExerciseText
from unbrace.library.exercise_file import CautionRule

OWN: Final = "own-"


@dataclass(frozen=True)
class Content:
    """What a signature needs to know. `clinic_id` None: of the library, for everybody. `never` and `ask_first` are
    flags and plain conditions; `changes` what has to be done differently, by condition."""

    id: str
    title: str
    version: str
    content_hash: str
    clinic_id: UUID | None
    never: frozenset[str]
    ask_first: frozenset[str]
    changes: dict[str, str]


@dataclass(frozen=True)
class OwnWords:
    """The words of one text of an own exercise, as the person who does it reads them."""

    id: str
    clinic_id: UUID
    title: str
    why: str
    steps: str
    cues: str
    stop: str
    position: str
    equipment: tuple[str, ...]
    aims: tuple[str, ...]
    cautions: tuple[str, ...]
    version: str
    content_hash: str
    dose: dict[str, Any]


def content_of(exercise: str) -> Content | None:
    """None for what no library and no therapist of this house has."""
    known = catalogue().exercises.get(exercise)
    if known is not None:
        asks = CautionRule.THERAPIST_APPROVES
        return Content(
            known.id,
            known.title,
            known.version,
            known.content_hash,
            None,
            frozenset(known.contraindications),
            frozenset(caution.when for caution in known.cautions if caution.rule is asks),
            {caution.when: caution.change for caution in known.cautions if caution.change},
        )
    own = own_words(exercise)
    if own is None:
        return None
    asks_of = frozenset(own.cautions)
    return Content(own.id, own.title, own.version, own.content_hash, own.clinic_id, frozenset(), asks_of, {})


def own_words(exercise: str) -> OwnWords | None:
    """The text behind an id such as "own-…"; None for any other id, and for a text that is not there."""
    if not exercise.startswith(OWN):
        return None
    try:
        return _remembered(UUID(exercise.removeprefix(OWN)))
    except (ValueError, OwnExerciseText.DoesNotExist):
        return None


@lru_cache(maxsize=1024)
def _remembered(text_id: UUID) -> OwnWords:
    """Raises `DoesNotExist`, which is not remembered."""
    text = OwnExerciseText.objects.select_related("exercise").get(pk=text_id)
    return words_of(text)


def words_of(text: OwnExerciseText) -> OwnWords:
    return OwnWords(
        id=f"{OWN}{text.pk}",
        clinic_id=text.exercise.clinic_id,
        title=text.title,
        why=text.why,
        steps=text.steps,
        cues=text.cues,
        stop=text.stop,
        position=text.position,
        equipment=tuple(text.equipment),
        aims=tuple(text.aims),
        cautions=tuple(text.cautions),
        version=f"own {text.number}",
        content_hash=text.content_hash,
        dose=dict(text.dose),
    )
