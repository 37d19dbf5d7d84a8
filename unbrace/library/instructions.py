"""`instructions.<language>.md`: short Markdown for the patient, turned into HTML that cannot carry anything else."""

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from unbrace.library.errors import ContentError, ContentErrors
from unbrace.library.wordlist import banned_word_in

SECTIONS = 5
SET_UP, STEPS, STOP = 0, 1, 4
#: Headings in English. Other languages have the same five sections in the same order.
ENGLISH_SECTIONS = ("Set up", "Do it", "How it should feel", "Easier or harder", "When to stop")

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "link", "autolink", "html_inline", "html_block"]
)
_HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)
_RAW_HTML = re.compile(r"</?[a-zA-Z][^>\n]*>")


@dataclass(frozen=True)
class Instructions:
    """The text of one language. All HTML is safe to put into a page as it is; the last three are single sections."""

    language: str
    markdown: str
    html: str
    set_up_html: str
    steps_html: str
    stop_html: str


def read_instructions(path: Path, name: str) -> Instructions:
    """Raises ContentErrors naming everything that keeps this text from being shown."""
    try:
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ContentErrors([ContentError(name, "", "is not plain UTF-8 text; save it as UTF-8")]) from None
    return instructions_of(text, name, "en")


def instructions_of(text: str, name: str, language: str) -> Instructions:
    """The same for text that is at hand: the body of a translated file. Raises ContentErrors."""
    if errors := _problems(text, name, language):
        raise ContentErrors(errors)
    set_up, steps, stop = (_MARKDOWN.render(section(text, index)) for index in (SET_UP, STEPS, STOP))
    return Instructions(language, text, _MARKDOWN.render(text), set_up, steps, stop)


def _problems(text: str, name: str, language: str) -> list[ContentError]:
    headings = tuple(_HEADING.findall(text))
    errors = []
    if language == "en" and headings != ENGLISH_SECTIONS:
        wanted = ", ".join(f"## {heading}" for heading in ENGLISH_SECTIONS)
        errors.append(ContentError(name, "", f"needs these five sections in this order: {wanted}"))
    elif len(headings) != SECTIONS:
        errors.append(
            ContentError(
                name,
                "",
                f"has {len(headings)} of the {SECTIONS} sections of the English text; add the others",
            )
        )
    elif not re.search(r"^1\. ", section(text, STEPS), re.MULTILINE):
        errors.append(
            ContentError(
                name,
                headings[STEPS],
                "has no numbered steps; begin each step with its number and a full stop",
            )
        )
    errors += _line_problems(text, name)
    return errors


def _line_problems(text: str, name: str) -> list[ContentError]:
    errors = []
    for number, line in enumerate(text.splitlines(), start=1):
        if tag := _RAW_HTML.search(line):
            errors.append(ContentError(name, "", f"contains the HTML {tag[0]}; use Markdown only", number))
        if word := banned_word_in(line):
            errors.append(
                ContentError(
                    name, "", f"says {word!r}; say it in a way that neither scolds nor alarms", number
                )
            )
    return errors


def section(text: str, index: int) -> str:
    """The text under the heading with this index, without the heading."""
    parts = _HEADING.split(text)
    return parts[2 * index + 2].strip() if len(parts) > 2 * index + 2 else ""
