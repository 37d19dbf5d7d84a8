"""Reviews beside the request: the person who did the session does not wait for the rules."""

from __future__ import annotations

from django_tasks import task

from unbrace.clinic.exercise_sessions.models import ExerciseSession
from unbrace.clinic.worklist.actions.review_session import review_session


@task()  # type: ignore[untyped-decorator]
def review_session_task(session_id: str) -> int:
    """Gives the number of proposals. A session that is gone needs no review."""
    session = ExerciseSession.objects.select_related("patient").filter(pk=session_id).first()
    return len(review_session(session)) if session else 0


def ask_for_review(session: ExerciseSession) -> None:
    """Put a review into the queue; it is kept in the database, in the caller's own transaction if there is one."""
    review_session_task.enqueue(session_id=str(session.pk))
