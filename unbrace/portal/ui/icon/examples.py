"""Worked examples of the icon set."""

from typing import Any, Final

from unbrace.portal.ui.icon.icons import ICONS

EXAMPLES: Final[dict[str, dict[str, Any]]] = {"all of them": {"names": list(ICONS)}}
