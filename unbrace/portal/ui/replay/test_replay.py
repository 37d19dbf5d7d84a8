"""What the replay tells its script stands on the page in words too, and says when it does not know."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from unbrace.portal.ui.replay.examples import EXAMPLES
from unbrace.portal.ui.replay.replay import Repetition, Replay, Side, clock_words


def html(replay: Replay) -> str:
    return render_to_string("ui/replay/replay.html", {"replay": replay})


def test_not_measured_is_no_nought() -> None:
    assert Repetition(1, True, 0, 1, 2).range_words == "not measured"
    assert Repetition(1, True, 0, 1, 2, range_deg=0.0).range_words == "0°"
    assert Repetition(1, True, 0, 1, 2, range_deg=82.4, error_deg=6.6).range_words == "82° ± 7°"


@pytest.mark.parametrize(("ms", "words"), [(0, "0:00"), (999, "0:00"), (64_000, "1:04"), (600_000, "10:00")])
def test_moments_are_read_like_a_clock(ms: float, words: str) -> None:
    assert clock_words(ms) == words


def test_a_quarter_turn_shows_what_the_camera_did_not() -> None:
    plain = Replay("Squat", Side("set 1", "/x/"), 1000)
    assert plain.other_view == "From the side"
    assert "From the front" in html(EXAMPLES["beside an earlier one"]["replay"])


def test_it_opens_at_a_moment_only_when_asked_to() -> None:
    plain = Replay("Squat", Side("set 1", "/x/"), 1000)
    assert "from" not in plain.told
    assert Replay("Squat", Side("set 1", "/x/"), 1000, from_ms=0).told["from"] == 0


def test_without_scripts_it_points_to_what_was_counted() -> None:
    page = html(EXAMPLES["only the figure"]["replay"])
    assert "<noscript>" in page
    assert 'data-part="stage" hidden' in page
    assert 'data-part="chart"' not in page, "no curve was offered, so none is promised"


def test_one_canvas_for_each_set() -> None:
    assert html(EXAMPLES["a set with its curve"]["replay"]).count("<canvas") == 1
    assert html(EXAMPLES["beside an earlier one"]["replay"]).count("<canvas") == 2
