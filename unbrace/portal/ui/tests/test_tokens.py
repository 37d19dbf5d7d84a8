"""Every text can be read on its ground, in daylight and at night: calculated, not looked at."""

import pytest

from unbrace.portal.ui.tokens import CONSTANT, DARK, LIGHT, PAIRS, as_css, contrast


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_text_stands_out_from_its_ground(theme: str, front: str, ground: str, least: float) -> None:
    colours = (LIGHT if theme == "light" else DARK) | CONSTANT
    assert contrast(colours[front], colours[ground]) >= least


def test_contrast_agrees_with_the_figures_wcag_prints() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_a_pale_grey_on_paper_would_be_caught() -> None:
    assert contrast("#a8a59d", LIGHT["paper"]) < 4.5


def test_both_themes_name_the_same_colours() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_dark_follows_the_system_unless_the_person_chose_light() -> None:
    css = as_css()
    assert ':root:not([data-theme="light"])' in css
    assert ':root[data-theme="dark"]' in css
