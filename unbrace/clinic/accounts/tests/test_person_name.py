"""Names go into mails and lists: they stay one line, short, and do not turn the words around them."""

from __future__ import annotations

import pytest

from unbrace.clinic.accounts.person_name import person_name

SLY = "  Eve\r\nBcc: all\u202e\x00 \ud800"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (SLY, "Eve Bcc: all"),
        ("Zoe\u0301  O'Brien-Núñez", "Zoé O'Brien-Núñez"),
        ("می\u200cترا", "می\u200cترا"),
        ("", ""),
    ],
)
def test_a_name_is_one_plain_line(typed: str, kept: str) -> None:
    assert person_name(typed) == kept
