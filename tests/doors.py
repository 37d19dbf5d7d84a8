"""Knocking at doors: what everybody who has no business with Maria gets, and that nothing of hers is in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.test import Client

if TYPE_CHECKING:
    from tests.people import People

TURNED_AWAY = {302, 401, 403, 404}


def everybody_else(people: People) -> Iterator[tuple[str, Client]]:
    """Each stranger's browser, and one in which nobody is signed in."""
    yield "nobody", Client()
    for who, user in people.strangers.items():
        client = Client()
        client.force_login(user)
        yield who, client


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def nothing_leaks(people: People, path: str, data: dict[str, Any] | None = None, *more: str) -> int:
    """Try an address that is Maria's as everybody else: turned away, and nothing of her in the answer.

    With `data` it is a POST. Gives how many tried.
    """
    tried = 0
    for who, client in everybody_else(people):
        response = client.get(path) if data is None else client.post(path, data)
        assert response.status_code in TURNED_AWAY, f"{who} got {response.status_code} at {path}"
        holds_nothing_of_maria(people, response, who, *more)
        tried += 1
    assert tried == len(people.strangers) + 1
    return tried


def holds_nothing_of_maria(people: People, response: Any, who: str, *more: str) -> None:
    text = response.content.decode()
    for canary in (people.maria.user.name, people.maria.user.email, str(people.maria.pk), *more):
        assert canary not in text, f"{who} reads {canary}"


def reviews_asked_for() -> set[str]:
    """Sessions that the queue holds a review of; the queue is empty afterwards."""
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(task_path__endswith="review_session_task")
    found = {task.args_kwargs["kwargs"]["session_id"] for task in waiting}
    waiting.delete()
    return found
