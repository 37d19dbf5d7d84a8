"""What a clinic has to be able to show of its care, and what is taken out of it before a person is forgotten.

Whoever treats somebody must keep a record of it, in many countries for ten years (Germany: section 630f of the Civil
Code; the right to be forgotten ends there, GDPR article 17(3)(b) and (c)). So the signed programmes, what was done,
the safety answers and what was decided stay, under a number: no name, no address, no word that anybody wrote freely.
All else goes. One kind of free words is itself such a record: what a therapist found, judged and planned in a note they
signed (`WITHOUT_NAME`; docs/decisions/0029). It stays without name and address until the ten years are over.

`STAYS` holds for each kind of row its free words, and what stands in their place. A text that is only a code of ours
(the name of an exercise, a version, a reason out of our own list) is named in `CODES`. A text in neither fails a test,
so nobody can add one without deciding.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

ERASED: Final = "Erased at the person's own wish."
NOTHING: Final[Mapping[str, Any]] = {}

STAYS: Final[Mapping[str, Mapping[str, Any]]] = {
    "patients.Patient": {"usual_pain": None},
    "patients.SharedCare": NOTHING,
    "patients.EmergencyOpening": {"reason": ERASED, "judged_because": ERASED},
    "patients.LegalHold": {"reason": ERASED},
    "questionnaires.SafetyScreen": NOTHING,
    "questionnaires.GivenAnswer": NOTHING,
    "questionnaires.Finding": NOTHING,
    "questionnaires.Clearance": {"reason": ERASED},
    "questionnaires.FollowUp": NOTHING,
    "programmes.Programme": NOTHING,
    "programmes.ProgrammeVersion": {"note": ""},
    "programmes.Prescription": NOTHING,
    "exercise_sessions.ExerciseSession": NOTHING,
    "exercise_sessions.ExercisePerformed": NOTHING,
    "exercise_sessions.SetPerformed": NOTHING,
    "exercise_sessions.TraceConsent": NOTHING,
    "exercise_sessions.Correction": {"note": ""},
    "check_ins.NextMorning": NOTHING,
    "worklist.Review": NOTHING,
    "worklist.Proposal": {"decision_reason": ERASED, "notes": []},
    "worklist.NamedApproval": {"because": ERASED},
    "notes.Note": {"subjective": ERASED},
    "notes.CoSignature": NOTHING,
    "staying_well.Maintenance": {"because": ERASED},
    "desks.DeskRecord": NOTHING,
    "desks.DeskChange": {"note": ""},
    "desks.DeskLook": NOTHING,
    "lifts.OwnTask": {"what": ERASED},
    "lifts.TaskRating": NOTHING,
    "lifts.LadderStep": {"because": ERASED},
    "lifts.TaskTry": NOTHING,
    "lifts.DayAfter": NOTHING,
    "remote_monitoring.Enrolment": {"because": ERASED},
    "remote_monitoring.WorkEntry": {"what": ERASED, "because": ERASED},
    "remote_monitoring.OtherProgramme": NOTHING,
    "remote_monitoring.SignedCount": NOTHING,
    "reports.Report": {"content": {"erased": ERASED}},
    "transfers.Transfer": {"reason": ERASED, "refused_because": ERASED},
    "transfers.HandedDocument": {"content": {"erased": ERASED}},
    "visits.Visit": {"because": "", "address": ""},
    "group_classes.ClassPlace": {"shown_name": ERASED},
    "assessments.Assessment": {"note": ""},
    "assessments.Allowance": {"because": ERASED},
    "assessments.Attempt": {"note": ""},
    "assessments.Judgement": {"because": ERASED},
}
#: Free words of a therapist that have to be shown later: every name and address of the person is taken out of them.
WITHOUT_NAME: Final[Mapping[str, frozenset[str]]] = {
    "notes.Note": frozenset(["objective", "assessment", "plan", "because"]),
}
KEPT_FOR_YEARS: Final = 10
CODES: Final[Mapping[str, frozenset[str]]] = {
    "programmes.Programme": frozenset(["paused_because"]),
    "questionnaires.SafetyScreen": frozenset(["asked_in", "regions", "screen_version", "language"]),
    "questionnaires.GivenAnswer": frozenset(["item", "answer", "ticked", "screen_version"]),
    "questionnaires.Finding": frozenset(
        ["reasons", "missing", "not_understood", "rules_version", "shown", "card_shown"]
    ),
    "programmes.Prescription": frozenset(
        ["exercise", "content_version", "content_hash", "side", "part_of_day", "tempo"]
    ),
    "exercise_sessions.ExerciseSession": frozenset(["body_hash", "dated_by", "time_zone", "came_in_under"]),
    "exercise_sessions.ExercisePerformed": frozenset(["mode"]),
    "exercise_sessions.SetPerformed": frozenset(["side", "seen"]),
    "exercise_sessions.TraceConsent": frozenset(["wording"]),
    "exercise_sessions.Correction": frozenset(["field"]),
    "worklist.Proposal": frozenset(
        [
            "exercise", "side", "kind", "reason", "because", "rule", "rules_version", "source", "changes", "inputs",
            "state",
        ]
    ),
    "worklist.NamedApproval": frozenset(["rule", "reason", "rules_version"]),
    "notes.Note": frozenset(["codes"]),
    "staying_well.Maintenance": frozenset(["missing", "rules_version"]),
    "desks.DeskChange": frozenset(["change", "found", "state", "content_version", "rules_version"]),
    "lifts.OwnTask": frozenset(["grip"]),
    "lifts.LadderStep": frozenset(["approved", "rules_version"]),
    "lifts.TaskTry": frozenset(["came_in_under"]),
    "remote_monitoring.WorkEntry": frozenset(["source", "way"]),
    "remote_monitoring.SignedCount": frozenset(["kind", "codes", "rules_version"]),
    "reports.Report": frozenset(["reader", "content_hash"]),
    "transfers.Transfer": frozenset(["state", "along"]),
    "transfers.HandedDocument": frozenset(["kind", "content_hash"]),
    "visits.Visit": frozenset(["kind", "place", "state", "outcome"]),
    "group_classes.ClassPlace": frozenset(["state", "member", "room_token"]),
    "assessments.Assessment": frozenset(["test_set", "set_version", "tests"]),
    "assessments.Allowance": frozenset(["test"]),
    "assessments.Attempt": frozenset(
        [
            "body_hash", "test", "content_version", "content_hash", "outcome", "why", "how", "numbers", "seen",
            "engine_version", "ended", "came_in_under",
        ]
    ),
    "assessments.Judgement": frozenset(["impairment"]),
}  # fmt: skip
