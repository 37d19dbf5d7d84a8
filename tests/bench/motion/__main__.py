"""`make bench-motion`: every figure of the motion engine, or the parts named, in one dated table.

python -m tests.bench.motion [--write] [rendered] [kimore] [correct] [bands] [traces] [angles] [delay]

`--write` puts the table into docs/reference/measurements.md, where it stands dated, with the command and the machine.
"""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from importlib import import_module

from tests.bench.motion.beside import Absent
from tests.bench.motion.page import write
from tests.bench.motion.row import Row, table

PARTS = {
    "rendered": "counting_rendered",
    "kimore": "counting_kimore",
    "correct": "correct_or_not",
    "bands": "bands",
    "traces": "traces",
    "angles": "angle_speed",
    "delay": "delay",
}


def measure(part: str) -> list[Row]:
    """The rows of one part. What cannot be measured says so in its line and does not hide the others."""
    print(f"measuring {part} …", file=sys.stderr, flush=True)
    try:
        return list(import_module(f"tests.bench.motion.{PARTS[part]}").rows())
    except Absent as matter:
        return [Row(part, "not measured", str(matter))]
    except Exception as problem:
        said = str(problem).strip().splitlines() or [""]
        return [Row(part, "not measured", f"failed: {type(problem).__name__}: {said[-1][:100]}")]


def main(wanted: list[str]) -> int:
    parts = [part for part in wanted if part != "--write"] or list(PARTS)
    unknown = [part for part in parts if part not in PARTS]
    if unknown:
        print(f"there is no part {unknown[0]!r}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    rows = [row for part in parts for row in measure(part)]
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    machine = (
        f"{platform.system()}, {os.cpu_count()} cores shared with other work (load {load}), no graphics card, "
        f"Python {platform.python_version()}"
    )
    if "--write" in wanted:
        write(now, machine, table(rows))
    print(f"\n{now}; {machine}\n\n{table(rows)}")
    return 1 if any("failed:" in row.measured for row in rows) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
