"""axe-core on a page: WCAG 2.2 A and AA, and axe's own best practices."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"


@cache
def _axe() -> str:
    return AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds, one line each: rule, how bad, and the first element. Empty is good.

    Raises AssertionError when axe checked nothing: an empty page has no violations either.
    """
    page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate(
        "async () => await axe.run(document, { resultTypes: ['violations'] })"
    )
    assert len(found["passes"]) >= 10, f"axe checked only {len(found['passes'])} rules on {page.url}"
    return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:160]}" for v in found["violations"]]


def too_wide(page: Page) -> int:
    """How many pixels the page is wider than the screen: sideways scrolling loses people."""
    wide: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wide
