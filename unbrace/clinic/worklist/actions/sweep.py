from __future__ import annotations

import logging

from unbrace.clinic.questionnaires.actions import close_left_alone, follow_up_same_day
from unbrace.clinic.worklist.actions.first_plan import propose_first_plan
from unbrace.clinic.worklist.actions.review_session import review_session
from unbrace.clinic.worklist.queries import unreviewed, without_first_plan

logger = logging.getLogger("unbrace.worklist")


def sweep() -> int:
    """Review every session about which something is known that no review has seen. Gives the number reviewed.

    Safety questions that somebody left in the middle come first, so that the rules know of them; and whoever was sent
    to a doctor yesterday is asked whether they have been. A draft that was never made is made.

    One session that cannot be reviewed (a bug, content that is gone) does not keep the others from their turn.
    """
    done = 0
    close_left_alone()
    follow_up_same_day()
    for patient in without_first_plan():
        try:
            propose_first_plan(patient)
        except Exception:
            logger.exception("a first plan could not be drafted")
    for session in unreviewed():
        try:
            review_session(session)
            done += 1
        except Exception:
            logger.exception("a session could not be reviewed")
    return done
