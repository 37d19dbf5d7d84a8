"""Which questionnaires of others are here, and for whom: what the office's page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unbrace.clinic.care_teams.models import Clinic
from unbrace.clinic.intakes.way_in import questionnaires, way_in

if TYPE_CHECKING:
    from unbrace.library.questionnaires.kept import Imported


@dataclass(frozen=True)
class Importable:
    """One questionnaire of others. `state`: waiting, not_asked, asked; `ours`: this clinic's office may change it."""

    id: str
    title: str
    items: int
    needs_the_owners_licence: bool
    state: str
    ours: bool
    imported: Imported | None
    off_by_default: str


def importables(clinic: Clinic) -> list[Importable]:
    """Every instrument whose words are not ours, by title. Another clinic's licence is not shown."""
    from unbrace.library.questionnaires.file import Terms

    here, found = imported_here(), []
    for one in questionnaires():
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


def imported_here() -> dict[str, Imported]:
    """Every import of this house by id, asked or not."""
    shelf = questionnaires()
    asked = {one.id: one.imported for one in shelf if one.imported is not None}
    return {**shelf.inactive, **asked}


def read_anew() -> None:
    """After an import or a switch: this process reads the imports again; another reads them at its start."""
    questionnaires.cache_clear()
    way_in.cache_clear()
