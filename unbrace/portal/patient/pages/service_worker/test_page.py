"""The root files: public, tied to the build, and never stale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.http import Http404
from django.template.loader import get_template
from django.test import RequestFactory
from PIL import Image
from pytest_django import Settings

from unbrace.portal.built_id import build_id
from unbrace.portal.patient.pages.service_worker.view import manifest, service_worker

BROWSER = Path(__file__).parents[5] / "browser"


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


def test_each_icon_of_the_manifest_is_a_file_of_the_size_it_says() -> None:
    icons = json.loads(manifest(RequestFactory().get("/")).content)["icons"]
    found = {}
    for icon in icons:
        name = icon["src"].removeprefix("/static/built/")
        if icon["type"] == "image/svg+xml":
            assert (BROWSER / name).is_file()
            continue
        with Image.open(BROWSER / "icons" / name) as picture:
            assert (picture.format, "{}x{}".format(*picture.size)) == ("PNG", icon["sizes"])
            see_through = picture.mode == "RGBA" and picture.getpixel((0, 0))[3] < 255  # type: ignore[index]
            assert see_through is (icon["purpose"] == "any"), "what launchers cut fills its square"
        found[icon["sizes"], icon["purpose"]] = name
    assert set(found) == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}


def test_every_page_names_the_icon_that_ios_asks_for_and_it_fills_its_square() -> None:
    page = get_template("ui/page.html").template.source  # type: ignore[attr-defined]
    assert '<link rel="apple-touch-icon" href="/static/built/apple-touch-icon.png">' in page
    with Image.open(BROWSER / "icons" / "apple-touch-icon.png") as picture:
        assert (picture.format, picture.size, picture.mode) == ("PNG", (180, 180), "RGB")
    assert 'cp(join(root, "browser/icons"), built' in (BROWSER / "build.mjs").read_text("utf-8")


def test_nothing_can_be_posted_to_either() -> None:
    request = RequestFactory().post("/")
    assert service_worker(request).status_code == manifest(request).status_code == 405
