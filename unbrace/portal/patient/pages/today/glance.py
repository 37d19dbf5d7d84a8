"""What there is for one person at all: a look into eight rooms with one question.

Most people have most of it not: no change at the desk, no lift, no visit. What there is not is not asked for.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from unbrace.clinic.assessments.queries import is_asked_for_tests
from unbrace.clinic.check_ins.queries import may_have_own_goals
from unbrace.clinic.conversations.queries import news_of
from unbrace.clinic.desks.queries import is_trying_a_change
from unbrace.clinic.lifts.queries import has_a_day_after_to_ask
from unbrace.clinic.staying_well.queries import stays_well
from unbrace.clinic.transfers.queries import questions
from unbrace.clinic.visits.queries import has_a_next_visit

if TYPE_CHECKING:
    from unbrace.clinic.patients.models import Patient


class Glance(NamedTuple):
    """How many answers, words to moments and remarks were not read, and whether there may be any of the rest."""

    unread: int
    moments: int
    remarks: int
    report_asks: bool
    move_asks: bool
    goals: bool
    well: bool
    tests: bool
    desk: bool
    lift: bool
    visit: bool


def glance(patient: Patient, today: date) -> Glance:
    return Glance._make(
        news_of(
            patient,
            *questions(),
            may_have_own_goals(),
            stays_well(),
            is_asked_for_tests(),
            is_trying_a_change(),
            has_a_day_after_to_ask(today),
            has_a_next_visit(),
        )
    )
