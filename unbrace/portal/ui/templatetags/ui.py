"""Tags that templates of every door may use: `{% icon %}`, `{% style_address %}`, `|initials`."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from unbrace.clinic.conversations.queries import concern_words_are_draft
from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.questionnaires.queries import is_draft
from unbrace.portal.built_id import build_id
from unbrace.portal.ui.icon.icons import ICONS
from unbrace.portal.ui.stylesheet import is_built, stylesheet

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small line drawing beside words. Always decoration: the words beside it say the same."""
    drawing = mark_safe(ICONS[name])  # noqa: S308 - our own constant
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>', drawing
    )


@register.simple_tag
def style_address() -> str:
    """Where the style sheet lies, with the hash of its content."""
    return f"{_style_place()}?v={stylesheet().version}"


@cache
def _style_place() -> str:
    return static("built/style.css") if is_built() else reverse("ui:style")


@register.filter
def initials(name: str) -> str:
    """First letters of the first and last name, for the round mark beside a person: "Maria Lopez" -> "ML"."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def dialled(number: str) -> str:
    """A telephone number as a link dials it: without spaces."""
    return number.replace(" ", "")


@register.simple_tag
def built_id() -> str:
    """The id of what was built for the browser; it goes into the address of a page's own style sheet."""
    return build_id()


@register.simple_tag
def content_is_draft() -> bool:
    """Whether any exercise, safety question or word of concern still waits for a clinician's review; every page then
    says so."""
    return catalogue().draft or is_draft() or concern_words_are_draft()
