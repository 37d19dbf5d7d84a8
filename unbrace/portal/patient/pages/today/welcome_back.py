"""What somebody reads who has not been here for a week or longer: kind, and with how much to begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from unbrace.clinic.worklist.actions import proposed_draft
from unbrace.portal.dose_words import dose_words
from unbrace.portal.logbook import own_title
from unbrace.rehab.progression.reasons import SENTENCES
from unbrace.rehab.progression.time_away import after_days_away

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient
    from unbrace.clinic.programmes.models import ProgrammeVersion
    from unbrace.clinic.worklist.models import Proposal


@dataclass(frozen=True)
class WelcomeBack:
    """`reason` is the rules' own sentence; `lines` how much to do until it is signed; `signed`: it is."""

    reason: str
    lines: tuple[tuple[str, str], ...]
    signed: bool


def days_since(patient: Patient, last_session: datetime | None, today: date) -> int:
    """0 where there never was a session: nobody comes back from nowhere."""
    return (today - last_session.astimezone(patient.user.zone).date()).days if last_session else 0


def welcome_back(
    days_away: int,
    last_session: datetime | None,
    version: ProgrammeVersion | None,
    waiting: Sequence[Proposal],
) -> WelcomeBack | None:
    """None for whoever was here within the week, or has no programme to come back to."""
    said = after_days_away(days_away)
    if said is None or version is None or last_session is None:
        return None
    return WelcomeBack(
        reason=gettext(SENTENCES[said.because]),
        lines=tuple((own_title(p.exercise), dose_words(proposed_draft(p))) for p in waiting),
        signed=not waiting and version.signed_at > last_session,
    )


def gentler_words(proposal: Proposal) -> str:
    """The reason and, until it is signed, how much is plenty."""
    return gettext("{reason} For now {dose} is plenty.").format(
        reason=gettext(proposal.reason), dose=dose_words(proposed_draft(proposal))
    )
