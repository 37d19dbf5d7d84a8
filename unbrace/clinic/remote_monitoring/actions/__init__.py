"""Verbs, one a file."""

from unbrace.clinic.remote_monitoring.actions.amend_work import amend_work, strike_work
from unbrace.clinic.remote_monitoring.actions.count_time import count_time
from unbrace.clinic.remote_monitoring.actions.count_visit import count_visit
from unbrace.clinic.remote_monitoring.actions.enrol import Terms, enrol
from unbrace.clinic.remote_monitoring.actions.look_at_counts import look_at_counts
from unbrace.clinic.remote_monitoring.actions.note_other_programme import (
    note_other_programme,
)
from unbrace.clinic.remote_monitoring.actions.note_work import Stated, note_work
from unbrace.clinic.remote_monitoring.actions.sign_count import sign_count
from unbrace.clinic.remote_monitoring.actions.switch_ledger import switch_ledger

__all__ = [
    "Stated",
    "Terms",
    "amend_work",
    "count_time",
    "count_visit",
    "enrol",
    "look_at_counts",
    "note_other_programme",
    "note_work",
    "sign_count",
    "strike_work",
    "switch_ledger",
]
