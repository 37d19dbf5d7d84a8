"""Each format as its maker writes it, in small samples of our own; and files that mean harm."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unbrace.clinic.activity.sources.hour_tally import HourTally
from unbrace.clinic.activity.sources.reading import Wish, read_file
from unbrace.clinic.activity.sources.unreadable import Unreadable
from unbrace.clinic.activity.tests import fit_writer

TODAY = date(2026, 11, 25)
BERLIN = ZoneInfo("Europe/Berlin")
Day = tuple[str, str, date, float]
Reads = Callable[..., list[Day]]

APPLE_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
<!ATTLIST Record type CDATA #REQUIRED unit CDATA #IMPLIED value CDATA #IMPLIED sourceName CDATA #REQUIRED>
]>
<HealthData locale="en_DE"><ExportDate value="2026-11-25 08:00:00 +0100"/>
"""


def record(kind: str, begin: str, end: str, value: str, source: str = "Phone") -> str:
    return (
        f'<Record type="{kind}" sourceName="{source}" sourceVersion="18" unit="count" creationDate="{end} +0100" '
        f'startDate="{begin} +0100" endDate="{end} +0100" value="{value}"><MetadataEntry key="a" value="b"/></Record>\n'
    )


def steps(begin: str, end: str, value: str, source: str = "Phone") -> str:
    return record("HKQuantityTypeIdentifierStepCount", begin, end, value, source)


def apple(*records: str) -> bytes:
    return (APPLE_HEAD + "".join(records) + "</HealthData>").encode()


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """What is in a file: (kind, source, day, total)."""

    def read(content: bytes, **mapping: str) -> list[Day]:
        path = tmp_path / "brought"
        path.write_bytes(content)
        _, tally = read_file(path, Wish(TODAY, BERLIN, mapping))
        return [(one.kind, one.source, one.day, one.total) for one in tally.days()]

    return read


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return raw.getvalue()


DAY = date(2026, 11, 20)
ASLEEP = "HKCategoryValueSleepAnalysisAsleep"


def test_apple_health_steps_walks_and_sleep(reads: Reads) -> None:
    sleep = "HKCategoryTypeIdentifierSleepAnalysis"
    workout = (
        '<Workout workoutActivityType="HKWorkoutActivityTypeWalking" duration="31.5" sourceName="Watch" '
        'startDate="2026-11-20 18:40:00 +0100" endDate="2026-11-20 19:10:00 +0100"><WorkoutStatistics/></Workout>'
    )
    content = apple(
        steps("2026-11-20 08:10:00", "2026-11-20 08:20:00", "612"),
        steps("2026-11-20 08:50:00", "2026-11-20 09:10:00", "1000"),
        record(sleep, "2026-11-20 00:30:00", "2026-11-20 03:30:00", ASLEEP + "Core"),
        record(sleep, "2026-11-20 03:30:00", "2026-11-20 04:00:00", "HKCategoryValueSleepAnalysisAwake"),
        record(sleep, "2026-11-20 00:00:00", "2026-11-20 05:00:00", "HKCategoryValueSleepAnalysisInBed"),
        record("HKQuantityTypeIdentifierHeartRate", "2026-11-20 08:00:00", "2026-11-20 08:00:00", "61"),
        workout,
    )
    expected = [
        ("sleep", "Phone", DAY, 180.0),
        ("steps", "Phone", DAY, 1612.0),
        ("walking", "Watch", DAY, 30.0),
    ]
    assert reads(content) == expected
    assert (
        reads(
            zipped({"apple_health_export/export.xml": content, "apple_health_export/export_cda.xml": b"<x/>"})
        )
        == expected
    )
    assert reads(zipped({"apple_health_export/Экспорт.xml": content})) == expected


def test_a_record_over_the_hour_is_shared_and_a_night_over_midnight_too(tmp_path: Path) -> None:
    tally = HourTally(TODAY)
    tally.add("steps", "Phone", datetime(2026, 11, 20, 8, 50), datetime(2026, 11, 20, 9, 10), 1000)  # noqa: DTZ001
    tally.add("sleep", "Phone", datetime(2026, 11, 20, 23, 0), datetime(2026, 11, 21, 6, 30), 450)  # noqa: DTZ001
    hours = {(one.kind, one.day): one for one in tally.days()}
    assert hours[("steps", DAY)].hours[8:10] == (500.0, 500.0)
    assert hours[("sleep", DAY)].total == 60
    assert hours[("sleep", date(2026, 11, 21))].total == 390


def test_what_cannot_be_is_left_out_and_the_rest_counts(reads: Reads) -> None:
    content = apple(
        steps("2026-11-20 08:10:00", "2026-11-20 08:20:00", "5"),
        steps("2026-11-20 08:10:00", "2026-11-20 08:20:00", "5"),  # told twice in a row
        steps("2026-11-20 09:10:00", "2026-11-20 09:20:00", "-5"),
        steps("2026-11-20 09:10:00", "2026-11-20 09:20:00", "nan"),
        steps("2026-11-20 09:10:00", "2026-11-20 09:20:00", "1e9"),
        steps("2026-11-20 09:20:00", "2026-11-20 09:10:00", "7"),  # ends before it begins
        steps("soon", "later", "7"),
        steps("2026-12-20 09:10:00", "2026-12-20 09:20:00", "7"),  # tomorrow
        steps("2019-11-20 09:10:00", "2019-11-20 09:20:00", "7"),  # too long ago
        steps("2026-11-01 00:00:00", "2026-11-20 09:20:00", "7"),  # weeks are no interval
        '<Record type="HKQuantityTypeIdentifierStepCount"/>',
    )
    assert reads(content) == [("steps", "Phone", DAY, 5.0)]


def test_fitbit_steps_in_utc_and_sleep_as_the_wearers_clock(reads: Reads) -> None:
    minutes = [
        {"dateTime": "11/19/26 23:30:00", "value": "40"},
        {"dateTime": "11/20/26 12:00:00", "value": "60"},
    ]
    night = [
        {
            "logId": 1, "dateOfSleep": "2026-11-20", "startTime": "2026-11-20T00:10:30.000",
            "endTime": "2026-11-20T06:10:30.000", "minutesAsleep": 330, "levels": {"data": []},
        }
    ]  # fmt: skip
    content = zipped(
        {
            "Takeout/Fitbit/Global Export Data/steps-2026-11-19.json": json.dumps(minutes).encode(),
            "Takeout/Fitbit/Global Export Data/sleep-2026-11-01.json": json.dumps(night).encode(),
            "Takeout/Fitbit/Global Export Data/heart_rate-2026-11-19.json": b"not looked at",
        }
    )
    assert reads(content) == [("sleep", "Fitbit", DAY, 330.0), ("steps", "Fitbit", DAY, 100.0)]
    assert reads(json.dumps(minutes).encode()) == [("steps", "Fitbit", DAY, 100.0)]


def test_google_fit_quarter_hours(reads: Reads) -> None:
    table = (
        b"Start time,End time,Move Minutes count,Calories (kcal),Distance (m),Step count,Walking duration (ms)\r\n"
        b"08:00:00.000+01:00,08:15:00.000+01:00,12,31.2,700.1,900,600000\r\n"
        b"08:15:00.000+01:00,08:30:00.000+01:00,,20.0,,,\r\n"
        b"23:45:00.000+01:00,00:00:00.000+01:00,1,20.0,10.0,12,\r\n"
    )
    content = zipped(
        {
            "Takeout/Fit/Daily activity metrics/2026-11-20.csv": table,
            "Takeout/Fit/Daily activity metrics/Daily activity metrics.csv": b"another",
            "Takeout/Fit/Daily activity metrics/2026-13-45.csv": table,
        }
    )
    assert reads(content) == [("steps", "Google Fit", DAY, 912.0), ("walking", "Google Fit", DAY, 10.0)]


def test_garmin_walks_and_counters_that_grow(reads: Reads) -> None:
    at = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
    content = fit_writer.fit_file(
        fit_writer.walk(at.replace(hour=10), 30),
        fit_writer.walk(at.replace(hour=12), 30, sport=fit_writer.RUNNING_SPORT),
        fit_writer.steps_so_far(at, 200),
        fit_writer.steps_so_far(at.replace(hour=8), 900),
        fit_writer.steps_so_far_short(at.replace(hour=9), 1500),
        fit_writer.steps_so_far(at.replace(day=21), 50),  # the counter began anew
    )
    assert reads(content) == [
        ("steps", "Garmin", DAY, 1500.0),
        ("walking", "Garmin", DAY, 30.0),
        ("steps", "Garmin", date(2026, 11, 21), 50.0),
    ]


@pytest.mark.parametrize(
    ("table", "mapping", "expected"),
    [
        ("date,steps\n2026-11-20,8400\n", {}, {"steps": 8400}),
        (
            "Datum;Schritte;Schlaf\n20.11.2026;8.400;7,5\n",
            {"order": "dmy", "sleep": "Schlaf"},
            {"steps": 8400, "sleep": 450},
        ),
        ("Date\tSteps\tSleep\n11/20/2026\t8,400\t7:30\n", {"order": "mdy"}, {"steps": 8400, "sleep": 450}),
        ('day,walking minutes,steps\n2026-11-20,"30",\n', {}, {"walking": 30}),
        ("\ufeffdate,steps\n2026-11-20,0\n2026-11-20,x\n", {}, {"steps": 0}),
        ("date,steps\n2026-11-20 08:00,7\n2026-02-30,9\n,,\n", {}, {"steps": 7}),
    ],
)
def test_a_table_of_ones_own(
    reads: Reads, table: str, mapping: dict[str, str], expected: dict[str, float]
) -> None:
    assert {kind: total for kind, _, day, total in reads(table.encode(), **mapping) if day == DAY} == expected


@pytest.mark.parametrize(
    ("table", "mapping", "said"),
    [
        ("date,walks\n2026-11-20,1\n", {}, "no column with steps"),
        ("when,steps\n2026-11-20,1\n", {}, "no column for the day. This table has: when, steps"),
        ("date,steps\n2026-11-20,1\n", {"steps": "Schritte"}, "no column for Schritte"),
        ("", {}, "no column for the day"),
        ("date,steps\n" + "2026-11-20,1\n" * 20_001, {}, "more than 20,000 lines"),
        ("date,steps\n" + "1" * 200_000, {}, "too long"),
        ("date,steps\nsoon,1\n", {}, "no steps, walks or sleep"),
    ],
)
def test_a_table_that_cannot_be_read_says_what_to_do(
    reads: Reads, table: str, mapping: dict[str, str], said: str
) -> None:
    with pytest.raises(Unreadable, match=said):
        reads(table.encode(), **mapping)


LAUGHS = '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><HealthData>&b;</HealthData>'
FILE_OF_THE_SERVER = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><HealthData>&e;</HealthData>'
)
OF_ANOTHER = '<?xml version="1.0"?><!DOCTYPE HealthData SYSTEM "http://evil.example/x.dtd"><HealthData/>'
PARAMETER = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY % p SYSTEM "http://evil.example/"> %p;]><HealthData/>'


@pytest.mark.parametrize("content", [LAUGHS, FILE_OF_THE_SERVER, PARAMETER])
def test_xml_that_declares_entities_is_refused(reads: Reads, content: str) -> None:
    with pytest.raises(Unreadable, match="entities"):
        reads(content.encode())


@pytest.mark.parametrize(
    "content",
    [
        OF_ANOTHER.encode(),  # nothing is fetched
        b"<html><body/></html>",
        b"<HealthData>" + b"<a>" * 1000,
        b"<HealthData>",
        b"<HealthData locale='" + b"x" * 9_000_000,
        b"<HealthData></HealthData><more/>",
        b'<?xml version="1.0" encoding="UTD-8"?><HealthData/>',
        b'<?xml version="1.0" encoding="utf-7"?><HealthData/>',
        b"PK\x03\x04 no zip",
        b"PK\x05\x06" + b"\xff" * 18,
        b"\0\x01\x02\x03" * 200,
        b"[1, 2, {}]",
        b"[" * 100_000,
        b'[{"dateTime": "11/20/26 12:00:00", "value": ' + b"9" * 5000 + b"}]",
        fit_writer.fit_file(fit_writer.steps_so_far(datetime(2026, 11, 20, tzinfo=UTC), 5))[:-9],
        zipped({"notes.txt": b"hello"}),
        zipped({"a/export.xml": apple()}, zipfile.ZIP_LZMA),
    ],
    ids=range(17),
)
def test_what_is_no_export_is_refused_in_words(reads: Reads, content: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        reads(content)
    assert str(refusal.value).endswith(".")


def test_a_zip_bomb_is_left_before_it_goes_off(reads: Reads) -> None:
    bomb = zipped({"apple_health_export/export.xml": b"<HealthData>" + b" " * 60_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="far more than a watch"):
        reads(bomb)


def test_a_name_that_climbs_out_of_the_zip_is_never_a_path(reads: Reads, tmp_path: Path) -> None:
    content = apple(steps("2026-11-20 08:10:00", "2026-11-20 08:20:00", "5"))
    names = ["../../../tmp/slipped/export.xml", "/etc/unbrace/export.xml", "..\\..\\steps-2026-11-20.json"]
    before = set(tmp_path.rglob("*"))
    assert reads(zipped({names[0]: content})) == [("steps", "Phone", DAY, 5.0)]
    assert reads(zipped({names[1]: content})) == [("steps", "Phone", DAY, 5.0)]
    with pytest.raises(Unreadable):
        reads(zipped({names[2]: b"{}"}))
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "brought"}
    assert not Path("/tmp/slipped").exists()  # noqa: S108


def test_a_zip_with_a_password_or_with_a_million_files_is_refused(reads: Reads) -> None:
    locked = bytearray(zipped({"a/export.xml": apple()}))
    central = locked.index(b"PK\x01\x02")
    locked[central + 8] |= 1
    with pytest.raises(Unreadable, match="password"):
        reads(bytes(locked))
    crowded = bytearray(zipped({"a/export.xml": apple()}))
    end = crowded.index(b"PK\x05\x06")
    crowded[end + 10 : end + 12] = b"\xff\xfe"
    with pytest.raises(Unreadable, match="too many files"):
        reads(bytes(crowded))


def test_a_file_with_a_thousand_devices_is_refused(reads: Reads) -> None:
    content = apple(
        *(steps("2026-11-20 08:10:00", "2026-11-20 08:20:00", "5", f"device {n}") for n in range(100))
    )
    with pytest.raises(Unreadable, match="more than 24 devices"):
        reads(content)


GOOD = [
    apple(steps("2026-11-20 08:10:00", "2026-11-20 08:20:00", "612")),
    zipped({"a/export.xml": apple(steps("2026-11-20 08:10:00", "2026-11-20 08:20:00", "612"))}),
    json.dumps([{"dateTime": "11/20/26 12:00:00", "value": "60"}]).encode(),
    fit_writer.fit_file(fit_writer.steps_so_far(datetime(2026, 11, 20, tzinfo=UTC), 5)),
    b"date,steps\n2026-11-20,8400\n",
    zipped({"x/2026-11-20.csv": b"Start time,End time,Step count\n08:00:00,08:15:00,9\n"}),
]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(GOOD), st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=6)), max_size=6))
def test_a_broken_file_is_read_or_refused_and_nothing_else(
    reads: Reads, good: bytes, blows: list[tuple[int, bytes]]
) -> None:
    """R6 in small; ten thousand of each are in `make bench-imports`."""
    broken = bytearray(good)
    for at, blow in blows:
        broken[at % len(broken) : at % len(broken) + len(blow)] = blow
    with suppress(Unreadable):
        reads(bytes(broken))
