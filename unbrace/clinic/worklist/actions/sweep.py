from __future__ import annotations

import logging

from unbrace.clinic.accounts.mail_queue import send_due
from unbrace.clinic.activity.actions import take_up_left_alone
from unbrace.clinic.conversations.actions import (
    forget_strays,
    prepare_waiting_clips,
    prepare_waiting_remarks,
    prepare_waiting_voice_notes,
)
from unbrace.clinic.exercise_films.actions import prepare_waiting_films
from unbrace.clinic.exercise_films.queries import kept_film_files
from unbrace.clinic.programmes.actions import pause_where_nobody_plans
from unbrace.clinic.questionnaires.actions import close_left_alone, follow_up_same_day
from unbrace.clinic.worklist.actions.first_plan import propose_first_plan
from unbrace.clinic.worklist.actions.review_session import review_session
from unbrace.clinic.worklist.actions.review_time_away import review_time_away
from unbrace.clinic.worklist.queries import away_for_a_week, unreviewed, without_first_plan

logger = logging.getLogger("unbrace.worklist")


def sweep() -> int:
    """Review every session about which something is known that no review has seen, then everybody who has done nothing
    for a week: what they come back to is set before they come. Gives the number reviewed and newly proposed.

    Safety questions that somebody left in the middle come first, so that the rules know of them; and whoever was sent
    to a doctor yesterday is asked whether they have been. Where the last therapist has left, programmes are paused.
    Mails whose worker died go out. A draft that was never made is made.

    One session that cannot be reviewed (a bug, content that is gone) does not keep the others from their turn.
    """
    done = 0
    close_left_alone()
    pause_where_nobody_plans()
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
    for patient in away_for_a_week():
        try:
            done += len(review_time_away(patient))
        except Exception:
            logger.exception("a time away could not be reviewed")
    _look_after_files()
    _look_after_mails()
    return done


def _look_after_mails() -> None:
    """Mails whose worker died in the middle. A mail that cannot be written at all stops only this."""
    try:
        send_due()
    except Exception:
        logger.exception("the mails that wait could not be looked after")


def _look_after_files() -> None:
    """Clips and imports that a stopped server left half read, and files of which no message knows. A disk in trouble
    stops only this."""
    try:
        prepare_waiting_clips()
        prepare_waiting_voice_notes()
        prepare_waiting_remarks()
        prepare_waiting_films()
        forget_strays(also_known=kept_film_files())
        take_up_left_alone()
    except Exception:
        logger.exception("the files of messages could not be looked after")
