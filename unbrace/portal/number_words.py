"""Numbers as the reader's language writes them: 1,234.5 in English, 1.234,5 in German. Digits are 0 to 9 everywhere."""

from __future__ import annotations

from typing import cast

from django.utils.formats import get_format

SWAPPED = str.maketrans({",": "\0", ".": "\1"})


def number(value: float, digits: int = 0) -> str:
    """With the language's own signs between thousands and before the decimals."""
    thousands = cast(str, get_format("THOUSAND_SEPARATOR"))
    decimal = cast(str, get_format("DECIMAL_SEPARATOR"))
    text = f"{value:,.{digits}f}".translate(SWAPPED)
    return text.replace("\0", thousands).replace("\1", decimal)
