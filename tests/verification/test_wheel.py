"""`pip install unbrace-*.whl && unbrace demo` where there is no node: the same pages, the same engine and model."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.findings import ROOT
from tests.verification import installed_wheel
from tests.verification.installed_wheel import Site

KINDS = {
    "session.js": "text/javascript",
    "pose.worker.js": "text/javascript",
    "engine.worker.js": "text/javascript",
    "pyodide/pyodide.mjs": "text/javascript",
    "pyodide/pyodide.asm.wasm": "application/wasm",
    "pyodide/python_stdlib.zip": "application/zip",
    "mediapipe/vision_wasm_module_internal.wasm": "application/wasm",
    "pose/pose_landmarker_lite.task": "application/octet-stream",
    "pose/pose_landmarker_full.task": "application/octet-stream",
    "style.css": "text/css",
    "engine.zip": "application/zip",
    "manifest.json": "application/json",
}
HOME = "maria@demo.unbrace.test", "unbrace-demo"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed_wheel.build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed_wheel.install(wheel, tmp_path_factory.mktemp("elsewhere"))


@pytest.fixture(scope="module")
def site(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    with installed_wheel.demo(programs, home) as running:
        yield running


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_holds_content_templates_and_licences(wheel: Path) -> None:
    held = names(wheel)
    for needed in ("content/exercises/squat/exercise.yaml", "content/LICENSE", "portal/ui/page/page.html"):
        assert f"unbrace/{needed}" in held
    assert any(name.endswith("licenses/LICENSE") for name in held)


def test_the_wheel_holds_no_test_and_no_source_of_the_browser(wheel: Path) -> None:
    stray = [
        name
        for name in names(wheel)
        if re.search(r"(^|/)(tests?/|test_\w+\.py|node_modules/|\w+\.ts$)", name)
    ]
    assert stray == []


def test_no_node_is_to_be_found_there(programs: Path, tmp_path: Path) -> None:
    assert shutil.which("node", path=installed_wheel.nothing_else(tmp_path, programs)["PATH"]) is None


def test_it_does_not_read_the_checkout(programs: Path, tmp_path: Path) -> None:
    env = installed_wheel.nothing_else(tmp_path, programs)
    ask = [str(programs / "python"), "-c", "import unbrace; print(unbrace.__file__)"]
    said = subprocess.run(ask, env=env, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert not said.startswith(str(ROOT))


@pytest.mark.parametrize("name", KINDS)
def test_every_built_file_is_served_as_what_it_is(site: Site, name: str) -> None:
    answer = site.get(f"/static/built/{name}")
    assert answer.status == 200
    assert answer.headers["content-type"].split(";")[0] == KINDS[name]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "connect-src 'self'" in answer.headers["content-security-policy"]


def test_what_is_served_is_what_the_manifest_lists(site: Site) -> None:
    listed = json.loads(site.get("/static/built/manifest.json").body)["files"]
    built = ROOT / "unbrace" / "portal" / "built"
    assert len(listed) > 15
    for name, entry in listed.items():
        body = site.get(f"/static/built/{name}").body
        assert len(body) == entry["bytes"], name
        assert body == (built / name).read_bytes(), name


def test_big_files_travel_compressed(site: Site) -> None:
    listed = json.loads(site.get("/static/built/manifest.json").body)["files"]
    answer = site.get("/static/built/pyodide/pyodide.asm.wasm", accept_encoding="br")
    assert answer.headers["content-encoding"] == "br"
    assert len(answer.body) == listed["pyodide/pyodide.asm.wasm"]["brotli_bytes"]


def test_the_served_engine_is_the_installed_one(site: Site) -> None:
    with zipfile.ZipFile(io.BytesIO(site.get("/static/built/engine.zip").body)) as engine:
        assert engine.read("unbrace/motion/session.py") == (ROOT / "unbrace/motion/session.py").read_bytes()


def test_a_stranger_is_shown_the_way_in(site: Site) -> None:
    answer = site.get("/")
    assert answer.status == 200
    assert b"/account/login/" in answer.body
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_service_worker_is_served_at_the_root(site: Site) -> None:
    answer = site.get("/service_worker.js")
    assert answer.status == 200
    assert answer.headers["content-type"].split(";")[0] == "text/javascript"


def test_a_wheel_without_the_built_things_is_refused(tmp_path: Path) -> None:
    """The seeded fault: a clone that was never built."""
    clone = tmp_path / "clone"
    skipped = shutil.ignore_patterns(
        "built", "node_modules", ".venv", ".git", ".setup", "var", "__pycache__", "dist"
    )
    shutil.copytree(ROOT, clone, ignore=skipped)
    done = installed_wheel.uv("build", "--wheel", "--out-dir", str(tmp_path), folder=clone)
    assert done.returncode != 0
    assert "Run `make build`" in done.stderr
    assert list(tmp_path.glob("*.whl")) == []
