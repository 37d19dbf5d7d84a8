"""Refuse to make a wheel that would install and then show nothing.

The browser bundle, the engine archive and the pose model are built, not committed. Without this check a wheel from a
fresh clone would be complete in every respect but those, and the first to notice would be a patient.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NEEDED = (
    "session.js",
    "ui.js",
    "practice.js",
    "demonstration.js",
    "demonstrations/figure.glb",
    "pose.worker.js",
    "engine.worker.js",
    "service_worker.js",
    "engine.zip",
    "manifest.json",
    "style.css",
    "words_of_concern.json",
    "pose/pose_landmarker_lite.task",
    "pose/pose_landmarker_full.task",
    "pyodide/pyodide.asm.wasm",
    "mediapipe/vision_wasm_module_internal.wasm",
)


COMPILED = tuple(
    f"{language}/LC_MESSAGES/{domain}.mo"
    for language in ("es", "de", "ar")
    for domain in ("django", "djangojs")
)


class WheelNeedsBuilt(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":  # a checkout builds these itself, after the environment
            return
        built = Path(self.root) / "unbrace" / "portal" / "built"
        missing = [name for name in NEEDED if not (built / name).exists()]
        if missing:
            raise RuntimeError(
                f"unbrace/portal/built lacks {', '.join(missing)}. Run `make build`: it builds them, then the wheel."
            )
        unspoken = [name for name in COMPILED if not (built.parent / "locale" / name).exists()]
        if unspoken:
            raise RuntimeError(f"unbrace/portal/locale lacks {', '.join(unspoken)}. Run `make build`.")
