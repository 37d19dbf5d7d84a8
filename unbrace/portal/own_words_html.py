"""The words of an own exercise as HTML: lists of lines, every sign of them escaped."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def steps_html(text: str) -> SafeString:
    """One numbered step a line; nothing where there is none."""
    lines = _lines(text)
    return format_html("<ol>{}</ol>", lines) if lines else SafeString("")


def points_html(text: str) -> SafeString:
    """One point a line."""
    lines = _lines(text)
    return format_html("<ul>{}</ul>", lines) if lines else SafeString("")


def _lines(text: str) -> SafeString:
    return format_html_join(
        "", "<li>{}</li>", ((line.strip(),) for line in text.splitlines() if line.strip())
    )
