"""The strip encourages; it has no word and no mark for a missed day."""

from datetime import date

from unbrace.portal.ui.day_strip.day_strip import WORDS, Day


def test_a_day_without_a_session_is_said_kindly() -> None:
    assert Day(date(2026, 11, 23), "quiet").words == "Monday, no session"
    assert not any("miss" in words for words in WORDS.values())


def test_today_is_said_aloud() -> None:
    assert Day(date(2026, 11, 24), "planned", today=True).words == "Tuesday (today), session planned"
