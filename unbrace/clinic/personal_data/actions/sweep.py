from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final

from unbrace.clinic import clock
from unbrace.clinic.accounts.actions import forget_ended_devices
from unbrace.clinic.personal_data.actions.end_of_keeping import end_of_keeping
from unbrace.clinic.personal_data.actions.erase import erase
from unbrace.clinic.personal_data.actions.own_copy import forget_old_copies, make_copy
from unbrace.clinic.personal_data.models import CopyState, Erasure, OwnCopy

LEFT_ALONE: Final = timedelta(minutes=30)

logger = logging.getLogger("unbrace.personal_data")


def sweep_personal_data() -> int:
    """Every hour: who is to be forgotten is forgotten, what had to be kept of them for ten years goes after that, old
    copies go, copies that a stopped server left are put together. Gives how many people were forgotten. One that cannot
    be carried out keeps no other from it, and is tried again."""
    done = 0
    for erasure in Erasure.objects.filter(taken_back_at=None, done_at=None, due_at__lte=clock.now()):
        try:
            done += erase(erasure)
        except Exception:
            logger.exception("an erasure could not be carried out")
    left = OwnCopy.objects.filter(
        state=CopyState.WAITING, gone_at=None, asked_at__lt=clock.now() - LEFT_ALONE
    )
    for copy in left.select_related("user"):
        make_copy(copy)
    end_of_keeping()
    forget_old_copies()
    forget_ended_devices()
    return done
