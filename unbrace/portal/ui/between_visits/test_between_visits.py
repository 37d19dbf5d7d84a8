"""The days between visits: a gap is a gap, words are shown as words, and nothing noted is said kindly."""

from django.template.loader import render_to_string

from unbrace.portal.ui.between_visits.between_visits import Noted, NotedDay
from unbrace.portal.ui.between_visits.examples import EXAMPLES
from unbrace.portal.ui.day_bars.day_bars import DayBars


def shown(noted: Noted) -> str:
    return render_to_string("ui/between_visits/between_visits.html", {"noted": noted})


def test_what_a_person_wrote_is_never_markup() -> None:
    day = NotedDay("Monday", (), ("<script>alert(1)</script>",))
    html = shown(Noted(DayBars("Worst pain", "points of 10", (), ()), (), (), (day,)))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_nothing_noted_blames_nobody() -> None:
    html = shown(EXAMPLES["nothing noted"]["noted"])
    assert "Noting nothing is fine" in html
    assert "<ol" not in html


def test_a_flare_up_stands_beside_its_day() -> None:
    html = shown(EXAMPLES["two weeks with gaps and a flare-up"]["noted"])
    assert '<h3 class="h4">Wed 18 Nov <span class="tag tag-sun">flare-up</span></h3>' in html
    assert "8,400 steps, imported" in html
