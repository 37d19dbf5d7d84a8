"""`make bench`: measure everything, or the parts named; print one dated table.

python -m tests.bench [engine] [browser] [start]     `make bench-rules`: python -m tests.bench rules
                                                  `make bench-web`: python -m tests.bench web
python -m tests.bench replay                      how soon the replay of twenty minutes begins
python -m tests.bench calls                       calls between networks of their own
python -m tests.bench offline                     sessions without a network: lost, doubled, dated; Today from the cache
python -m tests.bench landmarks                   landmarks at 30 Hz beside a call: sent, come, lost
python -m tests.bench caseload                    the therapist's pages at 300 and 100,000 patients, on PostgreSQL
"""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module

from tests.bench.figure import Figure, table

PARTS = {"engine": "engine_speed", "browser": "in_the_browser", "start": "starting"}
#: Takes minutes, or a gigabyte of disk: measured only when named.
WHEN_NAMED = {
    "rules": "mutation",
    "web": "web.pages",
    "imports": "imports",
    "reminders": "reminders",
    "replay": "replaying",
    "caseload": "caseload",
    "calls": "calls",
    "offline": "offline",
    "landmarks": "landmarks_in_a_call",
}


def measure(part: str) -> list[Figure]:
    """The figures of one part; a part that cannot be measured says so in its line and does not hide the others."""
    print(f"measuring {part} …", file=sys.stderr, flush=True)
    try:
        figures: list[Figure] = import_module(f"tests.bench.{(PARTS | WHEN_NAMED)[part]}").figures()
    except Exception as problem:
        said = [line for line in str(problem).splitlines() if line.strip() and not line.startswith("make")]
        return [Figure(part, "not measured", f"{type(problem).__name__}: {said[-1][:90] if said else ''}")]
    return figures


def main(wanted: list[str]) -> int:
    figures = [figure for part in wanted or PARTS for figure in measure(part)]
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(
        f"\n{now}; {platform.system()}, {os.cpu_count()} cores, Python {platform.python_version()}; load {load}\n"
    )
    print(table(figures))
    return 1 if any(figure.measured == "not measured" for figure in figures) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
