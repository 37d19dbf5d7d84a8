"""Put a brotli copy beside each big built file, and list everything built in `manifest.json`.

The manifest is `{"build_id": …, "files": {name: {"bytes", "sha256", "brotli_bytes"}}}`, names relative to the folder.
`build_id` changes when any file does; pages put it behind every address, so a browser never mixes two builds.
`brotli_bytes` is null where no copy is kept. A file unchanged since the last manifest is not compressed again.
"""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypedDict

import brotli

BUILT = Path(__file__).resolve().parent.parent / "unbrace" / "portal" / "built"
MANIFEST = "manifest.json"
SMALLEST = 1024  # bytes; below this the header costs more than compression saves
WORTH_IT = (
    0.95  # keep a copy only where it is at least this much smaller: pose weights are noise to a compressor
)
BIG = 1_000_000  # bytes; above this quality 11 takes a minute for the last percent
ALREADY_COMPRESSED = {".zip", ".woff2", ".png", ".jpg", ".webp"}


class Entry(TypedDict):
    bytes: int
    sha256: str
    brotli_bytes: int | None


def built_files(folder: Path) -> list[Path]:
    """Everything built, without the copies and the manifest itself."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".br" and path.name != MANIFEST
    )


def worth_compressing(path: Path) -> bool:
    return path.suffix not in ALREADY_COMPRESSED and path.stat().st_size >= SMALLEST


def describe(path: Path, known: Entry | None) -> Entry:
    """The manifest's line for one file, making its copy where that helps."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    copy = path.with_name(path.name + ".br")
    kept = known is not None and known["sha256"] == digest
    if known is not None and kept and copy.exists() == (known["brotli_bytes"] is not None):
        return known
    copy.unlink(missing_ok=True)
    smaller = None
    if worth_compressing(path):
        squeezed = brotli.compress(data, quality=9 if len(data) > BIG else 11, lgwin=24)
        if len(squeezed) < WORTH_IT * len(data):
            copy.write_bytes(squeezed)
            smaller = len(squeezed)
    return Entry(bytes=len(data), sha256=digest, brotli_bytes=smaller)


def known_entries(folder: Path) -> dict[str, Entry]:
    try:
        found: dict[str, Entry] = json.loads((folder / MANIFEST).read_text())["files"]
    except (OSError, ValueError, KeyError):
        return {}
    return found


def compress(folder: Path) -> int:
    """Bring the copies and the manifest of `folder` up to date; gives how many files it lists."""
    known = known_entries(folder)
    files = built_files(folder)
    for orphan in folder.rglob("*.br"):
        if not orphan.with_suffix("").exists():
            orphan.unlink()
    names = [path.relative_to(folder).as_posix() for path in files]
    with ThreadPoolExecutor() as pool:  # brotli lets go of the interpreter while it works
        entries = list(
            pool.map(lambda pair: describe(pair[0], known.get(pair[1])), zip(files, names, strict=True))
        )
    listed = dict(zip(names, entries, strict=True))
    said = "".join(f"{name} {entry['sha256']}\n" for name, entry in listed.items())
    build_id = hashlib.sha256(said.encode()).hexdigest()[:12]
    (folder / MANIFEST).write_text(json.dumps({"build_id": build_id, "files": listed}, indent=1) + "\n")
    return len(listed)


if __name__ == "__main__":
    print(f"{compress(BUILT)} files")
