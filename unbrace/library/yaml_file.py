"""Reads one YAML file of the content, strictly: nothing is lost silently and every value knows its line."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from unbrace.library.errors import ContentError

Location = Sequence[str | int]


_WITHOUT_DATES = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Strict(yaml.SafeLoader):
    """YAML without dates (a version such as 2026-11-23 stays text); says on which line it cannot go on."""

    yaml_implicit_resolvers = _WITHOUT_DATES


class _Fast(yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader):  # type: ignore[misc]
    """The same, read by libyaml: ten times as fast, so that a server is there sooner. Its complaints are not ours."""

    yaml_implicit_resolvers = _WITHOUT_DATES


@dataclass(frozen=True)
class YamlFile:
    """The data of one file, and where in the file each part stands."""

    name: str
    data: dict[str, Any]
    node: yaml.MappingNode

    def line_of(self, location: Location) -> int:
        """The line of what `location` leads to, or of the last part on the way that is there."""
        node: yaml.Node = self.node
        line = 0
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line

    def error(self, location: Location, remedy: str) -> ContentError:
        """An error about this place in this file."""
        return ContentError(self.name, path_of(location), remedy, self.line_of(location))


def read_yaml(path: Path, name: str) -> YamlFile:
    """The file's content. Raises ContentError when it cannot be read as one list of `name: value` entries."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError(name, "", "is missing; add the file") from None
    except UnicodeDecodeError:
        raise ContentError(name, "", "is not plain UTF-8 text; save it as UTF-8") from None
    return yaml_of(text, name)


def yaml_of(text: str, name: str) -> YamlFile:
    """The same for text that is at hand. Raises ContentError."""
    try:
        return _read_by(_Fast, text, name)
    except yaml.YAMLError:
        pass  # read once more by whoever can say where it is wrong
    try:
        return _read_by(_Strict, text, name)
    except yaml.MarkedYAMLError as problem:
        raise _not_yaml(name, problem) from None
    except yaml.YAMLError:
        raise ContentError(name, "", "contains a character YAML does not allow; type the text anew") from None


def _read_by(kind: type[_Strict] | type[_Fast], text: str, name: str) -> YamlFile:
    loader = kind(text)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise ContentError(
                name, "", "is empty or not a list of `name: value` entries; compare it with another"
            )
        _refuse_twice(name, node, ())
        return YamlFile(name, loader.construct_document(node), node)
    finally:
        loader.dispose()


def path_of(location: Location) -> str:
    """`("movement", "phases", 0, "name")` as `movement.phases[0].name`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).lstrip(".")


def _not_yaml(name: str, problem: yaml.MarkedYAMLError) -> ContentError:
    mark = problem.problem_mark or problem.context_mark
    line = mark.line + 1 if mark else 0
    return ContentError(
        name, "", "cannot be read here; look for a missing space after a colon, a tab, or an open quote", line
    )


def _refuse_twice(name: str, node: yaml.Node, at: tuple[str | int, ...]) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            here, line = (*at, str(key.value)), key.start_mark.line + 1
            if key.value in seen:
                first = seen[key.value]
                raise ContentError(
                    name, path_of(here), f"written twice, first on line {first}; keep one", line
                )
            seen[key.value] = line
            _refuse_twice(name, value, here)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _refuse_twice(name, value, (*at, index))


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child.start_mark.line + 1, child
    return None
