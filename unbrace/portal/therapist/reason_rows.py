"""Each reason of the work-list as a row: one function a reason, and for every reason that needs none, one for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse

from unbrace.clinic.worklist.rows import BY_ID
from unbrace.portal.therapist.first_plan_rows import row_of_first_plan
from unbrace.portal.therapist.message_rows import row_of_messages
from unbrace.portal.therapist.proposal_rows import row_of, since_words
from unbrace.portal.therapist.quiet_rows import row_of_quiet
from unbrace.portal.therapist.safety_rows import row_of_flare, row_of_safety
from unbrace.portal.ui.worklist_row.worklist_row import WorklistRow
from unbrace.rehab.alerts import VERSION

if TYPE_CHECKING:
    from datetime import datetime

    from unbrace.clinic.worklist.reasons import Found
    from unbrace.clinic.worklist.rows import PersonRow

#: What one does about it first: write to the person, or look at the page.
WRITE: Final = frozenset({"flare", "pain_jump", "falling_off"})
PRESSING: Final = frozenset({"flare", "pain_jump", "distress"})


def rows_of(row: PersonRow, now: datetime) -> tuple[Any, ...]:
    """Everything on this person's row, the most pressing first, without the name that stands above."""
    return tuple(replace(one, alone=True) for found in row.found for one in _rows(row, found, now))


def _rows(row: PersonRow, found: Found, now: datetime) -> Iterator[Any]:
    if found.reason == "proposal":
        yield from (row_of(one, now, row.version) for one in found.subject.proposals)
    elif found.reason in OWN_WORDS and not found.says:
        yield with_action(OWN_WORDS[found.reason](found.subject, now), row, found)
    else:
        yield with_action(_plain(row, found, now), row, found)


def with_action(shown: Any, row: PersonRow, found: Found) -> Any:
    """The one best action, where the row has none of its own."""
    if not isinstance(shown, WorklistRow) or shown.change_url or shown.accept_url:
        return shown
    person = row.patient.pk
    if found.reason.startswith("safety"):
        look = reverse("therapist:patient", args=[person]) + "#safety"
        what = "Look at the answers of"
        return replace(shown, change_url=look, change_label="Look at the answers", change_what=what)
    if found.reason in WRITE:
        talk = reverse("therapist:messages", args=[person])
        return replace(shown, change_url=talk, change_label="Write", change_what="Write to")
    if found.reason == "visit":
        its_page = reverse("therapist:visit", args=[found.subject.pk])
        return replace(
            shown, change_url=its_page, change_label="Open the visit", change_what="Open the visit of"
        )
    if found.reason == "lift_step":
        step = reverse("therapist:lift", args=[person])
        return replace(
            shown, change_url=step, change_label="Look at the step", change_what="Look at the step of"
        )
    if found.reason == "assessed":
        results = reverse("therapist:assessment", args=[person, found.subject.pk])
        return replace(
            shown,
            change_url=results,
            change_label="Look at the results",
            change_what="Look at the results of",
        )
    page = reverse("therapist:patient", args=[person])
    return replace(shown, change_url=page, change_label="Open", change_what="Open")


def _plain(row: PersonRow, found: Found, now: datetime) -> WorklistRow:
    """What the rules have said in one sentence."""
    reason = BY_ID[found.reason]
    return WorklistRow(
        name=row.patient.name,
        patient_url=reverse("therapist:patient", args=[row.patient.pk]),
        why=found.says,
        since=since_words(found.since, now),
        kind=reason.title,
        look="tag-sun" if found.reason in PRESSING else "tag-mist",
        key=f"{found.reason}-{row.patient.pk}",
        rule=f"Rule: {found.reason}.",
        source=f"Programme rule ({VERSION})",
        source_words="Why this is here",
    )


OWN_WORDS: Final[dict[str, Callable[..., Any]]] = {
    "safety_today": row_of_safety,
    "safety": row_of_safety,
    "words": row_of_messages,
    "message": row_of_messages,
    "clip": row_of_messages,
    "flare": row_of_flare,
    "new_person": row_of_first_plan,
    "falling_off": row_of_quiet,
}
