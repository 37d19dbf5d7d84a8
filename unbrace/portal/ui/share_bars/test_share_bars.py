"""Hidden is a gap, 0 is a mark, and every bar lies inside the frame."""

from unbrace.portal.ui.share_bars.share_bars import BOTTOM, RIGHT, TOP, ShareBars

POINTS = (("a", 50, 10), ("b", None, 7), ("c", 0, 12), ("d", 100, 9))


def test_hidden_is_a_gap_and_0_a_mark() -> None:
    bars = ShareBars("x", "Active", "", POINTS).bars
    assert [bar.drawn for bar in bars] == [True, False, True, True]
    assert float(bars[2].height) > 0


def test_every_bar_lies_inside_the_frame() -> None:
    for count in (1, 4, 12):
        for bar in ShareBars("x", "Active", "", (POINTS * 3)[:count]).bars:
            assert float(bar.y) >= TOP - 0.1
            assert float(bar.y) + float(bar.height) <= BOTTOM + 0.1
            assert float(bar.x) + float(bar.width) <= RIGHT
