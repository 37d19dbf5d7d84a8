"""The demonstration component: pictures always, the figure only where it was built."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string

from unbrace.portal.ui.demonstration import demonstration as module
from unbrace.portal.ui.demonstration.demonstration import Demonstration, demonstration

PICTURES, ALTS = ("/start.webp", "/end.webp"), ("Standing.", "Sitting back.")


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "BUILT", tmp_path)
    module._address.cache_clear()
    return tmp_path


def squat() -> Demonstration:
    return demonstration(exercise="squat", title="Squat", pictures=PICTURES, alts=ALTS)


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
    for name in ("play", "step", "slow", "mirror", "side", "front"):
        assert f'data-do="{name}"' in page


def test_an_address_changes_with_its_file(built: Path) -> None:
    (built / "demonstration.js").write_text("one")
    before = module._address("demonstration.js")
    module._address.cache_clear()
    (built / "demonstration.js").write_text("two")
    assert module._address("demonstration.js") != before
