"""Lengths and weights that a person writes and reads in their own units. Kept are centimetres and kilograms."""

from __future__ import annotations

from math import isfinite
from typing import Final

from django.utils.translation import gettext

from unbrace.portal.number_words import number
from unbrace.portal.unit_words import CM_PER_INCH, KG_PER_POUND

IMPERIAL: Final = "imperial"


class NoNumber(ValueError):
    """Something was written that is no number."""


def read_number(raw: str) -> float | None:
    """A number as people write it; nothing written is None. Raises NoNumber."""
    tidy = raw.strip().replace(",", ".")
    if not tidy:
        return None
    try:
        value = float(tidy)
    except ValueError:
        raise NoNumber from None
    if not isfinite(value) or len(tidy) > 12:
        raise NoNumber
    return value


def read_length(raw: str, units: str) -> float | None:
    """Centimetres, from what was written in the person's unit."""
    return _turned(read_number(raw), CM_PER_INCH if units == IMPERIAL else 1.0)


def read_weight(raw: str, units: str) -> float | None:
    """Kilograms, from what was written in the person's unit."""
    return _turned(read_number(raw), KG_PER_POUND if units == IMPERIAL else 1.0)


def _turned(value: float | None, by: float) -> float | None:
    return None if value is None else round(value * by, 1)


def length_unit(units: str) -> str:
    return "in" if units == IMPERIAL else gettext("cm")


def weight_unit(units: str) -> str:
    return "lb" if units == IMPERIAL else gettext("kg")


def length_words(cm: float, units: str) -> str:
    """ "72 cm", or "28 in"."""
    return f"{number(round(cm / CM_PER_INCH if units == IMPERIAL else cm))} {length_unit(units)}"


def weight_words(kg: float, units: str) -> str:
    """ "3.5 kg", or "8 lb"."""
    if units == IMPERIAL:
        return f"{number(round(kg / KG_PER_POUND))} lb"
    return f"{number(kg, 0 if kg == int(kg) else 1)} {weight_unit(units)}"
