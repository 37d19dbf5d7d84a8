"""Runs tests on a PostgreSQL of their own, which ends with them: the same words as for pytest.

python -m tests.on_postgresql                              every Python test but the journeys
python -m tests.on_postgresql -x unbrace/clinic/reports    what is named
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.own_postgresql import LIKE_A_DICTIONARY, NotInstalled, own_postgresql


def main(words: list[str]) -> int:
    """What pytest ends with; 2 where there is no PostgreSQL."""
    try:
        with own_postgresql(sorts=LIKE_A_DICTIONARY) as address:
            named = {**os.environ, "UNBRACE_DATABASE_URL": address}
            command = [sys.executable, "-m", "pytest", "-m", "not journey", *words]
            return subprocess.run(command, env=named, check=False).returncode
    except NotInstalled as why:
        print(f"On PostgreSQL: {why}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
