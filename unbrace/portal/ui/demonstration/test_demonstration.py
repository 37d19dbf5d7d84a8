"""The demonstration component: pictures always, the figure only where it was built."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from unbrace.portal.ui.demonstration import demonstration as module
from unbrace.portal.ui.demonstration.demonstration import MOULD, Demonstration, demonstration
from unbrace.portal.ui.dose_editor.dose_editor import DAYS

PICTURES, ALTS = ("/start.webp", "/end.webp"), ("Standing.", "Sitting back.")


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "BUILT", tmp_path)
    module._address.cache_clear()
    return tmp_path


def squat() -> Demonstration:
    return demonstration(film="squat", title="Squat", pictures=PICTURES, alts=ALTS)


def html(card: Demonstration) -> str:
    return render_to_string("ui/demonstration/demonstration.html", {"demonstration": card})


def test_without_built_files_there_are_two_pictures_and_no_empty_promise(built: Path) -> None:
    page = html(squat())
    assert page.count("<img") == 2
    assert 'alt="Standing."' in page
    assert "<button" not in page
    assert "data-module" not in page


def test_with_them_the_figure_is_offered_but_not_loaded(built: Path) -> None:
    (built / "demonstrations").mkdir()
    for name in ("demonstrations/squat.json", "demonstrations/figure.glb", "demonstration.js"):
        (built / name).write_bytes(name.encode())
    page = html(squat())
    assert "<script" not in page
    assert 'data-film="/static/built/demonstrations/squat.json?v=' in page
    for name in ("play", "slow", "mirror", "step", "left", "right"):
        assert f'data-do="{name}"' in page


def test_the_figure_is_named_by_its_exercise_and_by_nothing_a_form_field_is_called(built: Path) -> None:
    names = re.findall(
        r'aria-label="([^"]*)"', html(Demonstration("Squat", *PICTURES, *ALTS, "/f", "/g", "/v"))
    )
    assert names == ["Moving picture: Squat", "The moving picture: Squat"]
    for text in (*ALTS, *DAYS, "Sets", "Reps", "Hold", "Rest", "Side"):
        assert all(text.lower() not in name.lower() for name in names)


def test_no_button_sends_the_form_it_stands_in(built: Path) -> None:
    page = html(Demonstration("Squat", *PICTURES, *ALTS, "/f", "/g", "/v"))
    assert page.count("<button") == page.count('type="button"') == 7


def test_the_mould_holds_every_part_and_asks_for_nothing() -> None:
    page = html(MOULD)
    assert page.count("<img") == 2
    assert "src=" not in page
    for part in ("open", "status", "stage", "pictures", "title"):
        assert f'data-part="{part}"' in page


def test_an_address_changes_with_its_file(built: Path) -> None:
    (built / "demonstration.js").write_text("one")
    before = module._address("demonstration.js")
    module._address.cache_clear()
    (built / "demonstration.js").write_text("two")
    assert module._address("demonstration.js") != before
