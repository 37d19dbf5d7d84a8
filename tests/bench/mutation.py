"""`make bench-rules`: how many small faults in triage, scoring and progression do their own tests notice?

Each mutant runs in a forked process of its own against the tests of its rules; it is killed when a test fails, when it
does not even load, or when it never ends. Survivors are printed with file and line: some change nothing that can be
seen, each other one is a test that is missing.

    .venv/bin/python -m tests.bench.mutation [triage] [scoring] [progression]

Own runner, no dependency: mutmut 3 changes the bodies of functions only, and here the rules are tables and thresholds.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.abc
import importlib.machinery
import io
import os
import signal
import sys
import types
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hypothesis
import hypothesis.strategies
import pytest
import yaml

from tests.bench.figure import Figure
from tests.bench.mutants import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[2]
REHAB = ROOT / "unbrace" / "rehab"
AIM = 90
#: Of processor time, not of the clock: on a busy machine a mutant that ends late is not one that never ends.
SECONDS = 60
AT_ONCE = 2
#: What is mutated, and the tests that have to notice; the quick ones first.
RULE_SETS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "triage": (("triage.py", "red_flags.py"), ("test_triage_edges.py", "test_triage.py")),
    "scoring": (("scoring.py",), ("test_scoring_edges.py", "test_scoring.py")),
    "progression": (
        ("progression",),
        (
            "test_progression.py",
            "test_progression_edges.py",
            "test_dosage.py",
            "test_as_case.py",
            "test_progression_properties.py",
        ),
    ),
}
SURVIVED, KILLED = 0, 1
#: The same examples every time, and no search for a smaller one: one failure is enough.
SAME_EACH_TIME = hypothesis.settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
)
#: Loaded once, before the forks.
LOADED = (hypothesis.strategies, yaml)


class _Mutated(importlib.abc.Loader, importlib.abc.MetaPathFinder):
    """Gives out one module as the mutant has it."""

    def __init__(self, module: str, path: Path, tree: ast.Module) -> None:
        self.module, self.path, self.tree = module, path, tree

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.module:
            return None
        spec = importlib.machinery.ModuleSpec(name, self, is_package=self.path.name == "__init__.py")
        spec.origin = str(self.path)
        spec.has_location = True
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(str(self.path.parent))
        return spec

    def exec_module(self, module: types.ModuleType) -> None:
        exec(compile(self.tree, self.path, "exec"), module.__dict__)  # noqa: S102 - our own source, one node changed


def survives(path: Path, mutant: Mutant, tests: Sequence[str]) -> bool:
    """Run the tests in a forked process with this one module changed."""
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        os._exit(_run(path, mutant, tests))
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == SURVIVED


def _run(path: Path, mutant: Mutant, tests: Sequence[str]) -> int:
    parts = path.relative_to(ROOT).with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    sys.meta_path.insert(0, _Mutated(module, path, mutant.tree))
    yaml.SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # type: ignore[misc]
    hypothesis.settings.register_profile("mutants", SAME_EACH_TIME)
    hypothesis.settings.load_profile("mutants")
    quiet = [
        "-x",
        "-q",
        "--noconftest",
        "-c",
        os.devnull,
        f"--rootdir={ROOT}",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:faulthandler",
        "--assert=plain",
    ]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            done = pytest.main([*quiet, *tests])
        except BaseException:
            return KILLED
    return SURVIVED if done == pytest.ExitCode.OK else KILLED


def sources(names: Sequence[str]) -> Iterator[Path]:
    """The files of a rule set; a folder stands for all in it."""
    for name in names:
        yield from sorted((REHAB / name).glob("*.py")) if (REHAB / name).is_dir() else [REHAB / name]


def measure(rule_set: str) -> tuple[int, list[str]]:
    """How many mutants there were, and the survivors as file:line and change."""
    files, named = RULE_SETS[rule_set]
    tests = [str(REHAB / "tests" / name) for name in named]
    sown = [(path, mutant) for path in sources(files) for mutant in mutants_of(path.read_text())]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        alive = list(pool.map(lambda one: survives(one[0], one[1], tests), sown))
    found = [
        f"{path.relative_to(REHAB)}:{mutant.line}: {mutant.what}"
        for (path, mutant), survived in zip(sown, alive, strict=True)
        if survived
    ]
    return len(sown), found


def figures(wanted: Sequence[str] = ()) -> list[Figure]:
    """One line for each rule set; the survivors go to stderr."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    if any(name.startswith("unbrace.rehab") for name in sys.modules):
        raise RuntimeError("the rules are loaded already, so no mutant of them would be seen")
    lines = []
    for rule_set in wanted or RULE_SETS:
        sown, alive = measure(rule_set)
        print(*(f"  survived: {one}" for one in alive), sep="\n", file=sys.stderr)
        share = 100 * (sown - len(alive)) / sown
        measured = f"{share:.1f} % of {sown} killed"
        lines.append(
            Figure(
                f"mutants of {rule_set}", measured, f"aim ≥ {AIM} %" + ("" if share >= AIM else ": missed")
            )
        )
    return lines


if __name__ == "__main__":
    for line in figures(sys.argv[1:]):
        print(f"{line.what}: {line.measured} ({line.beside})")
