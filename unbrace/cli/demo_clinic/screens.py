"""A safety screen answered from beginning to end, through the same actions as the pages use."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from unbrace.clinic.patients.models import Patient
from unbrace.clinic.questionnaires.actions import Said, answer_screen, begin_screen, finish_screen
from unbrace.clinic.questionnaires.asked import AGE, TICKED, Asked
from unbrace.clinic.questionnaires.models import Finding, SafetyScreen
from unbrace.clinic.questionnaires.queries import asked_of
from unbrace.rehab.asking import Shown
from unbrace.rehab.red_flags import NO, AskedIn


def screened(
    patient: Patient,
    answers: Mapping[str, str | Sequence[str]] | None = None,
    *,
    age: int = 40,
    asked_in: AskedIn = AskedIn.ONBOARDING,
    regions: Sequence[str] = (),
) -> Finding:
    """Everything answered with no but `answers`: item id → what is answered at each of its steps."""
    if asked_in is AskedIn.ONBOARDING:
        regions = regions or ("low_back",)
    screen = begin_screen(by=patient.user, patient=patient, asked_in=asked_in, regions=regions)
    said = {
        item: (steps,) if isinstance(steps, str) else tuple(steps) for item, steps in (answers or {}).items()
    }
    while not screen.findings.exists() and (form := _next(asked_of(screen), said, age)):
        say(screen, *form)
    return finish_screen(by=patient.user, screen=screen)


def say(screen: SafetyScreen, *said: Said) -> Asked:
    """One form, sent once."""
    return answer_screen(
        by=screen.patient.user,
        screen=screen,
        said=said,
        screen_version=screen.screen_version,
        post=uuid.uuid4(),
    )


def _next(asked: Asked, said: Mapping[str, Sequence[str]], age: int) -> list[Said]:
    if asked.asks_age:
        return [Said(AGE, str(age))]
    if asked.list_open:
        rest = [Said(item.id, NO) for item in asked.list_open if item.id not in said]
        return [*rest, Said(TICKED, "", ticked=())]
    step = asked.next
    if step is None:
        return []
    plain = "0" if step.shown is Shown.COUNTED else NO
    wanted = said.get(step.item.id, (plain,))
    return [Said(step.item.id, wanted[step.number] if step.number < len(wanted) else plain, step.number)]
