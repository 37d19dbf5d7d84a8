from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import transaction

from unbrace.clinic import clock
from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.care_teams.queries import require
from unbrace.clinic.care_teams.roles import Permission
from unbrace.clinic.programmes.cautions import cautions_known
from unbrace.clinic.programmes.draft import PrescriptionDraft, check_drafts
from unbrace.clinic.programmes.exercises import catalogue
from unbrace.clinic.programmes.lines import line_of
from unbrace.clinic.programmes.models import OwnExercise, OwnExerciseText
from unbrace.clinic.programmes.own_exercises import is_mine, newest_text, own_exercise_of
from unbrace.clinic.refused import Conflict, NotYours, Refused
from unbrace.library.wordlist import banned_word_in

MOST_OWN = 200
LONGEST = {"title": 80, "why": 200, "steps": 2000, "cues": 500, "stop": 500, "position": 40}
CHANGED = "Somebody changed this exercise while you were writing. Look at it, then decide."


@dataclass(frozen=True)
class Written:
    """An exercise as a therapist wrote it. `steps` one a line; `cautions` flags or conditions of the library."""

    title: str
    steps: str
    position: str
    dose: PrescriptionDraft
    why: str = ""
    cues: str = ""
    stop: str = ""
    equipment: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    cautions: tuple[str, ...] = field(default=())


@transaction.atomic
def write_own_exercise(*, by: User, clinic: Clinic, written: Written, shared: bool) -> OwnExercise:
    """A first text. Always done by timer or by tapping: no camera knows it, and no rule proposes steps for it."""
    owner = require(by, clinic, Permission.PRESCRIBE)
    _check(written)
    if OwnExercise.objects.filter(owner=owner, retired_at=None).count() >= MOST_OWN:
        raise Refused(f"You keep {MOST_OWN} exercises already. Retire one first.", field="title")
    exercise = OwnExercise.objects.create(clinic=clinic, owner=owner, shared=shared)
    _add_text(by, exercise, 1, written)
    write_down(
        by=by,
        deed="programmes.write_own_exercise",
        subject=exercise,
        clinic_id=clinic.pk,
        number=1,
        shared=shared,
    )
    return exercise


@transaction.atomic
def change_own_exercise(
    *, by: User, exercise: OwnExercise, written: Written, shared: bool, starting_from: int
) -> OwnExercise:
    """A new text, for the next signature; what was signed keeps its own. Only whoever wrote it changes it."""
    current = _mine(by, exercise)
    last = newest_text(current)
    if starting_from != last.number:
        raise Conflict(CHANGED)
    _check(written)
    current.shared = shared
    current.save(update_fields=["shared"])
    if _hash(written) != last.content_hash:
        _add_text(by, current, last.number + 1, written)
    write_down(
        by=by,
        deed="programmes.change_own_exercise",
        subject=current,
        clinic_id=current.clinic_id,
        shared=shared,
    )
    return current


@transaction.atomic
def retire_own_exercise(*, by: User, exercise: OwnExercise, retired: bool) -> None:
    """Offered no more, or again. Where it is signed it stays."""
    current = _mine(by, exercise)
    current.retired_at = clock.now() if retired else None
    current.save(update_fields=["retired_at"])
    deed = "programmes.retire_own_exercise" if retired else "programmes.bring_back_own_exercise"
    write_down(by=by, deed=deed, subject=current, clinic_id=current.clinic_id)


def _mine(by: User, exercise: OwnExercise) -> OwnExercise:
    member = require(by, exercise.clinic, Permission.PRESCRIBE)
    OwnExercise.objects.select_for_update().get(pk=exercise.pk)
    current = own_exercise_of(member, exercise.pk)
    if not is_mine(current, member):
        raise NotYours
    return current


def _add_text(by: User, exercise: OwnExercise, number: int, written: Written) -> OwnExerciseText:
    texts = {name: getattr(written, name).strip() for name in LONGEST}
    return OwnExerciseText.objects.create(
        exercise=exercise,
        number=number,
        **texts,
        equipment=list(written.equipment),
        aims=list(written.aims),
        cautions=list(written.cautions),
        dose=line_of(written.dose),
        content_hash=_hash(written),
        written_by=by,
    )


def _hash(written: Written) -> str:
    """The fingerprint of everything somebody relies on, as the library's exercises have one."""
    told: dict[str, Any] = asdict(written)
    for name in LONGEST:
        told[name] = told[name].strip()
    return "sha256:" + hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _check(written: Written) -> None:
    for name, most in LONGEST.items():
        text = getattr(written, name)
        if len(text.strip()) > most:
            raise Refused(f"Use at most {most} letters.", field=name)
        if "\x00" in text:
            raise Refused("There is a sign in here that cannot be kept.", field=name)
        if banned := banned_word_in(text):
            raise Refused(f"“{banned}” frightens people. Say it another way.", field=name)
    if not written.title.strip():
        raise Refused("Give it a name.", field="title")
    if not written.steps.strip():
        raise Refused("Write how it goes, one step a line.", field="steps")
    if not written.position.strip():
        raise Refused("Say in which position it starts.", field="position")
    registers = catalogue().registers
    _known(written.aims, registers.aims, "aims")
    _known(written.cautions, cautions_known(), "cautions")
    try:
        check_drafts([written.dose])
    except Refused as refusal:
        raise Refused(refusal.message, field=refusal.field.rpartition(".")[2]) from refusal


def _known(chosen: Collection[str], known: Collection[str], name: str) -> None:
    if any(one not in known for one in chosen):
        raise Refused("Choose from the list.", field=name)
