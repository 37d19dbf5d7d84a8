"""Landmarks beside a call: how many are sent, how many come, how late, at 30 a second for a minute.

The channel is the call's own (`browser/call/link.ts`, the channel of `call/measuring`), between two connections of one
Chromium on this machine. The body is made up: this measures the way, not the pose model.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.figure import Figure, spread
from tests.house.findings import ROOT

SECONDS, HERTZ = 60, 30
ENTRY = ROOT / "browser" / "testing" / "landmark_line.ts"


def figures() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        bundle = Path(name) / "landmark_line.js"
        esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
        subprocess.run(
            [esbuild, ENTRY, "--bundle", "--format=iife", f"--outfile={bundle}", "--log-level=error"],
            check=True,
        )
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(path=str(bundle))
        came = page.evaluate(f"landmarkLine({SECONDS}, {HERTZ})")
        browser.close()
    sent = f"{came['sent']} sent, {came['received']} came, {came['lost']} lost, {came['wrong']} wrong"
    rate, size = came["sent"] / SECONDS, came["bytes"] / max(1, came["received"])
    kilobits = came["bytes"] * 8 / 1000 / SECONDS
    return [
        Figure(f"landmarks in a call, {SECONDS} s, made-up body", sent, "goal 30 Hz, 0 lost"),
        Figure(
            "their rate and size",
            f"{rate:.1f} a second, {size:.0f} bytes each, {kilobits:.0f} kbit/s, {came['withheld']} held back",
            "30 a second",
        ),
        Figure("from one side to the other, one machine", spread(came["late_ms"], "ms"), "no goal"),
    ]
