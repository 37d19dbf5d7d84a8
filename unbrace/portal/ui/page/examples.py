"""Worked examples of the type scale."""

from typing import Any, Final

EXAMPLES: Final[dict[str, dict[str, Any]]] = {"type and tags": {}}
