"""The root files: public, tied to the build, and never stale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.http import Http404
from django.test import RequestFactory
from pytest_django import Settings

from unbrace.portal.built_id import build_id
from unbrace.portal.patient.pages.service_worker.view import manifest, service_worker


@pytest.fixture
def built(tmp_path: Path, settings: Settings) -> Path:
    settings.BUILT = tmp_path
    build_id.cache_clear()
    (tmp_path / "manifest.json").write_text(json.dumps({"build_id": "abc123", "files": {}}))
    return tmp_path


def test_the_worker_names_its_build_and_may_look_after_the_whole_site(built: Path) -> None:
    (built / "service_worker.js").write_text("listen()")
    answer = service_worker(RequestFactory().get("/service_worker.js"))
    assert answer.content.decode().splitlines() == ['self.UNBRACE_BUILD = "abc123";', "listen()"]
    assert answer["Content-Type"] == "text/javascript"
    assert (answer["Service-Worker-Allowed"], answer["Cache-Control"]) == ("/", "no-cache")


def test_without_a_build_there_is_no_worker(built: Path) -> None:
    with pytest.raises(Http404):
        service_worker(RequestFactory().get("/service_worker.js"))


def test_the_manifest_puts_the_start_page_on_the_home_screen() -> None:
    answer = manifest(RequestFactory().get("/manifest.webmanifest"))
    said = json.loads(answer.content)
    assert said["start_url"] == said["scope"] == "/"
    assert answer["Content-Type"] == "application/manifest+json"


def test_nothing_can_be_posted_to_either() -> None:
    request = RequestFactory().post("/")
    assert service_worker(request).status_code == manifest(request).status_code == 405
