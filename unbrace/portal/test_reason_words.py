"""The rules' reasons in words for the person."""

from __future__ import annotations

import pytest

from unbrace.portal.reason_words import OF_GROUP, reason_words


@pytest.mark.parametrize(
    ("because", "words"),
    [
        ("", ""),
        ("because: group LB-O", OF_GROUP),
        ("because: breathing or walking belongs to every day", "Breathing and walking belong to every day."),
        ("because: lumbar_mobility_deficit 2", "It works on this: a low back that moves less than it could."),
        ("because: goal “dance, again” 4/10", "You want to do this again: “dance, again”."),
        (
            "because: fear_avoidance 2, goal “a “good” walk” 0/10",
            "It works on this: trust in movement. You want to do this again: “a “good” walk”.",
        ),
        ("because: something_new 2", OF_GROUP),
    ],
)
def test_each_reason(because: str, words: str) -> None:
    assert reason_words(because) == words
