"""How the rules came to what they say about one person, for each rule set, as the command would explain it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from unbrace.clinic.check_ins.weekly import FROM_CONTENT
from unbrace.clinic.questionnaires.queries import asked_of
from unbrace.clinic.questionnaires.shelf import own_shelf
from unbrace.portal.logbook import title_of
from unbrace.portal.ui.explanation.explanation import Shown, shown
from unbrace.rehab.dosage import Kind
from unbrace.rehab.explanation import (
    Asked,
    Counted,
    Explanation,
    Spoke,
    of_counters,
    of_proposal,
    of_score,
    of_triage,
)
from unbrace.rehab.progression import Because, Decision, SessionSignals
from unbrace.rehab.progression import Proposal as Said
from unbrace.rehab.red_flags import Urgency
from unbrace.rehab.remote_monitoring import data_days, management_hint, periods
from unbrace.rehab.scoring import score
from unbrace.rehab.triage import Reason, Triage

if TYPE_CHECKING:
    from unbrace.clinic.check_ins.models import WeeklyCheckIn
    from unbrace.clinic.questionnaires.models import Finding, SafetyScreen
    from unbrace.clinic.worklist.models import FirstPlan, Proposal
    from unbrace.rehab.remote_monitoring import Entry, Work

CLASSIFICATION: Final = "rehab.classification"


def of_screens(screens: Iterable[SafetyScreen]) -> tuple[Shown, ...]:
    """The newest finding of each screen, with all that was answered in it."""
    found = []
    for screen in screens:
        finding = list(screen.findings.all())[-1:]
        if finding:
            when = timezone.localtime(finding[0].at)
            heading = f"{screen.get_asked_in_display().capitalize()}, {when.day} {when:%B %Y}"
            found.append(shown(heading, _of_finding(finding[0], screen)))
    return tuple(found)


def _of_finding(finding: Finding, screen: SafetyScreen) -> Explanation:
    asked = asked_of(screen)
    outcome = Triage(
        urgency=finding.level,
        reasons=tuple(
            Reason(r["rule"], Urgency.from_code(r["urgency"]), r["cleared"], r["sentence"], r["source"])
            for r in finding.reasons
        ),
        missing=tuple(finding.missing),
        not_understood=tuple(finding.not_understood),
        rules_version=finding.rules_version,
        screen_version=screen.screen_version,
    )
    inputs = {
        "age": asked.age,
        "asked_in": screen.asked_in,
        "regions": list(screen.regions),
        "crisis_pathway": screen.crisis_pathway,
        "answers": asked.answers,
    }
    return of_triage(outcome, inputs)


def of_proposals(proposals: Iterable[Proposal]) -> tuple[Shown, ...]:
    return tuple(shown(title_of(one.exercise), _of_proposal(one)) for one in proposals)


def _of_proposal(one: Proposal) -> Explanation:
    sessions = tuple(_session(written) for written in one.inputs.get("sessions", ()))
    said = Said(
        kind=Decision(one.kind),
        reason=one.reason,
        because=Because(one.because),
        rule=one.rule,
        source=one.source,
        rules_version=one.rules_version,
        therapist_notes=tuple(one.notes),
    )
    explained = of_proposal(said, sessions, one.inputs)
    changes = (f"{one.exercise}: {name} {c['from']} → {c['to']}" for name, c in one.changes.items())
    return Explanation(
        explained.kind,
        explained.outcome,
        explained.rules,
        explained.inputs,
        explained.rules_version,
        (*explained.details, *changes),
    )


def _session(written: dict[str, Any]) -> SessionSignals:
    kind = {"kind": Kind(written["kind"])} if "kind" in written else {}
    return SessionSignals(**(written | kind))


def of_check_in(check_in: WeeklyCheckIn) -> tuple[Shown, ...]:
    """The scores of one week, each from its own questionnaire."""
    by_instrument: dict[tuple[str, str], list[int | None]] = {}
    for name, (instrument, _, variant) in FROM_CONTENT.items():
        by_instrument.setdefault((instrument, variant), []).append(getattr(check_in, name))
    found = []
    for (instrument, variant), answers in by_instrument.items():
        one = own_shelf()[instrument]
        asked = Asked(one.id, one.version, one.instrument, one.sources, one.not_validated)
        inputs = {"instrument": instrument, "answers": answers, "first": None}
        heading = f"{one.title}{f', {variant}' if variant else ''}"
        found.append(shown(heading, of_score(asked, score(one.instrument, answers), inputs)))
    return tuple(found)


def of_first_plan(plan: FirstPlan) -> tuple[Shown, ...]:
    """The group of each region, on what was found."""
    inputs = {"found": {one["id"]: one["score"] for one in plan.found}, "flags": plan.flags}
    source = "; ".join(plan.sources) or CLASSIFICATION
    return tuple(
        shown(
            group["name"],
            Explanation(
                "classify",
                group["name"],
                (Spoke(group["name"].split()[0], group["reason"], source),),
                inputs,
                plan.rules_version,
            ),
        )
        for group in plan.groups
    )


def of_monitoring(
    entries: list[Entry],
    consent_on: date | None,
    started: date,
    until: date,
    *,
    month: tuple[int, int],
    work: Sequence[Work] = (),
    other_programme: bool = False,
) -> Shown:
    """The counters up to a day and of one month, as the command would explain them."""
    (year, number), begins = month, consent_on or started
    begins = max(begins, started)
    days = data_days(entries, consent_on=consent_on)
    hint = management_hint(work, year=year, month=number, other_programme=other_programme)
    counted = Counted(year, number, hint, periods(days, monitored_from=begins, until=until))
    inputs: dict[str, Any] = {
        "consent_on": consent_on.isoformat() if consent_on else None,
        "monitored_from": begins.isoformat(),
        "until": until.isoformat(),
        "year": year,
        "month": number,
        "entries": [{"on": one.entered_on.isoformat(), "by": one.entered_by.value} for one in entries],
    }
    if work:
        inputs["work"] = [_work(one) for one in work]
    if other_programme:
        inputs["other_programme"] = True
    return shown("Remote monitoring", of_counters(counted, inputs))


def _work(one: Work) -> dict[str, Any]:
    said = {"start": one.start.isoformat(), "end": one.end.isoformat()}
    return said | ({"live": True} if one.live else {})
