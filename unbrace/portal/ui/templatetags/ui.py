"""Tags that templates of every door may use: `{% icon %}`, `{% style_address %}`, `|initials`."""

from functools import cache
from json import JSONEncoder
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.check_ins.gate import HIGH, RISE
from unbrace.clinic.conversations.queries import concern_words_are_draft
from unbrace.clinic.programmes.queries import catalogue
from unbrace.clinic.questionnaires.queries import is_draft
from unbrace.portal.browser_words import browser_catalogue
from unbrace.portal.built_id import build_id
from unbrace.portal.danger_words import danger_words_address
from unbrace.portal.language import ENGLISH, interface_is_reviewed
from unbrace.portal.rule_words import WAY_IN
from unbrace.portal.ui.icon.icons import ICONS, POINTING
from unbrace.portal.ui.language_switch.language_switch import Language
from unbrace.portal.ui.language_switch.language_switch import languages as languages_to_choose
from unbrace.portal.ui.stylesheet import is_built, stylesheet

register = template.Library()
WAY_IN_WORDS = frozenset(WAY_IN)


class AsWritten(JSONEncoder):
    """Arabic in two bytes a letter, not in six."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"ensure_ascii": False, "separators": (",", ":")}))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small line drawing beside words. Always decoration: the words beside it say the same."""
    drawing = mark_safe(ICONS[name])  # noqa: S308 - our own constant
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        " mirror-rtl" if name in POINTING else "",
        drawing,
    )


@register.simple_tag
def style_address() -> str:
    """Where the style sheet lies, with the hash of its content."""
    return f"{_style_place()}?v={stylesheet().version}"


@cache
def _style_place() -> str:
    return static("built/style.css") if is_built() else reverse("ui:style")


@register.simple_tag(takes_context=True)
def how_one_reads(context: template.Context) -> SafeString:
    """The size of the text and whether questions are read aloud: the account's own, or, where nobody is signed in, what
    this device was told the last time."""
    request = context.get("request")
    if request is None:
        return mark_safe("")
    user: Any = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    size = user.text_size if signed_in else request.COOKIES.get("text_size", "")
    words = f' data-text="{size}"' if size in ("large", "larger") else ""
    return mark_safe(words + (" data-reads-aloud" if signed_in and user.reads_aloud else ""))  # noqa: S308 - two known words


@register.simple_tag(takes_context=True)
def whose_page(context: template.Context) -> SafeString:
    """On a person's own page: the mark of whose it is, for what the browser keeps for times without a network, and from
    which pain on (0 to 10), or which rise above the usual, an answer stops what is kept."""
    request = context.get("request")
    if request is None or not getattr(request, "patient", None):
        return mark_safe("")
    return format_html(
        ' data-owner="{}" data-care="{}" data-high="{}" data-rise="{}"',
        owner_mark(request.user),
        request.patient.pk,
        HIGH,
        RISE,
    )


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
def danger_words() -> str:
    """Where a device finds the words of danger."""
    return danger_words_address()


@register.simple_tag
def content_is_draft() -> bool:
    """Whether any exercise, safety question or word of concern still waits for a clinician's review; every page then
    says so."""
    return catalogue().draft or is_draft() or concern_words_are_draft()


@register.simple_tag
def languages() -> tuple[Language, ...]:
    """The languages to choose from, the present one marked."""
    return languages_to_choose()


@register.filter
def in_known_words(answer: str) -> str:
    """An answer that was chosen from the content's own words, in the reader's language; own words stay as written."""
    parts = answer.split(", ")
    return gettext(", ").join(map(gettext, parts)) if WAY_IN_WORDS.issuperset(parts) else answer


@register.simple_tag(takes_context=True)
def translation_is_draft(context: Context) -> bool:
    """Whether this page is in a language whose words no person has approved yet. The page then says so."""
    clinic = getattr(context.get("request"), "clinic", None)
    return not interface_is_reviewed(get_language() or ENGLISH, clinic)


@register.simple_tag
def browser_words() -> SafeString:
    """What scripts say on this page, in the page itself: it is there without a network, too. Nothing in English."""
    words = browser_catalogue(get_language() or ENGLISH)
    return json_script(words, "browser-words", AsWritten) if words else SafeString("")
