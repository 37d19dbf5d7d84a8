"""Beside the request: putting a copy together takes longer than a page may."""

from __future__ import annotations

from django_tasks import task

from unbrace.clinic.personal_data.models import OwnCopy


@task()  # type: ignore[untyped-decorator]
def make_copy_task(copy_id: str) -> str:
    """Gives the state it is in afterwards."""
    from unbrace.clinic.personal_data.actions.own_copy import make_copy  # the actions ask for this file

    copy = OwnCopy.objects.filter(pk=copy_id).first()
    return make_copy(copy).state if copy else ""


def ask_to_make(copy: OwnCopy) -> None:
    make_copy_task.enqueue(copy_id=str(copy.pk))
