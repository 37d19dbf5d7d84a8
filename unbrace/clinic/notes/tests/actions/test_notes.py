"""From a draft to a signed note, what an amendment does, and what cannot be undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.people import People
from unbrace.clinic.audit.append_only import WrittenOnce
from unbrace.clinic.notes.actions import (
    Written,
    amend_note,
    begin_note,
    co_sign,
    drop_draft,
    drop_template,
    keep_template,
    save_draft,
    sign_note,
)
from unbrace.clinic.notes.models import Note, NoteDraft
from unbrace.clinic.notes.queries import draft_of, earlier_of, notes_of, template_of, templates_for
from unbrace.clinic.refused import Conflict, NotYours, Refused

PARTS = {
    "subjective": "Sleeps better.",
    "objective": "8 squats seen.",
    "assessment": "On track.",
    "plan": "Go on.",
}
WRITTEN = Written(PARTS, ["M54.50 Low back pain, unspecified"], "", saves=0)


def a_note(people: People) -> Note:
    draft = begin_note(by=people.tom.user, patient=people.maria, parts={})
    return sign_note(by=people.tom.user, draft=save_draft(by=people.tom.user, draft=draft, written=WRITTEN))


def test_a_draft_is_its_authors_alone_and_signing_ends_it(people: People) -> None:
    draft = begin_note(by=people.tom.user, patient=people.maria, parts={"plan": "Go on."})
    assert begin_note(by=people.tom.user, patient=people.maria, parts={"plan": "Other"}).plan == "Go on."
    assert draft_of(people.theo.user, people.maria) is None
    for deed in (
        lambda: drop_draft(by=people.theo.user, draft=draft),
        lambda: sign_note(by=people.theo.user, draft=draft),
    ):
        with pytest.raises(NotYours):
            deed()
    note = sign_note(by=people.tom.user, draft=draft)
    assert (note.author, note.plan, NoteDraft.objects.count()) == (people.tom.user, "Go on.", 0)


def test_a_signed_note_is_never_changed_and_never_deleted(people: People) -> None:
    note = a_note(people)
    note.plan = "Something else"
    with pytest.raises(WrittenOnce):
        note.save()
    with pytest.raises(WrittenOnce):
        note.delete()
    with pytest.raises(WrittenOnce):
        Note.objects.filter(pk=note.pk).update(plan="x")


def test_an_amendment_says_why_and_both_stay_readable(people: People) -> None:
    first = a_note(people)
    draft = amend_note(by=people.tom.user, note=first)
    assert (draft.plan, draft.codes) == ("Go on.", ["M54.50"])
    with pytest.raises(Refused, match="what was wrong or missing"):
        sign_note(by=people.tom.user, draft=draft)
    written = replace(WRITTEN, parts=PARTS | {"plan": "Go on, lighter."}, because="The load was wrong.")
    second = sign_note(by=people.tom.user, draft=save_draft(by=people.tom.user, draft=draft, written=written))
    assert list(notes_of(people.maria)) == [second]
    assert earlier_of(second) == [first]
    with pytest.raises(Refused, match="amended already"):
        amend_note(by=people.tom.user, note=first)


def test_only_the_author_amends_and_a_draft_that_is_there_is_not_lost_to_it(people: People) -> None:
    note = a_note(people)
    with pytest.raises(NotYours):
        amend_note(by=people.theo.user, note=note)
    begin_note(by=people.tom.user, patient=people.maria, parts={"plan": "Half written"})
    with pytest.raises(Refused, match="draft for this person already"):
        amend_note(by=people.tom.user, note=note)
    draft = draft_of(people.tom.user, people.maria)
    assert draft is not None
    assert draft.plan == "Half written"


def test_a_colleague_co_signs_once_and_nobody_their_own(people: People) -> None:
    note = a_note(people)
    with pytest.raises(Refused, match="your own note"):
        co_sign(by=people.tom.user, note=note)
    assert co_sign(by=people.theo.user, note=note) == co_sign(by=people.theo.user, note=note)
    assert note.co_signatures.count() == 1


def test_a_second_tab_does_not_write_over_the_first(people: People) -> None:
    draft = begin_note(by=people.tom.user, patient=people.maria, parts={})
    save_draft(by=people.tom.user, draft=draft, written=WRITTEN)
    with pytest.raises(Conflict, match="another tab"):
        save_draft(by=people.tom.user, draft=draft, written=WRITTEN)


@pytest.mark.parametrize(
    ("written", "sentence", "field"),
    [
        (replace(WRITTEN, codes=["sciatica"]), "is not in the list of codes", "codes"),
        (
            replace(WRITTEN, codes=["M54.50", "M54.2", "M54.6", "M54.31", "M54.16"]),
            "at most 4 codes",
            "codes",
        ),
        (
            replace(WRITTEN, parts=PARTS | {"plan": "x" * 8001}),
            "at most 8000 letters; there are 8001",
            "plan",
        ),
    ],
    ids=["a word", "five codes", "too long"],
)
def test_bad_input_is_refused_with_what_to_do(
    people: People, written: Written, sentence: str, field: str
) -> None:
    draft = begin_note(by=people.tom.user, patient=people.maria, parts={})
    with pytest.raises(Refused, match=sentence) as refusal:
        save_draft(by=people.tom.user, draft=draft, written=written)
    assert refusal.value.field == field
    draft.refresh_from_db()
    assert draft.saves == 0


def test_an_empty_note_is_not_signed(people: People) -> None:
    draft = begin_note(by=people.tom.user, patient=people.maria, parts={})
    with pytest.raises(Refused, match="nothing in this note"):
        sign_note(by=people.tom.user, draft=draft)


def test_nobody_without_a_therapists_role_writes_about_her(people: People) -> None:
    for user in (people.olga.user, people.ines.user, people.fred.user, people.maria.user):
        with pytest.raises(NotYours):
            begin_note(by=user, patient=people.maria, parts={})


def test_a_template_is_ones_own_or_the_clinics(people: People) -> None:
    own = keep_template(
        by=people.tom.user, clinic=people.riverside, name="First visit", parts=PARTS, shared=False
    )
    clinics = keep_template(
        by=people.tom.user, clinic=people.riverside, name="Weekly", parts=PARTS, shared=True
    )
    assert list(templates_for(people.tom)) == [own, clinics]
    assert list(templates_for(people.theo)) == [clinics]
    assert list(templates_for(people.ines)) == []
    with pytest.raises(NotYours):
        template_of(people.theo, own.pk)
    with pytest.raises(NotYours):
        drop_template(by=people.theo.user, template=own)
    drop_template(by=people.theo.user, template=clinics)
    assert list(templates_for(people.tom)) == [own]
