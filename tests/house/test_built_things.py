"""What set-up builds for the browser: the same bytes every time, and nothing in it that should not be."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import brotli
import pytest

from tests.house.findings import ROOT

sys.path.insert(0, str(ROOT / "setup"))

import build_engine
import build_pose_model
import compress
from wheel_needs_built import COMPILED, NEEDED, WheelNeedsBuilt

ENGINE = {
    "unbrace/__init__.py": "",
    "unbrace/motion/__init__.py": '"""Motion."""',
    "unbrace/motion/session.py": "x = 1\n",
    "unbrace/motion/tests/test_session.py": "assert 0",
    "unbrace/rehab/dosage.py": "",
}


def test_the_engine_archive_holds_motion_and_nothing_else(seeded: Callable[..., Path]) -> None:
    root = seeded(ENGINE)
    build_engine.build(root, root / "engine.zip")
    with zipfile.ZipFile(root / "engine.zip") as archive:
        assert archive.namelist() == [
            "unbrace/__init__.py",
            "unbrace/motion/__init__.py",
            "unbrace/motion/session.py",
        ]


def test_the_engine_archive_depends_on_its_sources_alone(seeded: Callable[..., Path]) -> None:
    root = seeded(ENGINE)
    build_engine.build(root, root / "one.zip")
    (root / "unbrace/motion/session.py").touch()
    build_engine.build(root, root / "two.zip")
    assert (root / "one.zip").read_bytes() == (root / "two.zip").read_bytes()
    (root / "unbrace/motion/session.py").write_text("x = 2\n")
    build_engine.build(root, root / "three.zip")
    assert (root / "one.zip").read_bytes() != (root / "three.zip").read_bytes()


def test_the_archived_engine_imports_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = build_engine.build(ROOT, tmp_path / "engine.zip")
    with zipfile.ZipFile(tmp_path / "engine.zip") as archive:
        modules = [
            name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            for name in archive.namelist()
        ]
    command = [sys.executable, "-S", "-I", "-c"]
    program = f"import sys; sys.path.insert(0, {str(tmp_path / 'engine.zip')!r}); import {', '.join(modules)}"
    answer = subprocess.run([*command, program], capture_output=True, text=True, cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    assert len(modules) == count > 5


@pytest.mark.parametrize("size", ["lite", "full"])
def test_the_pose_model_is_the_pinned_one(size: str, tmp_path: Path) -> None:
    path, found = build_pose_model.build(size, tmp_path)
    assert found == build_pose_model.PINNED[size]
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            assert entry.compress_type == zipfile.ZIP_STORED
            data = entry.header_offset + 30 + len(entry.filename) + len(entry.extra)
            assert data % build_pose_model.ALIGNMENT == 0


def test_other_weights_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build_pose_model, "PINNED", {"lite": "0" * 64})
    monkeypatch.setattr(build_pose_model, "BUILT", tmp_path)
    assert build_pose_model.main() == 1
    assert "pinned is 0000" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_already_described_weights_are_refused() -> None:
    network = (build_pose_model.WEIGHTS / "pose_landmark_lite.tflite").read_bytes()
    described = build_pose_model.with_metadata(network, (0.0, 255.0))
    with pytest.raises(SystemExit, match="already carry metadata"):
        build_pose_model.with_metadata(described, (0.0, 255.0))


@pytest.fixture
def built(seeded: Callable[..., Path]) -> Path:
    root = seeded({"session.js": "let count = 0;\n" * 500, "tiny.js": "1", "fonts/a.woff2": "f" * 5000})
    compress.compress(root)
    return root


def manifest(root: Path) -> dict[str, dict[str, Any]]:
    listed: dict[str, dict[str, Any]] = json.loads((root / "manifest.json").read_text())
    return listed


def test_a_big_file_gets_a_brotli_copy_and_every_file_a_line(built: Path) -> None:
    copy = (built / "session.js.br").read_bytes()
    listed = manifest(built)["files"]
    assert brotli.decompress(copy) == (built / "session.js").read_bytes()
    assert listed["session.js"]["bytes"] == 7500
    assert listed["session.js"]["brotli_bytes"] == len(copy)
    assert listed["tiny.js"]["brotli_bytes"] is None
    assert sorted(listed) == ["fonts/a.woff2", "session.js", "tiny.js"]


def test_the_build_id_changes_with_the_content_alone(built: Path) -> None:
    before = manifest(built)["build_id"]
    (built / "session.js").touch()
    compress.compress(built)
    assert manifest(built)["build_id"] == before
    (built / "tiny.js").write_text("2")
    compress.compress(built)
    assert manifest(built)["build_id"] != before


def test_a_stale_copy_never_stays(built: Path) -> None:
    (built / "session.js").write_text("let other = 1;\n" * 500)
    compress.compress(built)
    assert brotli.decompress((built / "session.js.br").read_bytes()).startswith(b"let other")
    (built / "session.js").unlink()
    compress.compress(built)
    assert not (built / "session.js.br").exists()


#: What a complete checkout has: what was built, and the compiled words of each language.
COMPLETE = {f"unbrace/portal/built/{name}": "" for name in NEEDED} | {
    f"unbrace/portal/locale/{name}": "" for name in COMPILED
}


def hook(root: Path) -> WheelNeedsBuilt:
    return WheelNeedsBuilt(str(root), {}, None, mock.Mock(), str(root), "wheel")


def test_a_wheel_without_the_built_things_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"engine\.zip.*make build"):
        hook(tmp_path).initialize("standard", {})
    hook(tmp_path).initialize("editable", {})


def test_a_wheel_with_all_of_them_is_built(seeded: Callable[..., Path]) -> None:
    hook(seeded(COMPLETE)).initialize("standard", {})


def test_each_one_missing_is_named(seeded: Callable[..., Path]) -> None:
    root = seeded(COMPLETE)
    for name in COMPLETE:
        (root / name).rename(root / "aside")
        with pytest.raises(RuntimeError, match=re.escape(name.split("/", 3)[3])):
            hook(root).initialize("standard", {})
        shutil.move(root / "aside", root / name)
