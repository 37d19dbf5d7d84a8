"""Templates: versions, who may use them, and nobody's change written over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.people import BRIDGES, SQUATS
from unbrace.clinic.audit.models import AuditEntry
from unbrace.clinic.programmes.actions import (
    bring_back_template,
    change_template,
    keep_template,
    retire_template,
    share_template,
)
from unbrace.clinic.programmes.draft import PrescriptionDraft
from unbrace.clinic.programmes.queries import drafts_in, in_use, lost_in, newest, template_of
from unbrace.clinic.refused import Conflict, NotYours, Refused

if TYPE_CHECKING:
    from tests.people import People
    from unbrace.clinic.programmes.models import Template

IN_TURN = [
    replace(SQUATS, circuit=7, tempo="3-1-2", load_kg=4.0, days=(0, 2, 4), part_of_day="evening"),
    replace(BRIDGES, circuit=7, days=(0, 2, 4), part_of_day="evening"),
]


def kept(people: People, shared_with: str = "own", **more: object) -> Template:
    return keep_template(
        by=people.tom.user,
        clinic=people.riverside,
        name="Start easy",
        drafts=IN_TURN,
        shared_with=shared_with,
        **more,  # type: ignore[arg-type]
    )


def names(member: object) -> list[str]:
    return [newest(one).name for one in in_use(member)]  # type: ignore[arg-type]


def test_it_holds_every_part_of_the_dose(people: People) -> None:
    held = drafts_in(newest(kept(people)))
    assert held == [replace(draft, circuit=1) for draft in IN_TURN]


def test_own_is_seen_by_its_owner_alone(people: People) -> None:
    template = kept(people)
    assert names(people.tom) == ["Start easy"]
    assert names(people.theo) == []
    with pytest.raises(NotYours):
        template_of(people.theo, template.pk)


def test_a_team_is_the_colleagues_that_were_named(people: People) -> None:
    kept(people, "team", team=[str(people.theo.pk)])
    assert names(people.theo) == ["Start easy"]
    assert names(people.ines) == []


def test_a_team_has_somebody_in_it_and_nobody_of_another_clinic(people: People) -> None:
    for team in ([], [str(people.ines.pk)], [str(people.olga.pk)], [str(people.fred.pk)]):
        with pytest.raises(Refused, match="colleague"):
            kept(people, "team", team=team)


def test_the_clinics_is_for_every_therapist_of_it_and_for_no_other(people: People) -> None:
    template = kept(people, "clinic")
    assert names(people.theo) == ["Start easy"]
    assert names(people.ines) == []
    for stranger in (people.ines, people.olga, people.fred):
        with pytest.raises(NotYours):
            retire_template(by=stranger.user, template=template)


def test_a_change_is_a_new_version_and_the_one_before_stays(people: People) -> None:
    template = kept(people, "clinic")
    change_template(
        by=people.theo.user, template=template, name="Start easier", drafts=[SQUATS], starting_from=1
    )
    versions = list(template_of(people.tom, template.pk).versions.all())
    assert [(one.number, one.name, len(one.lines), one.made_by) for one in versions] == [
        (2, "Start easier", 1, people.theo.user),
        (1, "Start easy", 2, people.tom.user),
    ]


def test_who_changes_an_older_one_is_told(people: People) -> None:
    template = kept(people, "clinic")
    change_template(by=people.theo.user, template=template, name="Other", drafts=[SQUATS], starting_from=1)
    with pytest.raises(Conflict):
        change_template(by=people.tom.user, template=template, name="Mine", drafts=[BRIDGES], starting_from=1)


def test_no_change_makes_no_version(people: People) -> None:
    template = kept(people)
    with pytest.raises(Refused, match="says already"):
        change_template(
            by=people.tom.user, template=template, name="Start easy", drafts=IN_TURN, starting_from=1
        )


def test_retired_it_is_offered_no_more_and_taken_back_it_is_again(people: People) -> None:
    template = kept(people)
    retire_template(by=people.tom.user, template=template)
    assert names(people.tom) == []
    bring_back_template(by=people.tom.user, template=template)
    assert names(people.tom) == ["Start easy"]


def test_its_owner_says_with_whom_it_is_shared(people: People) -> None:
    template = kept(people, "clinic")
    with pytest.raises(Refused, match="owner"):
        share_template(by=people.theo.user, template=template, shared_with="own")
    share_template(by=people.tom.user, template=template, shared_with="own")
    assert names(people.theo) == []


def test_a_wrong_dose_no_name_and_an_unknown_exercise_are_refused(people: People) -> None:
    wrong: list[tuple[str, list[PrescriptionDraft]]] = [
        ("Good", [replace(SQUATS, sets=0)]),
        (" ", [SQUATS]),
        ("Good", [PrescriptionDraft("no-such", 2, 8)]),
        ("Good", []),
    ]
    for name, drafts in wrong:
        with pytest.raises(Refused):
            keep_template(by=people.tom.user, clinic=people.riverside, name=name, drafts=drafts)


def test_what_the_library_lost_is_left_out_and_named(people: People) -> None:
    version = newest(kept(people))
    version.lines[0]["exercise"] = "gone-since"
    assert [draft.exercise for draft in drafts_in(version)] == ["glute-bridge"]
    assert lost_in(version) == ["gone-since"]


def test_each_deed_is_written_down(people: People) -> None:
    template = kept(people)
    retire_template(by=people.tom.user, template=template)
    deeds = AuditEntry.objects.filter(subject_id=str(template.pk)).values_list("deed", flat=True)
    assert set(deeds) == {"programmes.keep_template", "programmes.retire_template"}
