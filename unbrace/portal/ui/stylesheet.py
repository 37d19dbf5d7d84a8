"""One small style sheet for every page: the colours, the page frame, then each component's own file.

The set-up writes it beside the other built files, where it may be kept by browsers for ever under an address that
carries its hash. Without a built copy, or with one from before an edit, the server hands out the fresh text itself:
while designing nothing has to be built.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from unbrace.portal.ui.tokens import as_css

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Stylesheet:
    """The finished style sheet: its text, the same squeezed, and the hash that goes into its address."""

    text: str
    squeezed: bytes
    version: str


def component_folders() -> list[Path]:
    """Every component, by the simple rule that its folder holds a style file of its own name."""
    return sorted(css.parent for css in HERE.glob("*/*.css") if css.stem == css.parent.name)


def _shorter(css: str) -> str:
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    lines = re.sub(r"\s*\n\s*", "\n", without_comments).strip()
    return re.sub(r" *([{};]) *", r"\1", lines).replace(";}", "}")


@cache
def stylesheet() -> Stylesheet:
    """Read all style files once. The page frame comes first, so that a component can refine it."""
    folders = sorted(component_folders(), key=lambda folder: (folder.name != "page", folder.name))
    parts = [as_css(), *((folder / f"{folder.name}.css").read_text("utf-8") for folder in folders)]
    text = _shorter("\n".join(parts))
    data = text.encode()
    return Stylesheet(text, gzip.compress(data, 9, mtime=0), hashlib.sha256(data).hexdigest()[:12])


def built_file() -> Path:
    """Where the set-up puts the finished style sheet, to be served like every other built file."""
    return HERE.parent / "built" / "style.css"


def is_built() -> bool:
    """Whether the built copy is there and is this very style sheet, not one from before an edit."""
    return built_file().is_file() and built_file().read_bytes() == stylesheet().text.encode()


if __name__ == "__main__":
    built_file().parent.mkdir(parents=True, exist_ok=True)
    built_file().write_text(stylesheet().text, "utf-8")
