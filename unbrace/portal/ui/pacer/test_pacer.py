"""The count stands there in words for everyone; sound and vibration are off until somebody wants them."""

import re

from django.template.loader import render_to_string

from unbrace.portal.ui.pacer.pacer import Pacer


def drawn(pacer: Pacer) -> str:
    return render_to_string("ui/pacer/pacer.html", {"pacer": pacer})


def test_the_pace_is_said_in_words() -> None:
    html = " ".join(drawn(Pacer(4, 6, 3)).split())
    assert "In for 4, out for 6, small and easy, for 3 minutes. That is about 6 breaths a minute." in html
    assert Pacer(4, 5, 1).breaths_a_minute == "6.7"
    assert "for 1 minute." in drawn(Pacer(4, 5, 1))


def test_nothing_makes_a_noise_unasked() -> None:
    html = drawn(Pacer(4, 6, 3))
    assert html.count('type="checkbox"') == 2
    assert "checked" not in html


def test_without_scripts_there_is_no_button_that_does_nothing() -> None:
    html = drawn(Pacer(4, 6, 3))
    assert re.search(r'data-part="stage" hidden>', html)
    assert html.index("noscript") < html.index('data-part="stage"')
