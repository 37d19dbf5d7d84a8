"""What there is for one person at all: a look into nine rooms with one question.

Most people have most of it not: no change at the desk, no lift, no visit. What there is not is not asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from unbrace.clinic.assessments.queries import is_asked_for_tests
from unbrace.clinic.check_ins.queries import may_have_own_goals
from unbrace.clinic.conversations.queries import news_of
from unbrace.clinic.desks.queries import is_trying_a_change
from unbrace.clinic.group_classes.queries import comes_next
from unbrace.clinic.lifts.queries import has_a_day_after_to_ask
from unbrace.clinic.staying_well.queries import stays_well
from unbrace.clinic.transfers.queries import questions
from unbrace.clinic.visits.queries import has_a_next_visit

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from unbrace.clinic.patients.models import Patient


class Glance(NamedTuple):
    """How many answers, words to moments and remarks were not read, the next group class (an invitation first), and
    whether there may be any of the rest."""

    unread: int
    moments: int
    remarks: int
    report_asks: bool
    move_asks: bool
    class_asks: bool
    class_place: UUID | None
    class_begins: datetime | None
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
            *comes_next(),
            may_have_own_goals(),
            stays_well(),
            is_asked_for_tests(),
            is_trying_a_change(),
            has_a_day_after_to_ask(today),
            has_a_next_visit(),
        )
    )
