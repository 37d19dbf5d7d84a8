"""Collects the worked examples of every component: `examples.py` in its folder feeds the gallery and the tests."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from unbrace.portal.ui.stylesheet import HERE


@dataclass(frozen=True)
class Example:
    """One worked state of a component: what it shows and what its template is given."""

    title: str
    template: str
    context: dict[str, Any]

    @property
    def html(self) -> SafeString:
        """The example as a page would show it."""
        return render_to_string(self.template, self.context)


@dataclass(frozen=True)
class Shelf:
    """One component with its examples, ready for the gallery."""

    name: str
    examples: tuple[Example, ...]


def shelves() -> list[Shelf]:
    """All components in the order of their names."""
    return [_shelf(path.parent.name) for path in sorted(HERE.glob("*/examples.py"))]


def _shelf(name: str) -> Shelf:
    module = import_module(f"unbrace.portal.ui.{name}.examples")
    template = f"ui/{name}/{name}.html"
    return Shelf(name, tuple(Example(title, template, context) for title, context in module.EXAMPLES.items()))
