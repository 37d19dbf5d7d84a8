"""A drawing stands beside its sentence. Alone in a paragraph it would take a line of its own, above the words."""

import re
from pathlib import Path

PORTAL = Path(__file__).parents[2]
#: Classes that lay their paragraph out in a row, or hold the drawing alone.
LAID_OUT = {"banner", "problem", "privacy", "row", "view-line", "clip-drawn", "bubble-flag"}
ALONE = {"sent-mark", "trouble-mark", "verdict-mark"}
OPENS = re.compile(r"""<p(?: class="(?P<classes>[^"]*)")?[^>]*>\{% icon""")


def test_every_paragraph_that_begins_with_a_drawing_is_laid_out() -> None:
    above = [
        f"{page.relative_to(PORTAL)}: {found[0]}"
        for door in ("patient", "accounts")
        for page in (PORTAL / door).rglob("*.html")
        for found in OPENS.finditer(page.read_text("utf-8"))
        if not set((found["classes"] or "").split()) & (LAID_OUT | ALONE)
    ]
    assert above == []


def test_the_check_sees_one_that_is_not() -> None:
    found = OPENS.search('<p class="small muted">{% icon "shield" %} Your therapist can read this page.</p>')
    assert found is not None
    assert not set(found["classes"].split()) & LAID_OUT
