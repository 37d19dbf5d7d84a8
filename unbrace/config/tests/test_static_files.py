from __future__ import annotations

import asyncio
import warnings
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.http import FileResponse, HttpResponse
from django.test import AsyncRequestFactory, RequestFactory
from pytest_django import Settings

from unbrace.config.static_files import StaticFiles


@pytest.fixture
def files(tmp_path: Path, settings: Settings) -> Iterator[StaticFiles]:
    """The real middleware over a folder like the built one."""
    for name in ("engine.zip", "pose/model.task", "wasm/vision.wasm", "worker.mjs", "tests/case.js"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * 3000)
    (tmp_path / "wasm" / "vision.wasm.br").write_bytes(brotli.compress(b"x" * 3000))
    settings.STATICFILES_DIRS = [("built", tmp_path)]
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]
    yield StaticFiles(lambda request: HttpResponse(status=404))
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("engine.zip", "application/zip"),
        ("pose/model.task", "application/octet-stream"),
        ("wasm/vision.wasm", "application/wasm"),
        ("worker.mjs", "text/javascript"),
    ],
)
def test_a_file_has_the_right_kind(files: StaticFiles, rf: RequestFactory, name: str, kind: str) -> None:
    response = files(rf.get(f"/static/built/{name}"))
    assert response.status_code == 200
    assert response.headers["Content-Type"].split(";")[0] == kind
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_versioned_address_is_kept_for_a_year_and_any_other_asked_for_again(
    files: StaticFiles, rf: RequestFactory
) -> None:
    assert "immutable" in files(rf.get("/static/built/engine.zip?v=1")).headers["Cache-Control"]
    assert files(rf.get("/static/built/engine.zip")).headers["Cache-Control"] == "no-cache"


def test_who_understands_brotli_gets_the_small_file(files: StaticFiles, rf: RequestFactory) -> None:
    small = files(rf.get("/static/built/wasm/vision.wasm", headers={"accept-encoding": "br"}))
    plain = files(rf.get("/static/built/wasm/vision.wasm"))
    assert small.headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in plain.headers
    assert int(small.headers["Content-Length"]) < int(plain.headers["Content-Length"])
    assert small.headers["Content-Type"] == "application/wasm"


def test_an_unchanged_file_is_not_sent_twice(files: StaticFiles, rf: RequestFactory) -> None:
    first = files(rf.get("/static/built/engine.zip"))
    again = files(
        rf.get(
            "/static/built/engine.zip",
            headers={
                "if-none-match": first.headers.get("ETag", ""),
                "if-modified-since": first.headers["Last-Modified"],
            },
        )
    )
    assert again.status_code == 304


def test_a_big_file_goes_out_in_pieces(files: StaticFiles, async_rf: AsyncRequestFactory) -> None:
    """Not read into memory as a whole: in the server a file is an asynchronous stream."""

    async def fetched() -> list[bytes]:
        response = await asyncio.to_thread(files, async_rf.get("/static/built/engine.zip"))
        assert isinstance(response, FileResponse)
        assert response.is_async
        pieces = [piece async for piece in response]
        response.close()
        return pieces

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert b"".join(asyncio.run(fetched())) == b"x" * 3000


def test_tests_are_not_served(files: StaticFiles, rf: RequestFactory) -> None:
    assert files(rf.get("/static/built/tests/case.js")).status_code == 404
