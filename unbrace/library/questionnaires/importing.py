"""From a file to an import: which instrument it is, who says it may be used here, and what somebody sees before.

Used by the command and by the office's page alike. A LOINC code or a FHIR file found on the web is not a licence, so a
reference to one is asked for every time: a letter, a page of the owner, a contract's number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from unbrace.library.questionnaires.extensions import LOINC
from unbrace.library.questionnaires.file import Terms
from unbrace.library.questionnaires.kept import keep, parsed
from unbrace.library.questionnaires.reading import NotImported, questionnaire_in, read_wording
from unbrace.library.questionnaires.shelf import Questionnaire, Shelf
from unbrace.library.questionnaires.wording import Wording
from unbrace.library.wording import did_you_mean
from unbrace.rehab.answer_ranges import answer_ranges

SHOWN = 60
SHORTEST_LICENCE = 8


@dataclass(frozen=True)
class Ready:
    """A file that fits, not kept yet."""

    questionnaire: Questionnaire
    wording: Wording
    licence: str
    raw: bytes

    def preview(self) -> str:
        """What is about to be imported, one line an item, for somebody who compares it with the original."""
        one = self.questionnaire
        head = f"{one.title} ({one.id}), {len(self.wording.items)} items, language {self.wording.language}"
        lines = [head, f"licence: {self.licence}"]
        for number, (item, (lowest, highest)) in enumerate(
            zip(self.wording.items, answer_ranges(one.instrument), strict=True), 1
        ):
            text = item.text if len(item.text) <= SHOWN else f"{item.text[: SHOWN - 1]}…"
            lines.append(f"{number:3}. {text} [{lowest}-{highest}]")
        if one.off_by_default:
            lines.append(f"Off until somebody turns it on: {one.off_by_default}.")
        return "\n".join(lines)

    def keep_in(self, folder: Path, *, on: date, active: bool = True, clinic: str = "") -> Path:
        """Keep it under its id in the folder of imports; replaces what was imported before."""
        place = folder / self.questionnaire.id
        language = self.wording.language
        keep(place, self.raw, licence=self.licence, language=language, on=on, active=active, clinic=clinic)
        return place


def made_ready(
    raw: bytes, shelf: Shelf, *, licence: str, as_id: str | None = None, language: str | None = None
) -> Ready:
    """The file against its instrument. Raises NotImported with one sentence."""
    resource = questionnaire_in(parsed(raw))
    questionnaire = _instrument(resource, shelf, as_id)
    if questionnaire.terms is Terms.OWN_WORDS:
        raise NotImported(f"{questionnaire.id} is asked in our own words; there is nothing to import")
    if len(licence.strip()) < SHORTEST_LICENCE:
        owner = (
            "its owner's licence" if questionnaire.terms is Terms.LICENCE_ONLY else "where its use is allowed"
        )
        raise NotImported(f"name {owner} with --licence, such as a contract's number or the owner's page")
    wording = read_wording(resource, questionnaire.instrument, questionnaire.loinc.items, language=language)
    return Ready(questionnaire, wording, licence.strip(), raw)


def _instrument(resource: Mapping[str, Any], shelf: Shelf, as_id: str | None) -> Questionnaire:
    if as_id is not None:
        if as_id not in shelf:
            others = [one.id for one in shelf if one.terms is not Terms.OWN_WORDS]
            raise NotImported(f"there is no instrument {as_id!r}; {did_you_mean(as_id, others)}")
        return shelf[as_id]
    panels = {code.get("code") for code in resource.get("code", ()) if code.get("system") == LOINC}
    names = {str(resource.get(name, "")).lower().rsplit("/", 1)[-1] for name in ("id", "name", "url")}
    fitting = [one for one in shelf if one.loinc.panel in panels and one.loinc.panel] or [
        one for one in shelf if {one.id, one.id.replace("-", "")} & names
    ]
    if len(fitting) != 1:
        raise NotImported("it does not say which instrument it is; name it with --as")
    return fitting[0]
