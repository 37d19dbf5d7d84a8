"""Verbs, one a file."""

from unbrace.clinic.reports.actions.consent import (
    NotedYes,
    answer_consent,
    ask_consent,
    call_off_consent,
    withdraw_consent,
)
from unbrace.clinic.reports.actions.keep_letter_template import (
    keep_letter_template,
    retire_letter_template,
)
from unbrace.clinic.reports.actions.open_sending import open_sending
from unbrace.clinic.reports.actions.read_chart import read_chart
from unbrace.clinic.reports.actions.read_report import read_report
from unbrace.clinic.reports.actions.read_two_dates import read_two_dates
from unbrace.clinic.reports.actions.send_report import send_report, send_with_consent, withdraw_sending
from unbrace.clinic.reports.actions.sign_report import sign_report
from unbrace.clinic.reports.actions.write_report import Composed, begin_report, drop_report, save_report

__all__ = [
    "Composed",
    "NotedYes",
    "answer_consent",
    "ask_consent",
    "begin_report",
    "call_off_consent",
    "drop_report",
    "keep_letter_template",
    "open_sending",
    "read_chart",
    "read_report",
    "read_two_dates",
    "retire_letter_template",
    "save_report",
    "send_report",
    "send_with_consent",
    "sign_report",
    "withdraw_consent",
    "withdraw_sending",
]
