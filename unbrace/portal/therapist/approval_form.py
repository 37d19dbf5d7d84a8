"""The yes by name that some changes need: one box for each condition, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import QueryDict

    from unbrace.rehab.approvals import Approval


@dataclass(frozen=True)
class ApprovalLine:
    """One condition, and whether it is ticked."""

    rule: str
    reason: str
    ticked: bool


@dataclass(frozen=True)
class ApprovalForm:
    """`asks_why`: the form around it has no reason of its own."""

    lines: tuple[ApprovalLine, ...]
    because: str
    rules_version: str
    asks_why: bool = True


def approval_form(
    needed: Sequence[Approval], post: QueryDict, *, asks_why: bool = True
) -> ApprovalForm | None:
    """What has to be asked; None where nothing needs a yes by name."""
    if not needed:
        return None
    said = set(post.getlist("approved"))
    return ApprovalForm(
        tuple(ApprovalLine(one.rule, one.reason, one.rule in said) for one in needed),
        post.get("because", ""),
        needed[0].rules_version,
        asks_why,
    )
