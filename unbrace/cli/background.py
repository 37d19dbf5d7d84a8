"""Work beside the requests, in threads of the server's own process: they end when it ends, even when it is killed.

What is to be done lies in the database, so nothing is lost when the process dies in the middle of it; the hourly sweep
finds what was never asked for.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

logger = logging.getLogger("unbrace.background")

HOUR_S = 3600.0
MINUTE_S = 60.0
PAUSE_AFTER_TROUBLE_S = 5.0


def _worker(queues: list[str], but: Sequence[str] = ()) -> Any:
    from django_tasks_db.management.commands.db_worker import Worker

    return Worker(
        queue_names=queues,
        interval=1,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid4().hex,
        excluded_queue_names=list(but),
    )


class Background:
    """Four threads: the queue's worker, one for large files, the sweep, and the clock of the reminders."""

    def __init__(self) -> None:
        from django.conf import settings

        self._stop = threading.Event()
        self._workers = [_worker(["*"], but=[settings.FILES_QUEUE]), _worker([settings.FILES_QUEUE])]

        works = (
            ("unbrace-worker", self._workers[0].run),
            ("unbrace-files", self._workers[1].run),
            ("unbrace-sweep", self._sweep_hourly),
            ("unbrace-reminders", self._tick),
        )
        self._threads = [
            threading.Thread(target=self._keep_going, args=(work,), name=name, daemon=True)
            for name, work in works
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is under way, for a few seconds at most: the rest is in the database and waits there."""
        for worker in self._workers:
            worker.running = False
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=5)

    def _keep_going(self, work: Callable[[], None]) -> None:
        """A database that is busy or away for a while must not end the work for good. What it has cut stays cut, so the
        next try does not begin on it."""
        from django.db import close_old_connections, connections

        while not self._stop.is_set():
            try:
                work()
            except Exception:
                logger.exception("background work stumbled and starts again")
                close_old_connections()
                self._stop.wait(PAUSE_AFTER_TROUBLE_S)
        connections.close_all()

    def _sweep_hourly(self) -> None:
        from django.db import close_old_connections

        from unbrace.clinic.personal_data.actions import sweep_personal_data
        from unbrace.clinic.retention.actions import apply_everywhere
        from unbrace.clinic.worklist.actions import sweep

        while not self._stop.is_set():
            sweep()
            sweep_personal_data()
            apply_everywhere()
            close_old_connections()
            self._stop.wait(HOUR_S)

    def _tick(self) -> None:
        from django.db import close_old_connections

        from unbrace.clinic.reminders.actions import tick

        while not self._stop.is_set():
            tick()
            close_old_connections()
            self._stop.wait(MINUTE_S)
