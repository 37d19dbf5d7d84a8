"""A template as a card: what it holds, who may use it, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unbrace.clinic.programmes.queries import drafts_in, lost_in, newest
from unbrace.portal.dose_words import minutes
from unbrace.portal.logbook import title_of
from unbrace.portal.programme_sheet import seconds_of
from unbrace.portal.therapist.programme_changes import planned_words

if TYPE_CHECKING:
    from unbrace.clinic.care_teams.models import Membership
    from unbrace.clinic.programmes.draft import PrescriptionDraft
    from unbrace.clinic.programmes.models import Template


@dataclass(frozen=True)
class Card:
    """`team` holds ids of memberships, for the boxes; `mine`: the reader owns it and says with whom it is shared."""

    id: Any
    name: str
    number: int
    made: str
    who: str
    shared_with: str
    shared: str
    team: frozenset[Any]
    lines: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]
    minutes: int
    earlier: tuple[str, ...]
    mine: bool
    retired: bool


def begun_with(template: Template) -> Sequence[PrescriptionDraft]:
    return drafts_in(newest(template))


def card_of(template: Template, reader: Membership) -> Card:
    version, drafts = newest(template), begun_with(template)
    team = list(template.team.all())
    names = ", ".join(one.user.name or one.user.email for one in team)
    shared = {"own": "only you", "team": f"with {names}", "clinic": "whole clinic"}
    return Card(
        id=template.pk,
        name=version.name,
        number=version.number,
        made=_made(version),
        who=template.owner.user.name or template.owner.user.email,
        shared_with=template.shared_with,
        shared=shared[template.shared_with],
        team=frozenset(one.pk for one in team),
        lines=tuple((title_of(draft.exercise), planned_words(draft)) for draft in drafts),
        lost=tuple(map(title_of, lost_in(version))),
        minutes=minutes(map(seconds_of, drafts)) if drafts else 0,
        earlier=tuple(
            f"Version {one.number}, {_made(one)}: {one.name}, {len(one.lines)} exercises"
            for one in template.versions.all()
            if one.number != version.number
        ),
        mine=template.owner_id == reader.pk,
        retired=template.retired_at is not None,
    )


def _made(version: Any) -> str:
    who = version.made_by.name or version.made_by.email
    return f"{version.made_at:%-d %B %Y} by {who}"
