"""One made-up session as a device would have sent it."""

from __future__ import annotations

import json
import math
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from unbrace.clinic.accounts.models import User
from unbrace.clinic.accounts.queries import owner_mark
from unbrace.clinic.exercise_sessions.upload import SCHEMA, SessionUpload, parse_upload
from unbrace.clinic.programmes.models import Prescription, ProgrammeVersion
from unbrace.motion.events import Tempo
from unbrace.motion.result import Counts, FaultTally, Lost, Repetition, SessionResult

RANGES = {"squat": 78.0, "glute-bridge": 34.0, "arm-lift": 152.0}
VIEWS = {"squat": "side", "glute-bridge": "side", "arm-lift": "front"}
FAULTS = {"squat": "f_range", "glute-bridge": "f_fast", "arm-lift": "f_range"}


@dataclass(frozen=True)
class Did:
    """How one exercise went. `missed` repetitions were neither seen nor claimed; `faulty` ones showed a fault."""

    claimed: int = 0
    partial: int = 0
    missed: int = 0
    faulty: int = 0
    pain: int | None = 1
    effort: int | None = 4
    tap: bool = False
    skipped: bool = False
    lost: bool = False


def upload_of(
    user: User,
    version: ProgrammeVersion,
    began: datetime,
    pain_before: int | None,
    dids: Sequence[Did],
    seed: int,
) -> SessionUpload:
    """The upload for all prescriptions of a version, `dids` in their order. `seed` varies the numbers a little."""
    pairs = zip(version.prescriptions.all(), dids, strict=True)
    exercises = [_exercise(prescription, did, seed) for prescription, did in pairs]
    return parse_upload(
        _as_sent(
            {
                "schema": SCHEMA,
                "key": str(uuid.uuid5(version.pk, began.isoformat())),
                "owner": owner_mark(user),
                "programme_version": str(version.pk),
                "started_at": began.isoformat(),
                "ended_at": (began + timedelta(minutes=14)).isoformat(),
                "time_zone": user.time_zone,
                "device_clock_offset_s": 0,
                "pain_before": pain_before,
                "exercises": exercises,
            }
        )
    )


def _as_sent(body: dict[str, Any]) -> Any:
    """As it comes out of the wire: lists where Python had tuples."""
    return json.loads(json.dumps(body))


def _exercise(prescription: Prescription, did: Did, seed: int) -> dict[str, Any]:
    numbers = range(1, prescription.sets + 1) if not did.skipped else ()
    return {
        "prescription": str(prescription.pk),
        "skipped": did.skipped,
        "mode": "tap" if did.tap else "camera",
        "sets": [_set(prescription, did, number, seed) for number in numbers],
        "pain": did.pain,
        "effort": did.effort,
    }


def _set(prescription: Prescription, did: Did, number: int, seed: int) -> dict[str, Any]:
    """What went another way than planned went so in the last set."""
    last = number == prescription.sets
    reps = prescription.reps or 1
    claimed = reps if did.tap else did.claimed if last else 0
    missed = did.missed if last else 0
    full = max(0, reps - claimed - missed)
    seen = (
        None if did.tap else _seen(prescription, did, full, did.partial if last else 0, seed + number, last)
    )
    return {
        "number": number,
        "side": "both",
        "seen": seen,
        "claimed_reps": claimed,
        "claimed_hold_s": None,
    }


def _seen(p: Prescription, did: Did, full: int, partial: int, seed: int, last: bool) -> dict[str, Any]:
    faulty = did.faulty if last else 0
    fault = FAULTS.get(p.exercise, "f_range")
    reps = [_rep(p, n, n >= full, seed, fault if n < faulty else None) for n in range(full + partial)]
    ends = reps[-1].end_ms if reps else 4000.0
    gap = (Lost(ends + 400, ends + 2600, "out_of_frame"),) if did.lost and last else ()
    return SessionResult(
        exercise=p.exercise,
        content_version=p.content_version,
        engine_version="demo",
        started_ms=0.0,
        duration_ms=ends + 3000,
        frames=int((ends + 3000) * 0.028),
        seen_ratio=0.9 if did.lost else 0.98,
        view=VIEWS.get(p.exercise, "side"),  # type: ignore[arg-type]
        counts=Counts(full, partial),
        repetitions=tuple(reps),
        holds=(),
        faults=(FaultTally(fault, faulty, round(faulty / max(1, len(reps)), 3), 0.82),) if faulty else (),
        symmetry_deg=None,
        lost_sight=gap,
    ).to_json()


def _rep(p: Prescription, index: int, partial: bool, seed: int, fault: str | None) -> Repetition:
    wave = math.sin(seed * 1.7 + index * 0.9)
    tempo = Tempo(out_s=round(2.1 + 0.2 * wave, 2), pause_s=0.4, back_s=round(1.8 - 0.2 * wave, 2))
    start = 2000.0 + index * 4700.0
    whole = RANGES.get(p.exercise, 60.0)
    return Repetition(
        number=index + 1,
        start_ms=start,
        peak_ms=start + 1000 * tempo.out_s,
        end_ms=start + 1000 * (tempo.out_s + tempo.pause_s + tempo.back_s),
        side="both",
        kind="partial" if partial else "full",
        range_deg=round(whole * (0.55 if partial else 1 + 0.05 * wave - (0.06 if fault else 0)), 1),
        error_band_deg=7.0,
        tempo=tempo,
        faults=(fault,) if fault else (),
    )
