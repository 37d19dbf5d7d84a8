"""Mark the plain words of templates for translation: `python setup/mark_templates.py page.html …`

A first draft for whoever writes a page: every run of words between tags becomes `{% translate %}`, or
`{% blocktranslate %}` where a value stands in it, and so do labels in attributes and in includes. What is marked
already stays. Read the result: a sentence that is cut by a tag reads better as two, and a plural is yours to write;
both are named at the end.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

#: What stands between words: comments, drawings, scripts, template tags and HTML tags with template tags in them.
TOKEN: Final = re.compile(
    r"(\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->|\{#.*?#\}|<svg\b.*?</svg>|<script\b.*?</script>|\{%.*?%\}"
    r'|<(?:[^<>"\{]|"(?:[^"\{]|\{%.*?%\}|\{\{.*?\}\})*"|\{%.*?%\}|\{\{.*?\}\})*>)',
    re.DOTALL,
)
VALUE: Final = re.compile(r"\{\{\s*(.*?)\s*\}\}")
ATTRIBUTE: Final = re.compile(r'\b(aria-label|title|alt|placeholder)="([^"]*)"')
INCLUDED: Final = re.compile(r'\b(title|text|label|help|question|low|high|heading|eyebrow)="([^"]+)"')
WORD: Final = re.compile(r"[A-Za-z]{2,}")
INLINE: Final = re.compile(r"</?(?:a|b|i|em|strong|span|small)\b")
NOT_WORDS: Final = ("{% block body_class", "{% blocktranslate", "{% plural")


def marked(text: str) -> tuple[str, list[str]]:
    """The template with its words marked, and what to look at again."""
    parts, out, look_at, inside = TOKEN.split(text), [], [], False
    for number, part in enumerate(parts):
        before = parts[number - 1] if number else ""
        after = parts[number + 1] if number + 1 < len(parts) else ""
        if number % 2:
            inside = part.startswith("{% blocktranslate") or (
                inside and not part.startswith("{% endblocktranslate")
            )
            out.append(part if inside else _tag(part))
        elif inside or before.startswith(NOT_WORDS):
            out.append(part)
        else:
            done = _words(re.sub(r'\|(date|default):"([^"]+)"', r'|\1:_("\2")', part))
            if done != part and (INLINE.match(before) or INLINE.match(after) or "pluralize" in part):
                look_at.append(part.strip())
            out.append(done)
    return "".join(out), look_at


def _tag(tag: str) -> str:
    if re.match(r"\{%\s*include", tag):
        tag = INCLUDED.sub(r'\1=_("\2")', tag)
    elif tag.startswith("<") and not tag.startswith(("<svg", "<script", "<!--")):
        tag = ATTRIBUTE.sub(lambda found: f'{found[1]}="{_words(found[2])}"', tag)
    return re.sub(r'\|date:"([^"]+)"', r'|date:_("\1")', tag)


def _words(text: str) -> str:
    core = re.sub(r"\s+", " ", text.strip())
    if "{%" in text or "pluralize" in text or not WORD.search(re.sub(r"&\w+;", "", VALUE.sub("", core))):
        return text
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return start + (_with_values(core) if VALUE.search(core) else _plain(core)) + end


def _plain(words: str) -> str:
    quote = '"' if '"' not in words else "'" if "'" not in words else ""
    return (
        f"{{% translate {quote}{words}{quote} %}}"
        if quote
        else f"{{% blocktranslate %}}{words}{{% endblocktranslate %}}"
    )


def _with_values(words: str) -> str:
    names: dict[str, str] = {}
    for value in VALUE.findall(words):
        last = value.split("|")[0].split(".")[-1]
        names.setdefault(
            value, last if last.isidentifier() and last not in names.values() else f"value_{len(names)}"
        )
    given = " ".join(f"{name}={value}" for value, name in names.items() if name != value)
    said = VALUE.sub(lambda found: f"{{{{ {names[found[1]]} }}}}", words)
    return f"{{% blocktranslate{f' with {given}' if given else ''} %}}{said}{{% endblocktranslate %}}"


def main(arguments: list[str]) -> int:
    for name in arguments:
        path = Path(name)
        text, look_at = marked(path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8")
        for words in look_at:
            print(f"{name}: look at “{words}”")
    return 0 if arguments else 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
