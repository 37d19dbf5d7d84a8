"""One style sheet, small, whole, and never stale."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from unbrace.portal.ui import stylesheet as module
from unbrace.portal.ui.stylesheet import component_folders, stylesheet

#: Letters, of which 6,000 are for pacer, charts and diary, 3,000 for the work-list, 4,000 for replay and comments, and
#: 1,000 for languages and right to left, 6,000 for the chart, the builder, visits, assessments and the office. 48,900
#: travel as 8.9 kB: the first page may have 100.
BIGGEST = 50_000


def test_it_stays_small() -> None:
    assert 5_000 < len(stylesheet().text) < BIGGEST


def test_every_component_is_in_it_after_the_page_frame() -> None:
    text = stylesheet().text
    assert {folder.name for folder in component_folders()} >= {"page", "button", "card", "range_chart"}
    assert text.index(":root{") < text.index(".page-head") < text.index(".button{")


def test_it_asks_for_nothing_from_elsewhere() -> None:
    assert "http" not in stylesheet().text
    assert "@import" not in stylesheet().text


def test_a_copy_from_before_an_edit_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "built_file", lambda: tmp_path / "style.css")
    assert not module.is_built()
    (tmp_path / "style.css").write_text(stylesheet().text + "/* older */")
    assert not module.is_built()
    (tmp_path / "style.css").write_text(stylesheet().text)
    assert module.is_built()


def test_it_comes_squeezed_to_browsers_that_can_unpack_it() -> None:
    squeezed = Client().get(reverse("ui:style"), headers={"accept-encoding": "gzip"})
    plain = Client().get(reverse("ui:style"))
    assert squeezed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert len(squeezed.content) < len(plain.content) / 3


def test_a_short_field_is_short() -> None:
    """A rule for every field that counts for more than the one for short ones once made the hours of a week two screens
    long: that of the short ones has the element's name as well, and comes later."""
    text = stylesheet().text
    assert 0 < text.index(".field input:not(") < text.index(".field input.input-short{")
