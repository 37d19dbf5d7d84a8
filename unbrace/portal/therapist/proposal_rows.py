"""An open proposal as a row of the work-list or of the patient's page: in words, with what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils import timezone

from unbrace.portal.logbook import title_of
from unbrace.portal.ui.worklist_row.worklist_row import Change, WorklistRow

if TYPE_CHECKING:
    from unbrace.clinic.programmes.models import ProgrammeVersion
    from unbrace.clinic.worklist.models import Proposal

KIND_WORDS: Final = {
    "progress": "Step up",
    "regress": "Step back",
    "hold": "Same dose",
    "simplify": "Make it simpler",
    "deload": "Lighter week",
    "restart_80": "Back after a break",
    "restart_60": "Back after a break",
    "re_onboard": "Back after a long break",
    "flare": "Flare-up",
    "ask_pt": "Needs your decision",
    "safe_floor": "Gentle exercises only",
    "lock": "Stopped for safety",
}
FIELD_WORDS: Final = {
    "sets": "sets",
    "reps": "repetitions",
    "hold_s": "hold, seconds",
    "rest_s": "rest, seconds",
}


#: The rules look at two sessions in a row before a step up.
SESSIONS_TOLD: Final = 2
OUTDATED: Final = (
    "The programme has changed since this was proposed, so it cannot be signed any more. "
    "A new proposal follows after the next session."
)


def kind_words(kind: str) -> str:
    """What the rules propose, in two or three words."""
    return KIND_WORDS.get(kind.lower(), kind.replace("_", " ").capitalize())


def since_words(moment: datetime, now: datetime) -> str:
    """How long it has waited: "since today", "since yesterday", "since 3 November (20 days)"."""
    days = (timezone.localtime(now).date() - timezone.localtime(moment).date()).days
    if days <= 1:
        return "since today" if days <= 0 else "since yesterday"
    local = timezone.localtime(moment)
    return f"since {local.day} {local:%B} ({days} days)"


def changes_of(proposal: Proposal) -> tuple[Change, ...]:
    """Each changed part of the dose, before and after."""
    title = title_of(proposal.exercise)
    return tuple(
        Change(f"{title}, {FIELD_WORDS.get(name, name)}", _plain(change["from"]), _plain(change["to"]))
        for name, change in proposal.changes.items()
    )


def told_of(proposal: Proposal) -> tuple[str, ...]:
    """The sessions the rule looked at, newest first, and what its writer should know; what was not said is named."""
    sessions = reversed(proposal.inputs.get("sessions", ()))
    lines = (_session_words(one) for one in islice(sessions, SESSIONS_TOLD))
    return (*lines, *(str(note) for note in proposal.notes))


def _session_words(one: Mapping[str, Any]) -> str:
    days = one.get("days_ago", 0)
    when = {0: "Today", 1: "Yesterday"}.get(days, f"{days} days ago")
    done = one.get("completion")
    parts = [
        f"pain {_said(one.get('worst_pain'))} at worst, {_said(one.get('pain_before'))} before, "
        f"{_said(one.get('next_morning'))} next morning",
        f"effort {_said(one.get('effort'))}",
        f"{round(done * 100)} % done" if done is not None else "how much was done is not known",
    ]
    return f"{when}: {'; '.join(parts)}."


def _said(value: Any) -> str:
    return "not said" if value is None else _plain(value)


def row_of(
    proposal: Proposal,
    now: datetime,
    current: ProgrammeVersion | None,
    *,
    origin: str = "",
    problem: str = "",
) -> WorklistRow:
    """The row; `origin` "patient" brings the therapist back to the patient's page afterwards.

    `current` is the patient's version now: what no longer fits it is told, and can only be refused.
    """
    fits = proposal.counterpart_in(current) is not None
    back = f"?from={origin}" if origin else ""
    changes = changes_of(proposal)
    return WorklistRow(
        name=proposal.patient.name,
        patient_url=reverse("therapist:patient", args=[proposal.patient_id]),
        why=proposal.reason if changes else f"{title_of(proposal.exercise)}: {proposal.reason}",
        since=since_words(proposal.made_at, now),
        kind=kind_words(proposal.kind),
        rule=f"Rule: {proposal.rule}{f' ({proposal.rules_version})' if proposal.rules_version else ''}.",
        source=proposal.source,
        changes=changes,
        accept_url=reverse("therapist:accept", args=[proposal.pk]) + back
        if (changes or proposal.is_hold) and fits
        else "",
        accept_label="Keep the dose" if proposal.is_hold else "Accept",
        told=told_of(proposal),
        why_url=reverse("therapist:why", args=[proposal.patient_id]),
        keeps=proposal.is_hold and fits,
        change_url=reverse("therapist:change", args=[proposal.pk]) + back if fits else "",
        refuse_url=reverse("therapist:refuse", args=[proposal.pk]) + back,
        key=str(proposal.pk),
        problem=problem,
        outdated="" if fits else OUTDATED,
        alone=origin == "patient",
    )


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
