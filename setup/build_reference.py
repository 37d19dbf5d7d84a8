"""Print the reference pages from what they describe: the content, the table of settings, the commands' own help.

    .venv/bin/python setup/build_reference.py [--check]

With `--check` nothing is written; a page that is not fresh is named, and the exit status is 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from function_tests_page import function_tests_page
from rules_page import questionnaires_page, rules_page

from unbrace.cli import COMMANDS
from unbrace.config import environment
from unbrace.library.exercise import Exercise
from unbrace.library.exercises import load_exercises

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
MADE = "Made by `make docs`; edit what it describes instead.\n"


def exercise_row(exercise: Exercise) -> str:
    signed = exercise.reviewed_by or "draft"
    tracking = exercise.tracking.value if hasattr(exercise.tracking, "value") else exercise.tracking
    where = f"[{exercise.title}](../../unbrace/content/exercises/{exercise.id}/exercise.yaml)"
    return f"| `{exercise.id}` | {exercise.code} | {where} | {exercise.version} | {tracking} | {signed} |"


def exercises_page() -> str:
    rows = "\n".join(exercise_row(exercise) for exercise in load_exercises())
    head = "| id | code | exercise | version | counted by | signed by |\n|---|---|---|---|---|---|"
    return f"# Exercises\n\n{MADE}\n{head}\n{rows}\n"


def help_of(command: list[str]) -> str:
    """What `unbrace … --help` prints, 80 columns wide wherever it is printed."""
    program = "from unbrace.cli import main; main()"
    script = ["-c", f"import sys; sys.argv[0] = 'unbrace'; {program}", *command, "--help"]
    env = {**os.environ, "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, *script], capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise SystemExit(f"unbrace {' '.join(command)} --help failed:\n{done.stderr}")
    return done.stdout.strip()


def command_page() -> str:
    whole = help_of([])
    parts = [f"# The `unbrace` command\n\n{MADE}", f"```text\n{whole}\n```"]
    for name in COMMANDS:
        parts.append(f"## `unbrace {name}`\n\n```text\n{help_of([name])}\n```")
    return "\n\n".join(parts) + "\n"


def pages() -> dict[str, str]:
    return {
        "exercises.md": exercises_page(),
        "settings.md": environment.as_markdown(),
        "command-line.md": command_page(),
        "rules.md": rules_page(MADE),
        "questionnaires.md": questionnaires_page(MADE),
        "tests-of-function.md": function_tests_page(MADE),
    }


def stale(folder: Path, fresh: dict[str, str]) -> list[str]:
    """The pages that do not say what they would say if they were made now."""
    return [
        name
        for name, text in fresh.items()
        if not (folder / name).exists() or (folder / name).read_text() != text
    ]


def main(arguments: list[str]) -> int:
    fresh = pages()
    if arguments == ["--check"]:
        for name in stale(REFERENCE, fresh):
            print(f"docs/reference/{name} is not fresh; run `make docs`", file=sys.stderr)
        return 1 if stale(REFERENCE, fresh) else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in fresh.items():
        (REFERENCE / name).write_text(text)
        print(f"  docs/reference/{name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
