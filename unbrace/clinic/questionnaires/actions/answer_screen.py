from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self
from unbrace.clinic.questionnaires.alert import alert
from unbrace.clinic.questionnaires.asked import Asked
from unbrace.clinic.questionnaires.conclusion import asked_of, assess, facts_of, write_finding
from unbrace.clinic.questionnaires.models import Finding, GivenAnswer, SafetyScreen
from unbrace.clinic.refused import Conflict, Refused
from unbrace.rehab.red_flags import Urgency

MOST_TAPS = (
    500  # far above all questions with every one changed twice; keeps a broken device from filling the disk
)


@dataclass(frozen=True)
class Said:
    """One answer as a form sends it. `seen` is the row that the form showed as given before, 0 for none."""

    item: str
    answer: str
    step: int = 0
    ticked: tuple[int, ...] = ()
    seen: int = 0


@transaction.atomic
def answer_screen(
    *, by: User, screen: SafetyScreen, said: Sequence[Said], screen_version: str, post: UUID
) -> Asked:
    """Keep what one form says. Sent twice, it is kept once; an answer that was not understood is kept as well.

    An emergency ends the screen at once. A screen that is over takes in only what makes it more urgent. Raises
    `Conflict` when another window gave a more urgent answer meanwhile: the person looks at it once more.
    """
    require_self(by, screen.patient)
    Patient.objects.select_for_update().get(pk=screen.patient_id)
    before = asked_of(screen)
    sent = {(row.item, row.step): (row.answer, tuple(row.ticked)) for row in before.rows if row.post == post}
    again = bool(sent) and all(
        sent.get((one.item, one.step), (one.answer, one.ticked)) == (one.answer, one.ticked) for one in said
    )
    if sent:
        post = uuid4()  # the same form, gone back to and answered otherwise: that is said anew
    facts = facts_of(screen.patient, screen)
    rows = [_row(screen, one, screen_version, post) for one in said if not _known(before, one)]
    if not rows:
        return before
    if len(before.rows) + len(rows) > MOST_TAPS:
        raise Refused("These are more answers than there are questions. Please tell your clinic about it.")
    after = Asked(screen, (*before.rows, *rows), before.red_flags, before.known_age)
    was, now = assess(before, facts), assess(after, facts)
    last = screen.findings.last()
    if last is not None and not _more_urgent_than(last, now.urgency):
        return before
    if again and now.urgency <= was.urgency:
        return before  # an old form that arrived twice; only a more urgent answer is taken from it once more
    if now.urgency <= was.urgency and any(_elsewhere(before, one) for one in said):
        raise Conflict("You answered this in another window. Please look at it once more.")
    for row in rows:
        row.save()
    stale = screen_version != after.red_flags.version or screen.screen_version != after.red_flags.version
    if last is not None or stale or now.urgency is Urgency.EMERGENCY:
        alert(write_finding(after, now, stale=stale))
    return after


def _row(screen: SafetyScreen, one: Said, screen_version: str, post: UUID) -> GivenAnswer:
    return GivenAnswer(
        screen=screen,
        item=one.item[:20],
        step=min(max(one.step, 0), 99),
        answer=one.answer[:20],
        ticked=list(one.ticked),
        screen_version=screen_version[:40],
        post=post,
    )


def _known(before: Asked, one: Said) -> bool:
    row = before.newest.get((one.item, one.step))
    return row is not None and (row.answer, tuple(row.ticked)) == (one.answer, one.ticked)


def _elsewhere(before: Asked, one: Said) -> bool:
    row = before.newest.get((one.item, one.step))
    return row is not None and row.pk != one.seen


def _more_urgent_than(finding: Finding, urgency: Urgency) -> bool:
    return urgency > finding.level
