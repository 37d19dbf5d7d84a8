"""Doses in words, and how long they take."""

import pytest

from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.queries import catalogue
from unbrace.portal.dose_words import day_words, dose_words, minutes, rest_words, seconds
from unbrace.portal.fault_words import FAULT_NAMES, fault_name


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (PrescriptionDraft("squat", 3, 8), "3 sets of 8"),
        (PrescriptionDraft("squat", 1, 8), "1 set of 8"),
        (PrescriptionDraft("glute-bridge", 2, 10, 3.0), "2 sets of 10 · hold 3 s"),
        (PrescriptionDraft("glute-bridge", 4, None, 12.5, "left"), "4 sets · hold 12.5 s · left side"),
        (PrescriptionDraft("arm-lift", 2, 6, side="each"), "2 sets of 6 · each side"),
    ],
)
def test_a_dose_is_said_as_people_say_it(dose: PrescriptionDraft, words: str) -> None:
    assert dose_words(dose) == words


def test_none_or_all_seven_days_is_every_day() -> None:
    assert day_words(()) == day_words(range(7)) == "every day"
    assert day_words((4, 0)) == "Mon, Fri"


def test_a_single_set_has_no_rest_to_speak_of() -> None:
    assert rest_words(PrescriptionDraft("squat", 1, 8, rest_s=60)) == ""


def test_the_time_counts_the_work_at_its_tempo_the_rests_and_getting_ready() -> None:
    squat = PrescriptionDraft("squat", 3, 8, rest_s=60)  # 6 s a repetition in the content
    assert seconds(squat, catalogue()["squat"]) == 3 * 8 * 6 + 2 * 60 + 30
    each = PrescriptionDraft("squat", 3, 8, side="each", rest_s=60)
    assert seconds(each, catalogue()["squat"]) == 6 * 8 * 6 + 5 * 60 + 30
    hold = PrescriptionDraft("squat", 2, None, 20.0, rest_s=30)
    assert seconds(hold, None) == 2 * 20 + 30 + 30


def test_minutes_are_rounded_up() -> None:
    assert minutes([61.0]) == 2
    assert minutes([]) == 1


def test_every_fault_of_the_register_has_a_name_and_none_blames() -> None:
    assert set(FAULT_NAMES) >= set(catalogue().registers.faults)
    assert fault_name("f_new_one") == "New one"
    assert not any(word in name.lower() for name in FAULT_NAMES.values() for word in ("wrong", "bad", "weak"))
