from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from unbrace.config import database, environment, secret_key

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = ROOT / "unbrace" / "config" / "settings.py"


def test_the_reference_page_is_printed_from_the_table() -> None:
    page = ROOT / "docs" / "reference" / "settings.md"
    assert page.read_text() == environment.as_markdown(), (
        "run: python -m unbrace.config.environment > that page"
    )


def test_every_variable_is_used_and_every_used_one_is_documented() -> None:
    used = set(re.findall(r'"(UNBRACE_[A-Z_]+)"', SETTINGS.read_text()))
    assert used == {variable.name for variable in environment.VARIABLES}
    assert len(used) >= 15


def test_nothing_else_reads_the_environment() -> None:
    """But for the commands, which set a default before the settings are read, and `environment.py` itself."""
    package = ROOT / "unbrace"
    files = [
        f
        for part in ("clinic", "config", "portal")
        for f in (package / part).rglob("*.py")
        if "tests" not in f.parts
    ]
    reading = {f.name for f in files if re.search(r"os\.environ(\.get|\[)|getenv", f.read_text())}
    assert len(files) > 50
    assert reading == {"environment.py"}


def test_an_unset_or_empty_variable_is_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNBRACE_SMTP_PORT", "")
    assert environment.number("UNBRACE_SMTP_PORT") == 587
    with pytest.raises(KeyError):
        environment.text("UNBRACE_SOMETHING_ELSE")


def test_the_key_is_made_once_for_the_owner_alone_and_stays(tmp_path: Path) -> None:
    keys: list[str] = []
    threads = [threading.Thread(target=lambda: keys.append(secret_key.kept_in(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(keys)) == 1
    assert len(keys[0]) > 50
    assert stat.S_IMODE(os.stat(tmp_path / "secret_key").st_mode) == 0o600


def test_an_address_opens_postgresql() -> None:
    found = database.postgresql("postgresql://ann:p%40ss@db.local:5433/unbrace")
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("unbrace", "ann", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.local", "5433")
    assert found["CONN_HEALTH_CHECKS"]
    with pytest.raises(ValueError, match="must look like"):
        database.postgresql("mysql://db/unbrace")


@pytest.mark.django_db
def test_sqlite_waits_for_the_disk_and_lets_readers_read() -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("this run is not on SQLite")
    with connection.cursor() as cursor:
        answers = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert answers == ["wal", 2]
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_frameworks_own_check_finds_nothing_to_warn_of_behind_a_proxy(tmp_path: Path) -> None:
    environment_of_a_clinic = {
        **os.environ,
        "UNBRACE_DATA": str(tmp_path),
        "UNBRACE_URL": "https://clinic.example",
        "UNBRACE_BEHIND_PROXY": "1",
    }
    command = [sys.executable, str(ROOT / "manage.py"), "check", "--deploy", "--fail-level", "WARNING"]
    checked = subprocess.run(
        command, env=environment_of_a_clinic, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
