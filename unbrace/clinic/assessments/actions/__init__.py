"""Verbs, one a file."""

from unbrace.clinic.assessments.actions.allow_test import allow_test
from unbrace.clinic.assessments.actions.ask_assessment import ask_assessment, end_assessment
from unbrace.clinic.assessments.actions.judge_impairment import judge_impairment
from unbrace.clinic.assessments.actions.mark_test import Marked, mark_test
from unbrace.clinic.assessments.actions.read_assessment import read_assessment
from unbrace.clinic.assessments.actions.record_attempt import record_attempt

__all__ = [
    "Marked",
    "allow_test",
    "ask_assessment",
    "end_assessment",
    "judge_impairment",
    "mark_test",
    "read_assessment",
    "record_attempt",
]
