"""Which part of the work-list an address asks for. Anything it does not know is the whole of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from unbrace.clinic.worklist.rows import BY_ID

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Asked:
    """What the address asks for: whose people, which reason, and from which place on."""

    everyone: bool
    reason: str
    after: str = ""

    def query(self, *, reason: str | None = None, after: str = "") -> str:
        reason = self.reason if reason is None else reason
        said = {"whose": "all" if self.everyone else "", "reason": reason, "after": after}
        written = urlencode({name: value for name, value in said.items() if value})
        return f"?{written}" if written else ""


def asked_of(query: Mapping[str, str]) -> Asked:
    reason = query.get("reason", "")
    return Asked(query.get("whose") == "all", reason if reason in BY_ID else "", query.get("after", ""))
