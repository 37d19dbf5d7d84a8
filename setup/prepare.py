"""Get this checkout ready for `make TARGET`, starting from Python, node, npm and make alone.

    python3 setup/prepare.py run|test|check|engine|stills|build|docs|bench|bench-motion|bench-web

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import re
import shutil
import sys
import time
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  an older one must hear this, not a syntax error
    raise SystemExit("Unbrace needs Python 3.11 or newer; this is " + sys.version.split()[0])

import debian
import python_environment
from commands import run
from steps import SetupError, Step, perform

ROOT = Path(__file__).resolve().parent.parent
BUILT = "unbrace/portal/built"
OLDEST_NODE = 20


def npm_packages(root: Path) -> None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise SetupError(
            "Node.js 20 or newer and npm are needed and were not found: https://nodejs.org/en/download"
        )
    version = run([node, "--version"], root)
    if int(re.findall(r"\d+", version)[0]) < OLDEST_NODE:
        raise SetupError(
            f"Node.js 20 or newer is needed; this is {version.strip()}: https://nodejs.org/en/download"
        )
    run([npm, "ci", "--no-audit", "--no-fund"], root)


def browser_bundle(root: Path) -> None:
    run(["npm", "run", "--silent", "build"], root)


def pose_model(root: Path) -> None:
    run([".venv/bin/python", "setup/build_pose_model.py"], root)


def engine_archive(root: Path) -> None:
    run([sys.executable, "setup/build_engine.py"], root)


def demonstrations(root: Path) -> None:
    run([".venv/bin/python", "-m", "unbrace.library.demonstration.build"], root)


def words_of_danger(root: Path) -> None:
    run([".venv/bin/python", "-m", "unbrace.library.concern_table"], root)


def catalogues(root: Path) -> None:
    run([".venv/bin/python", "setup/build_catalogues.py"], root)


def style_sheet(root: Path) -> None:
    run([".venv/bin/python", "-m", "unbrace.portal.ui.stylesheet"], root)


def compressed_files(root: Path) -> None:
    run([".venv/bin/python", "setup/compress.py"], root)


def packages_to_compare_with(root: Path) -> None:
    python_environment.install_apart(root, Path("tests/bench/motion/rivals.txt"), Path(".setup/rivals"))


def page_measuring(root: Path) -> None:
    """npm installs where the file lies; it is copied so that the checkout stays as it is."""
    target = root / ".setup" / "lighthouse"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(root / "tests" / "bench" / "web" / "package.json", target / "package.json")
    run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], target)


def python_packages(root: Path) -> None:
    python_environment.sync(root)


ENVIRONMENT = Step(
    name="python packages",
    inputs=("pyproject.toml", "uv.lock", "setup/python_environment.py", "setup/wheel_needs_built.py"),
    outputs=(".venv/bin/python", ".venv/bin/unbrace"),
    action=python_packages,
    salt=sys.version.split()[0],
)
NPM = Step(
    name="npm packages",
    inputs=("package.json", "package-lock.json", ".npmrc"),
    outputs=("node_modules/.package-lock.json",),
    action=npm_packages,
)
BUNDLE = Step(
    name="browser bundle",
    inputs=(
        "package-lock.json",
        "tsconfig.json",
        "browser/**/*",
        "unbrace/portal/**/*.ts",
        "unbrace/portal/**/*.css",
    ),
    outputs=(
        f"{BUILT}/session.js",
        f"{BUILT}/demonstration.js",
        f"{BUILT}/engine.worker.js",
        f"{BUILT}/pose.worker.js",
        f"{BUILT}/pyodide",
    ),
    action=browser_bundle,
)
POSE_MODEL = Step(
    name="pose model",
    inputs=("package-lock.json", "setup/build_pose_model.py"),
    outputs=(f"{BUILT}/pose/pose_landmarker_lite.task", f"{BUILT}/pose/pose_landmarker_full.task"),
    action=pose_model,
)
ENGINE = Step(
    name="engine archive",
    inputs=("unbrace/__init__.py", "unbrace/motion/**/*.py", "setup/build_engine.py"),
    outputs=(f"{BUILT}/engine.zip",),
    action=engine_archive,
)
DEMONSTRATIONS = Step(
    name="demonstrations",
    inputs=(
        "unbrace/content/exercises/*/demonstration.yaml",
        "unbrace/content/exercises/*/exercise.yaml",
        "unbrace/content/tests_of_function/*/demonstration.yaml",
        "unbrace/content/figure/*",
        "unbrace/library/demonstration/*.py",
    ),
    outputs=(f"{BUILT}/demonstrations/figure.glb",),
    action=demonstrations,
)
DANGER = Step(
    name="words of danger",
    inputs=(
        "unbrace/content/red_flags/*.yaml",
        "unbrace/library/concern_table.py",
        "unbrace/library/concern_words.py",
        "unbrace/rehab/words_*.py",
    ),
    outputs=(f"{BUILT}/words_of_concern.json",),
    action=words_of_danger,
)
CATALOGUES = Step(
    name="words in languages",
    inputs=("unbrace/portal/locale/*/LC_MESSAGES/*.po", "setup/build_catalogues.py"),
    outputs=tuple(
        f"unbrace/portal/locale/{language}/LC_MESSAGES/{domain}.mo"
        for language in ("es", "de", "ar")
        for domain in ("django", "djangojs")
    ),
    action=catalogues,
)
STYLE = Step(
    name="style sheet",
    inputs=("unbrace/portal/ui/**/*.css", "unbrace/portal/ui/tokens.py", "unbrace/portal/ui/stylesheet.py"),
    outputs=(f"{BUILT}/style.css",),
    action=style_sheet,
)
COMPRESS = Step(
    name="compressed files",
    inputs=(),  # looks for itself: whatever the steps before it made
    outputs=(f"{BUILT}/manifest.json",),
    action=compressed_files,
)

RIVALS = Step(
    name="packages to compare with",
    inputs=("tests/bench/motion/rivals.txt",),
    outputs=(".setup/rivals",),
    action=packages_to_compare_with,
    salt=sys.version.split()[0],
)
LIGHTHOUSE = Step(
    name="page measuring",
    inputs=("tests/bench/web/package.json",),
    outputs=(".setup/lighthouse/node_modules/lighthouse/cli/index.js",),
    action=page_measuring,
)

EVERYTHING = (
    ENVIRONMENT,
    NPM,
    BUNDLE,
    POSE_MODEL,
    ENGINE,
    DEMONSTRATIONS,
    DANGER,
    CATALOGUES,
    STYLE,
    COMPRESS,
)
STEPS_FOR = {
    "run": EVERYTHING,
    "test": EVERYTHING,
    "check": (ENVIRONMENT, NPM),
    "engine": (ENVIRONMENT, NPM, POSE_MODEL, ENGINE, COMPRESS),
    "stills": (ENVIRONMENT, NPM, BUNDLE, DEMONSTRATIONS),
    "build": EVERYTHING,
    "docs": (ENVIRONMENT,),
    "bench": EVERYTHING,
    "bench-motion": (*EVERYTHING, RIVALS),
    "bench-web": (*EVERYTHING, LIGHTHOUSE),
}


def prepare(target: str) -> None:
    """Do everything `make target` stands on. Raises SetupError."""
    print(f"Setting up for `make {target}`", flush=True)
    started = time.monotonic()
    debian.provide(target, ROOT)
    for step in STEPS_FOR[target]:
        perform(ROOT, step)
    print(f"  {'ready':<22} {time.monotonic() - started:6.1f} s", flush=True)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in STEPS_FOR:
        print(f"usage: python3 setup/prepare.py {'|'.join(STEPS_FOR)}", file=sys.stderr)
        return 2
    try:
        prepare(arguments[0])
    except SetupError as problem:
        print(f"\n\nSet-up stopped: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
