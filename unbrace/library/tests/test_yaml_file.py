"""Content is read twice as fast as it is complained about: both readers must say the same of every file there is."""

from itertools import chain
from pathlib import Path

import pytest
import yaml

from unbrace.library.errors import ContentError
from unbrace.library.yaml_file import _Fast, _read_by, _Strict, yaml_of

CONTENT = Path(__file__).parents[2] / "content"
FILES = sorted(CONTENT.rglob("*.yaml"))
ODD = [
    "a: 2026-11-23",
    "a: yes\nb: 'no'\nc: ~\nd: 1_000\ne: 0o17\nf: 1e3\ng: .inf",
    "a: |\n  two\n  lines\nb: >\n  one\n  line\n",
    "a: {b: [1, 2], c: 'é'}\nd: &x {e: 1}\nf: *x\n",
    "a: 'ع \U0001f600'\n? b\n: c\n",
]


def _lines(node: yaml.Node) -> list[int]:
    below = (
        list(chain.from_iterable(node.value))
        if isinstance(node, yaml.MappingNode)
        else node.value
        if isinstance(node, yaml.SequenceNode)
        else []
    )
    return [node.start_mark.line, *chain.from_iterable(_lines(part) for part in below)]


def _same(text: str, name: str) -> None:
    fast, slow = (_said_by(kind, text, name) for kind in (_Fast, _Strict))
    assert fast == slow


def _said_by(kind: type[_Fast] | type[_Strict], text: str, name: str) -> tuple[str, list[int]]:
    try:
        read = _read_by(kind, text, name)
    except ContentError as refusal:
        return str(refusal), []
    return repr(read.data), _lines(read.node)


def test_the_fast_reader_says_what_the_exact_one_says_of_every_file() -> None:
    for path in FILES:
        _same(path.read_text(encoding="utf-8"), path.name)
    print(f"{len(FILES)} files compared")
    assert len(FILES) > 300


@pytest.mark.parametrize("text", ODD)
def test_and_of_what_is_seldom_written(text: str) -> None:
    _same(text, "odd.yaml")


def test_they_would_be_noticed_to_differ() -> None:
    one, other = _read_by(_Strict, "a: 1", "x"), _read_by(_Fast, "\na: 1", "x")
    assert _lines(one.node) != _lines(other.node)


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\nb:\n\t- c", 3), ("a: 1\nb: 'open\n", 3), ("a: 1\n b: 2", 2), ("a: b: c", 1)]
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ContentError, match="cannot be read here") as said:
        yaml_of(text, "broken.yaml")
    assert said.value.line == line


def test_a_character_that_yaml_does_not_allow() -> None:
    with pytest.raises(ContentError, match="type the text anew"):
        yaml_of("a: \x07", "broken.yaml")
