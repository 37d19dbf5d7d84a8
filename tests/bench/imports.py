"""`make bench-imports`: a gigabyte of Apple Health read within 100 MB, and ten thousand broken files of each kind.

python -m tests.bench imports          the generator writes the gigabyte into a temporary folder and deletes it again
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.bench.figure import Figure, megabytes, spread

GIGABYTE = 1_000_000_000
TODAY = date(2026, 11, 25)
BROKEN = 10_000
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record)*>\n]>\n'
    '<HealthData locale="en_DE">\n'
)
KINDS = (
    ("HKQuantityTypeIdentifierStepCount", "count", "Phone"),
    ("HKQuantityTypeIdentifierStepCount", "count", "Watch"),
    ("HKQuantityTypeIdentifierHeartRate", "count/min", "Watch"),
    ("HKQuantityTypeIdentifierActiveEnergyBurned", "kcal", "Watch"),
    ("HKCategoryTypeIdentifierSleepAnalysis", "", "Watch"),
)


def write_gigabyte(path: Path, size: int = GIGABYTE) -> int:
    """An export that a watch could have written over years, newest last. Gives the number of steps of the telephone
    that lie in the last two years, so that the reading can be held against it."""
    rng, expected, written = random.Random(7), 0, 0  # noqa: S311 - made-up data
    records = size // 330
    step = timedelta(days=6 * 365) / records
    now = datetime(2026, 11, 24, 20, 0) - timedelta(days=6 * 365)  # noqa: DTZ001 - a wall clock
    with path.open("w", encoding="utf-8") as out:
        written += out.write(HEAD)
        while written < size:
            now += step
            kind, unit, source = KINDS[rng.randrange(len(KINDS))]
            end, value = now + timedelta(seconds=50), str(rng.randrange(1, 90))
            if kind.startswith("HKCategory"):
                value = "HKCategoryValueSleepAnalysisAsleepCore"
            elif source == "Phone" and now.date() >= TODAY - timedelta(days=730):
                expected += int(value)
            written += out.write(
                f' <Record type="{kind}" sourceName="{source}" sourceVersion="18.1" '
                f'device="&lt;&lt;HKDevice: 0x3024, name:{source}, manufacturer:Maker, model:Model, hardware:H1,1&gt;" '
                f'unit="{unit}" creationDate="{end:%Y-%m-%d %H:%M:%S} +0100" '
                f'startDate="{now:%Y-%m-%d %H:%M:%S} +0100" endDate="{end:%Y-%m-%d %H:%M:%S} +0100" value="{value}"/>\n'
            )
        out.write("</HealthData>\n")
    return expected


def read_alone(path: Path) -> dict[str, float]:
    """Read it in a process of its own, so that the memory measured is that of the reading."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.bench.imports", str(path)], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(said.stdout)
    return found


def _read_and_tell(path: Path) -> None:
    from unbrace.clinic.activity.sources.reading import Wish, read_file

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    _, tally = read_file(path, Wish(TODAY, ZoneInfo("Europe/Berlin"), {}))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    steps = sum(day.total for day in tally.days() if (day.kind, day.source) == ("steps", "Phone"))
    print(
        json.dumps(
            {"seconds": seconds, "peak_mb": peak / 1000, "rise_mb": (peak - before) / 1000, "steps": steps}
        )
    )


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "export.xml"
        expected = write_gigabyte(plain)
        size = plain.stat().st_size
        packed = Path(folder) / "export.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.write(plain, "apple_health_export/export.xml")
        found = []
        for name, path in (("XML", plain), ("zip", packed)):
            read = read_alone(path)
            right = (
                "every step"
                if abs(read["steps"] - expected) < 1
                else f"{read['steps']:.0f} of {expected} steps"
            )
            found.append(
                Figure(
                    f"Apple Health, {megabytes(size)} as {name} ({megabytes(path.stat().st_size)})",
                    f"peak {read['peak_mb']:.0f} MB (+{read['rise_mb']:.0f}), {read['seconds']:.0f} s, {right}",
                    "goal: peak under 100 MB",
                )
            )
    return [*found, *broken_files()]


def broken_files() -> list[Figure]:
    """R6: each kind of file, ten thousand times with blows, in one process: read or refused, quickly."""
    from unbrace.clinic.activity.sources.reading import Wish, read_file
    from unbrace.clinic.activity.sources.unreadable import Unreadable
    from unbrace.clinic.activity.tests.test_sources import GOOD

    rng, wish, found = random.Random(11), Wish(TODAY, ZoneInfo("Europe/Berlin"), {}), []  # noqa: S311
    names = ("Apple XML", "Apple zip", "Fitbit JSON", "Garmin FIT", "own table", "Google Fit zip")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "brought"
        for name, good in zip(names, GOOD, strict=True):
            before, seconds, other, refused = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, [], 0, 0
            for _ in range(BROKEN):
                path.write_bytes(_blow(good, rng))
                began = time.perf_counter()
                try:
                    read_file(path, wish)
                except Unreadable:
                    refused += 1
                except Exception:
                    other += 1
                seconds.append(time.perf_counter() - began)
            rise = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1000
            found.append(
                Figure(
                    f"{BROKEN:,} broken files, {name}",
                    f"{other} other errors, {refused:,} refused, slowest {max(seconds):.2f} s, +{rise:.0f} MB; "
                    + spread([s * 1000 for s in seconds], "ms"),
                    "goal: 0 errors, 0 over 1 s, under 50 MB more",
                )
            )
    return found


def _blow(good: bytes, rng: random.Random) -> bytes:
    broken = bytearray(good)
    for _ in range(rng.randrange(1, 8)):
        at, length = rng.randrange(len(broken) + 1), rng.randrange(12)
        what = rng.randrange(4)
        if what == 0:
            broken[at : at + length] = rng.randbytes(length)
        elif what == 1:
            del broken[at : at + length]
        elif what == 2:
            broken[at:at] = broken[at : at + length] * rng.randrange(1, 50)
        elif broken:
            broken[at % len(broken)] ^= 1 << rng.randrange(8)
        if not broken:
            return b""
    return bytes(broken)


if __name__ == "__main__":
    _read_and_tell(Path(sys.argv[1]))
