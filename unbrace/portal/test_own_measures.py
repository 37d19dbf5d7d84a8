"""What somebody writes in their own units is kept in centimetres and kilograms, and read back in theirs."""

from __future__ import annotations

import pytest

from unbrace.portal.own_measures import (
    NoNumber,
    length_words,
    read_length,
    read_number,
    read_weight,
    weight_words,
)


@pytest.mark.parametrize(("raw", "value"), [("72", 72), (" 72,5 ", 72.5), ("", None), ("  ", None)])
def test_a_number_as_people_write_it(raw: str, value: float | None) -> None:
    assert read_number(raw) == value


@pytest.mark.parametrize("raw", ["seventy", "7 2", "nan", "inf", "1e999", "1234567890123"])
def test_what_is_no_number_is_said(raw: str) -> None:
    with pytest.raises(NoNumber):
        read_number(raw)


def test_inches_and_pounds_are_kept_as_centimetres_and_kilograms() -> None:
    assert read_length("28", "imperial") == 71.1
    assert read_length("72", "metric") == 72
    assert read_weight("10", "imperial") == 4.5
    assert read_weight("", "imperial") is None


def test_they_are_read_back_in_ones_own_unit() -> None:
    assert length_words(71.1, "imperial") == "28 in"
    assert length_words(71.1, "metric") == "71 cm"
    assert weight_words(4.5, "metric") == "4.5 kg"
    assert weight_words(12, "metric") == "12 kg"
    assert weight_words(4.5, "imperial") == "10 lb"
