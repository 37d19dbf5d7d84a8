"""Which questionnaires of others a clinic asks, may ask, or has to bring in: what the office's page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.questionnaires.shelf import shelf_of

if TYPE_CHECKING:
    from unbrace.library.questionnaires.kept import Imported


@dataclass(frozen=True)
class Importable:
    """One questionnaire of others. `state`: waiting, not_asked, asked; `ours`: this clinic brought it in, or may."""

    id: str
    title: str
    items: int
    needs_the_owners_licence: bool
    state: str
    ours: bool
    imported: Imported | None
    off_by_default: str


def importables(clinic: Clinic) -> list[Importable]:
    """Every instrument whose words are not ours, by title. What another clinic brought in is not among it."""
    from unbrace.library.questionnaires.file import Terms

    here, found = imported_by(clinic), []
    for one in shelf_of(clinic):
        if one.terms is Terms.OWN_WORDS:
            continue
        kept = here.get(one.id)
        ours = kept is None or kept.clinic == str(clinic.pk)
        state = "waiting" if kept is None else "asked" if kept.active else "not_asked"
        found.append(
            Importable(
                id=one.id,
                title=one.title,
                items=one.instrument.items,
                needs_the_owners_licence=one.terms is Terms.LICENCE_ONLY,
                state=state,
                ours=ours,
                imported=kept if ours else None,
                off_by_default=one.off_by_default or "",
            )
        )
    return sorted(found, key=lambda one: one.title)


def imported_by(clinic: Clinic) -> dict[str, Imported]:
    """Every import that is there for this clinic by id, asked or not."""
    shelf = shelf_of(clinic)
    asked = {one.id: one.imported for one in shelf if one.imported is not None}
    return {**shelf.inactive, **asked}
