"""The `unbrace` command. Each command is loaded only when it is called: `analyse` never starts Django, and the server
never loads the pose model."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "demo": ("unbrace.cli.demo", "a clinic with made-up people on this computer, to look around"),
    "serve": ("unbrace.cli.serve", "the server, with its background work"),
    "sweep": ("unbrace.cli.sweep", "review every session that was not reviewed yet"),
    "reminders": ("unbrace.cli.reminders", "hand every reminder that is due to the queue"),
    "retention": (
        "unbrace.cli.retention",
        "remove what each clinic has kept long enough, or say what would go",
    ),
    "open-clinic": ("unbrace.cli.open_clinic", "open a clinic and name its first office member"),
    "turn": ("unbrace.cli.turn", "the configuration of the relay that carries video calls"),
    "janus": ("unbrace.cli.janus", "the configuration of what passes on the pictures of a group class"),
    "explain": ("unbrace.cli.explain.command", "which rule spoke, on what, and why, for one written case"),
    "questionnaire": ("unbrace.cli.questionnaire", "import the wording of a questionnaire, list all"),
    "translations": ("unbrace.cli.translations", "what is missing or old in each language, with the marks"),
    "analyse": ("unbrace.cli.analyse.command", "count repetitions in a video or a landmark recording"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 2 the caller can put it right."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    wanted = next((word for word in arguments if not word.startswith("-")), "")
    parser = argparse.ArgumentParser(prog="unbrace", description="Virtual physical therapy for back pain.")
    if wanted not in COMMANDS:
        parser.epilog = "commands:\n" + "\n".join(
            f"  {name:14} {line}" for name, (_, line) in COMMANDS.items()
        )
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.add_argument("command", choices=list(COMMANDS), metavar="command")
        parser.parse_args(arguments or ["--help"])
        return 2
    subparsers = parser.add_subparsers(required=True)
    import_module(COMMANDS[wanted][0]).register(subparsers)
    options = parser.parse_args(arguments)
    return int(options.run(options) or 0)
