"""Zip `unbrace/motion` for the browser, where Pyodide unpacks and imports it unchanged.

Only the engine's own modules go in: no tests, no caches. `unbrace/__init__.py` goes along because Python needs the
parent package. The archive is the same byte for byte for the same sources, so an unchanged engine stays cached in
the browser.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = ROOT / "unbrace" / "portal" / "built" / "engine.zip"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip can hold


def engine_files(root: Path) -> list[Path]:
    """The Python files the browser needs, in a fixed order."""
    motion = root / "unbrace" / "motion"
    files = (path for path in motion.rglob("*.py") if "tests" not in path.relative_to(motion).parts)
    return [root / "unbrace" / "__init__.py", *sorted(files)]


def build(root: Path, archive: Path) -> int:
    """Write the archive; gives how many files went in."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    files = engine_files(root)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for path in files:
            entry = zipfile.ZipInfo(path.relative_to(root).as_posix(), LONG_AGO)
            entry.create_system = 3  # Unix, whichever system builds it
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, path.read_bytes())
    return len(files)


if __name__ == "__main__":
    print(f"{build(ROOT, ARCHIVE)} files")
