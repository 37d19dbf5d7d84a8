"""`unbrace explain KIND CASE.json`: exit 0 with the explanation, 2 with one clear line on stderr."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

KINDS = {
    "triage": "answers to the safety questions → how soon somebody looks",
    "score": "answers of a questionnaire → score, band, change",
    "classify": "findings → the starting group",
    "propose": "sessions of one exercise → one proposal",
    "rtm": "entries and logged work → the monitoring counters",
    "draft": "where somebody starts → a first plan to sign",
}


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "explain",
        help="which rule spoke, on what, and why, for one written case",
        description="The rule that fires for a case, with inputs, source and version. docs/reference/explain.md "
        "describes each kind of case.",
        epilog="\n".join(f"  {kind:9} {line}" for kind, line in KINDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("kind", choices=list(KINDS), metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("case", metavar="CASE.json", type=Path, help="the case, as JSON")
    parser.add_argument("--json", action="store_true", help="print the explanation as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    from unbrace.cli.explain.explanation import as_json, as_text
    from unbrace.cli.explain.reading import NotACase, read_case

    kind = import_module(f"unbrace.cli.explain.{options.kind}")
    try:
        explanation = kind.explain(read_case(options.case, kind.Case))
    except NotACase as problem:
        said = str(problem)
        print(f"unbrace explain {options.kind}: {said}{'' if said.endswith('?') else '.'}", file=sys.stderr)
        return 2
    print(as_json(explanation) if options.json else as_text(explanation))
    return 0
