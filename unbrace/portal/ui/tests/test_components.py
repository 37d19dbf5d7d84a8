"""A component is a folder with everything in it; its examples are shown in the gallery and run here."""

import re

import pytest
from django.template.loader import render_to_string

from unbrace.portal.ui.gallery import Example, shelves
from unbrace.portal.ui.stylesheet import HERE, component_folders

EXAMPLES = [pytest.param(e, id=f"{shelf.name}: {e.title}") for shelf in shelves() for e in shelf.examples]


@pytest.mark.parametrize("folder", component_folders(), ids=lambda folder: folder.name)
def test_a_folder_holds_template_and_examples(folder: object) -> None:
    names = {path.name for path in (HERE / str(folder)).iterdir()}
    assert {f"{HERE.joinpath(str(folder)).name}.html", "examples.py", "__init__.py"} <= names


def test_there_are_examples_to_look_at() -> None:
    assert len(shelves()) == len(component_folders())
    assert len(EXAMPLES) >= 30


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_keeps_to_the_content_security_policy(example: Example) -> None:
    html = example.html
    assert html.strip()
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style|javascript:", html)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_control_has_a_name(example: Example) -> None:
    html = example.html
    ids = set(re.findall(r'<label for="([^"]+)"', html))
    for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", html):
        wrapped = 'type="radio"' in tag or 'type="checkbox"' in tag or 'type="hidden"' in tag
        found = re.search(r'\bid="([^"]+)"', tag)
        assert wrapped or (found and found.group(1) in ids), tag


def test_a_page_has_a_way_past_its_head_and_its_landmarks() -> None:
    html = render_to_string("ui/error.html", {"status": 404, "message": "There is nothing here for you."})
    assert 'href="#content"' in html
    assert 'id="content"' in html
    assert "<header" in html
    assert "<footer" in html
