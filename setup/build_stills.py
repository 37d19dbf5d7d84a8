"""Draw `start.webp` and `end.webp` of every exercise and test of function, in the very viewer that patients see.

    .venv/bin/python setup/build_stills.py [NAME ...]    the pictures beside each demonstration (make stills)
    .venv/bin/python setup/build_stills.py --sheet OUT.png [NAME ...]   a sheet of both positions from two sides

A NAME is an exercise, such as `squat`, or a test of function, such as `tests_of_function/forward-bend`.

Needs the browser bundle, the demonstrations (python -m unbrace.library.demonstration.build) and Chromium.
"""

from __future__ import annotations

import base64
import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "unbrace" / "portal" / "built"
CONTENT = ROOT / "unbrace" / "content"
WIDTH, HEIGHT = 480, 480
SMALLEST_BYTES = 2_000  # an empty picture has some 500
SWIFTSHADER = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox"]

DRAW = """async ([exercise, at, from, width, height, kind]) => {
  const module = await import("/demonstration.js");
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const addresses = {film: `/demonstrations/${exercise}.json`, figure: "/demonstrations/figure.glb"};
  await module.still(canvas, addresses, at, from ?? undefined);
  return canvas.toDataURL(kind, 0.82).split(",")[1];
}"""

SHEET = """async ([names, width, height]) => {
  const module = await import("/demonstration.js");
  const row = height + 18, sheet = document.createElement("canvas");
  [sheet.width, sheet.height] = [width * 4, row * names.length];
  const pen = sheet.getContext("2d");
  pen.fillStyle = "#f8f4ec"; pen.fillRect(0, 0, sheet.width, sheet.height);
  for (const [i, exercise] of names.entries()) {
    const views = [["start", null], ["end", null], ["start", "other"], ["end", "other"]];
    const film = await (await fetch(`/demonstrations/${exercise}.json`)).json();
    for (const [j, [at, from]] of views.entries()) {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width, height];
      const other = film.seen_from.startsWith("front") ? "side" : "front";
      await module.still(canvas, {film: `/demonstrations/${exercise}.json`, figure: "/demonstrations/figure.glb"},
        at, from ? other : undefined);
      pen.drawImage(canvas, j * width, i * row);
    }
    pen.fillStyle = "#1d2b2a"; pen.font = "14px sans-serif"; pen.fillText(exercise, 6, i * row + height + 13);
  }
  return sheet.toDataURL("image/png").split(",")[1];
}"""


class Quiet(SimpleHTTPRequestHandler):
    """The built files, without a line for each."""

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def named(arguments: list[str]) -> list[str]:
    """Those asked for, or all that have a demonstration."""
    films = BUILT / "demonstrations"
    return arguments or sorted(str(path.relative_to(films).with_suffix("")) for path in films.rglob("*.json"))


def folder_of(name: str) -> Path:
    """Where the content of an exercise or a test lies."""
    return CONTENT / name if "/" in name else CONTENT / "exercises" / name


def sheet(page: Page, target: Path, names: list[str]) -> None:
    """All pictures side by side, to look at."""
    target.write_bytes(base64.b64decode(page.evaluate(SHEET, [names, 400, 300])))


def stills(page: Page, names: list[str]) -> int:
    """Both pictures of each; gives their size together."""
    total = 0
    for name in names:
        for at in ("start", "end"):
            data = base64.b64decode(page.evaluate(DRAW, [name, at, None, WIDTH, HEIGHT, "image/webp"]))
            if len(data) < SMALLEST_BYTES:
                raise SystemExit(f"{name}: the picture of {at} came out empty")
            (folder_of(name) / f"{at}.webp").write_bytes(data)
            total += len(data)
    return total


def main(arguments: list[str]) -> None:
    """Serve the built files to a headless browser and let it draw."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(BUILT)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=SWIFTSHADER)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/demonstrations/")
        if arguments[:1] == ["--sheet"]:
            sheet(page, Path(arguments[1]), named(arguments[2:]))
        else:
            names = named(arguments)
            print(f"{2 * len(names)} pictures, {stills(page, names) / 1000:.0f} kB")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(sys.argv[1:])
