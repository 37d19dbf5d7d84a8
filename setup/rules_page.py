"""The reference pages of the clinical rules and questionnaires, printed from the tables the code decides with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import yaml

from unbrace.library.questionnaires import Questionnaire, load_questionnaires
from unbrace.library.questionnaires.file import Terms
from unbrace.rehab import (
    alerts,
    approvals,
    classification,
    desk,
    flare_up,
    impairments,
    lifting,
    lifting_ladder,
    plan_draft,
    progress,
    progression,
    remote_monitoring,
    scoring,
    side_by_side,
    staying_well,
    triage,
    unbracing,
    way_in,
)
from unbrace.rehab.outcomes import starter
from unbrace.rehab.plan_draft.groups import FIRST_LINE

CASES = Path(__file__).resolve().parent.parent / "unbrace" / "rehab" / "cases"
#: Case file → the rule set it is about.
RULE_SETS = {
    "triage": triage.VERSION,
    "classification": classification.VERSION,
    "impairments": impairments.VERSION,
    "plan_draft": plan_draft.VERSION,
    "way_in": way_in.VERSION,
    "progression": progression.VERSION,
    "usual_pain": progression.VERSION,
    "form_score": progression.VERSION,
    "approvals": approvals.VERSION,
    "alerts": alerts.VERSION,
    "flare_up": flare_up.VERSION,
    "unbracing": unbracing.VERSION,
    "walking": progression.VERSION,
    "staying_well": staying_well.VERSION,
    "lifting": lifting.VERSION,
    "desk": desk.VERSION,
    "lifting_ladder": lifting_ladder.VERSION,
    "change": scoring.VERSION,
    "progress": progress.VERSION,
    "side_by_side": side_by_side.VERSION,
    "outcomes": starter.VERSION,
    "small_numbers": starter.VERSION,
}
WHOSE = {
    Terms.OWN_WORDS: "our own words",
    Terms.IMPORT: "by import",
    Terms.LICENCE_ONLY: "by import, with the owner's licence",
}


def rules_page(made: str) -> str:
    """Every rule that is a named function, with its sentence and source; and where its cases are."""
    parts = [
        f"# Clinical rules\n\n{made}\nDraft: no clinician has signed these rules yet. Each is a pure function of "
        "`unbrace/rehab/`; [`unbrace explain`](explain.md) shows one on a case of yours.",
        "## Cases\n\nThe tests are the manual: every published row of the specification is a case.\n\n"
        + _cases(),
        "## Triage: answers that mean more together\n\n" + _combinations(),
        "## Progression: the first rule that speaks decides\n\n" + _progression(),
        "## Impairments: what scores them\n\n" + _impairments(),
        "## Starting groups: what a draft begins with\n\n" + _groups(),
        "## What always needs a therapist's yes\n\n" + _named(approvals.ALWAYS),
        "## What reaches a therapist by itself\n\n" + _named(alerts.ALARMS),
        f"## Monitoring counters\n\nTwo clocks, `{remote_monitoring.VERSION}`: a work-log report, never a bill.",
    ]
    return "\n\n".join(parts) + "\n"


def questionnaires_page(made: str) -> str:
    """Every questionnaire: whose words, how it is scored, the change that matters."""
    rows = [_questionnaire(one) for one in load_questionnaires()]
    head = ("id", "questionnaire", "words", "items", "scored by", "bands", "change that matters")
    note = (
        "Nobody else's sentences are in here. The words of others come in with `unbrace questionnaire import`; "
        "until then those are not asked, and everything else works without them."
    )
    return f"# Questionnaires\n\n{made}\n{note}\n\n{_table(head, rows)}\n"


def _questionnaire(one: Questionnaire) -> tuple[str, ...]:
    change = f"{one.change.points:g} and {one.change.percent:g} %" if one.change else ""
    bands = ", ".join(f"{band.name} from {band.at_least:g}" for band in one.scoring.bands)
    title = f"{one.title}{' (not validated)' if one.not_validated else ''}"
    return (
        f"`{one.id}`",
        title,
        WHOSE[one.terms],
        str(one.scoring.items),
        f"`{one.scoring.arithmetic}`",
        bands,
        change,
    )


def _cases() -> str:
    rows = []
    for name, version in RULE_SETS.items():
        text = (CASES / f"{name}.yaml").read_text()
        link = f"[{name}](../../unbrace/rehab/cases/{name}.yaml)"
        rows.append((link, str(len(yaml.safe_load(text))), f"`{version}`", text.splitlines()[0].lstrip("# ")))
    return _table(("cases", "how many", "rule set", "what a row says"), rows)


def _combinations() -> str:
    rows = [(rule.id, rule.urgency.code, rule.sentence, rule.source) for rule in triage.COMBINATIONS]
    return _table(("id", "urgency", "when", "source"), rows)


def _progression() -> str:
    rows = [(f"`{rule.name}`", _first_sentence(rule.asks), rule.source) for rule in progression.RULES]
    return _table(("rule", "when", "source"), rows)


def _impairments() -> str:
    rows = [(f"`{rule.id}`", _whole(rule.scores), rule.source) for rule in impairments.RULES]
    return _table(("impairment", "hint, and likely", "source"), rows)


def _groups() -> str:
    return _table(
        ("group", "exercises, in this order"), [(code, ", ".join(ids)) for code, ids in FIRST_LINE.items()]
    )


def _named(rules: Iterable[Callable[..., object]]) -> str:
    return _table(("rule", "when"), [(f"`{rule.__name__}`", _whole(rule)) for rule in rules])


def _first_sentence(rule: Callable[..., object]) -> str:
    return " ".join((rule.__doc__ or "").split("\n\n")[0].split())


def _whole(rule: Callable[..., object]) -> str:
    return " ".join((rule.__doc__ or "").split())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in lines)
