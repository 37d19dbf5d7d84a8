"""Heard by the therapists of the clinic only, and no longer than it is there."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from tests.doors import nothing_leaks, signed_in
from unbrace.clinic import clock
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.actions import delete_voice_note
from unbrace.clinic.conversations.models import VoiceNote

if TYPE_CHECKING:
    from tests.people import People


def test_someone_elses_patient_and_a_deleted_note_are_not_there(people: People) -> None:
    note = VoiceNote.objects.create(
        patient=people.maria, key=uuid.uuid4(), day=clock.now().date(), written_at=clock.now(), state="ready"
    )
    kept_files.write(kept_files.ready_file(note.pk), [b"voice"])
    path = f"/therapist/patients/{people.maria.pk}/voice/{note.pk}/"
    assert signed_in(people.theo.user).get(path).content == b"voice"
    nothing_leaks(people, path)
    other = f"/therapist/patients/{people.jonas.pk}/voice/{note.pk}/"
    assert signed_in(people.theo.user).get(other).status_code == 404
    delete_voice_note(by=people.maria.user, note=note)
    assert signed_in(people.theo.user).get(path).status_code == 404
