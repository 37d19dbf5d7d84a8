from __future__ import annotations

from functools import partial

from django.db import transaction

from unbrace.clinic.accounts.models import User
from unbrace.clinic.audit.actions import write_down
from unbrace.clinic.conversations import kept_files
from unbrace.clinic.conversations.actions.remark_on_clip import forget_remarks
from unbrace.clinic.conversations.models import Attachment
from unbrace.clinic.conversations.queries import clips_agreed_to
from unbrace.clinic.patients.models import Patient
from unbrace.clinic.patients.queries import require_self


@transaction.atomic
def withdraw_clips(*, by: User, patient: Patient) -> int:
    """The person no longer agrees that clips of them are kept: all of them go, however old, with what was said and
    drawn to their moments. Gives how many went.

    Their words stay, and so does a flag that the words raised.
    """
    require_self(by, patient)
    clips = list(clips_agreed_to(patient).select_for_update(of=("self",)))
    for clip in clips:
        clip.state, clip.problem = Attachment.State.GONE, ""
        clip.save(update_fields=["state", "problem"])
        forget_remarks(clip)
        transaction.on_commit(partial(kept_files.forget, clip.pk))
    if clips:
        write_down(
            by=by,
            deed="conversations.withdraw_clips",
            subject=patient,
            clinic_id=patient.clinic_id,
            clips=len(clips),
        )
    return len(clips)
