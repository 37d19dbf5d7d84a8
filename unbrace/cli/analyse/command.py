"""The command: check what can be checked at once, read the file, say what was seen. Answers 0, 2 (refused) or 130."""

from __future__ import annotations

import argparse
import difflib
import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from unbrace.cli.analyse import angles, extras, report, trials
from unbrace.cli.analyse.progress import Progress
from unbrace.cli.analyse.reading import Reading, read
from unbrace.cli.analyse.refusal import EXIT_REFUSED, EXIT_STOPPED, CannotAnalyse
from unbrace.cli.analyse.source import opened
from unbrace.cli.analyse.trace import Followed
from unbrace.library.errors import ContentErrors
from unbrace.library.exercise import Exercise
from unbrace.library.exercises import Catalogue, load_exercises
from unbrace.library.function_tests import load_function_tests
from unbrace.library.pose_model import PoseModelMissing
from unbrace.library.recordings import RecordingError
from unbrace.library.skeletons import SKELETONS
from unbrace.library.skeletons.depth import without_depth
from unbrace.library.skeletons.steadied import steadied
from unbrace.motion.movement import Movement, Side
from unbrace.motion.session import Session

SAYS = "unbrace analyse"


def register(subparsers: Any) -> None:
    """Add `analyse` to the `unbrace` command; `args.run` is then `run`."""
    parser = subparsers.add_parser(
        "analyse",
        help="count and measure the repetitions in a video or a landmark recording",
        description="Count and measure the repetitions in a video (mp4, mov, webm, gif) or a landmark recording "
        "(.npz). Everything happens on this machine; no picture is kept or sent.",
    )
    _add_arguments(parser)


def main(argv: Sequence[str] | None = None) -> int:
    """The command by itself: `python -m unbrace.cli.analyse FILE --exercise ID`."""
    parser = argparse.ArgumentParser(prog=SAYS)
    _add_arguments(parser)
    return run(parser.parse_args(argv))


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a video, or a landmark recording (.npz)")
    shows = parser.add_mutually_exclusive_group(required=True)
    shows.add_argument("--exercise", metavar="ID", help="which exercise it shows, such as squat")
    shows.add_argument("--test", metavar="ID", help="which test of function it shows, such as neck-rotation")
    parser.add_argument(
        "--side", choices=[side.value for side in Side], help="the side that was prescribed, if one"
    )
    parser.add_argument(
        "--model", choices=["full", "lite"], default="full", help="the pose model (default: full)"
    )
    parser.add_argument(
        "--skeleton",
        choices=list(SKELETONS),
        help="the recording (.npz) holds this skeleton's joints instead of our 33 points",
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON on stdout")
    parser.add_argument(
        "--plot", metavar="OUT.png", type=Path, help="draw the angle over time into this file"
    )
    parser.add_argument(
        "--angles", metavar="OUT.csv", type=Path, help="write every angle of every picture into this table"
    )
    parser.add_argument(
        "--progress",
        action="store_true",
        help="show the progress bar on stderr even where that is no terminal",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do it. Whatever the person can put right is one line on stderr and exit 2, with nothing on stdout."""
    try:
        print(_analyse(args))
        sys.stdout.flush()
    except (CannotAnalyse, RecordingError, PoseModelMissing, ContentErrors) as matter:
        print(f"{SAYS}: {matter}", file=sys.stderr)
        return EXIT_REFUSED
    except KeyboardInterrupt:
        print(f"{SAYS}: stopped", file=sys.stderr)
        return EXIT_STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _analyse(args: argparse.Namespace) -> str:
    if args.angles:
        angles.refuse_place(args.angles, args.file)
    return _analyse_exercise(args) if args.exercise else _analyse_test(args)


def _analyse_test(args: argparse.Namespace) -> str:
    tests = load_function_tests()
    if args.plot or args.skeleton:
        raise CannotAnalyse("--plot and --skeleton are for exercises; --angles writes what a test measured")
    test = tests[_known(args.test, {test.title: test.id for test in tests}, "test of function")]
    with opened(args.file, args.model) as source:
        progress = Progress(source.duration_ms, shown=args.progress or sys.stderr.isatty())
        frames = angles.written(args.angles, progress.following(source.frames), source.recording)
        try:
            result, warnings = trials.run(test, frames, Side(args.side) if args.side else None)
        except CannotAnalyse as matter:
            raise CannotAnalyse(_named(args.file, str(matter))) from matter
        warnings += source.warnings
    if args.json:
        return json.dumps({**result.to_json(), "warnings": warnings}, indent=2)
    _print_what_the_terminal_can()
    return trials.summary(result, test, args.file.name, warnings, draft=tests.draft)


def _analyse_exercise(args: argparse.Namespace) -> str:
    catalogue = load_exercises()
    exercise = _exercise(catalogue, args.exercise)
    movement = _movement(exercise)
    if args.plot:
        extras.require(extras.PLOT)
        _refuse_place(args.plot)
    movement, left_out = _readable(args, movement)
    reading = _read(args, exercise, movement)
    reading.warnings.extend(left_out)
    if args.plot:
        from unbrace.cli.analyse.plot import draw

        draw(reading, exercise, args.file.name, Followed.by(movement), args.plot)
    if args.json:
        return json.dumps(_as_json(reading), indent=2)
    _print_what_the_terminal_can()
    return report.summary(reading, exercise, args.file.name, draft=catalogue.draft)


def _print_what_the_terminal_can() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _exercise(catalogue: Catalogue, wanted: str) -> Exercise:
    names = {name: known.id for known in catalogue for name in (known.title, known.code)}
    return catalogue[_known(wanted, names, "exercise")]


def _known(wanted: str, named: Mapping[str, str], kind: str) -> str:
    """The id, or a refusal with the nearest one. `named` gives the id of each title and code."""
    ids = list(dict.fromkeys(named.values()))
    if wanted in ids:
        return wanted
    names = {**{name.lower(): known for name, known in named.items()}, **{known: known for known in ids}}
    near = difflib.get_close_matches(wanted.lower(), list(names), n=1)
    remedy = f"did you mean {names[near[0]]}?" if near else f"there are {', '.join(ids)}"
    raise CannotAnalyse(f"there is no {kind} {wanted!r}; {remedy}")


def _movement(exercise: Exercise) -> Movement:
    if exercise.movement is None:
        raise CannotAnalyse(f"{exercise.id} cannot be counted by a camera; it is counted by tapping")
    return exercise.movement


def _readable(args: argparse.Namespace, movement: Movement) -> tuple[Movement, list[str]]:
    """The movement as far as the file's skeleton can show it, and what had to be left out."""
    if args.skeleton is None or SKELETONS[args.skeleton].has_depth:
        return movement, []
    try:
        return without_depth(movement)
    except ValueError as matter:
        raise CannotAnalyse(f"{args.skeleton} cannot show {args.exercise}: {matter}") from matter


def _refuse_place(plot: Path) -> None:
    """Better now than after ten minutes of video."""
    folder = plot.resolve().parent
    if plot.suffix.lower() != ".png":
        raise CannotAnalyse(f"{plot}: the plot is a picture; give it a name that ends in .png")
    if plot.is_dir():
        raise CannotAnalyse(f"{plot}: a folder; give the plot a name of its own")
    if not folder.is_dir():
        raise CannotAnalyse(f"{plot}: there is no folder {folder}; make it first")
    if not os.access(plot if plot.exists() else folder, os.W_OK):
        raise CannotAnalyse(f"{plot}: the plot cannot be written there (no permission)")


def _read(args: argparse.Namespace, exercise: Exercise, movement: Movement) -> Reading:
    side = Side(args.side) if args.side else None
    skeleton = SKELETONS[args.skeleton] if args.skeleton else None
    with opened(args.file, args.model, skeleton) as source:
        session = Session(
            movement,
            side=side,
            framing="advise",
            exercise=exercise.id,
            content_version=exercise.version,
        )
        progress = Progress(source.duration_ms, shown=args.progress or sys.stderr.isatty())
        try:
            frames = steadied(source.frames, skeleton, movement) if skeleton else source.frames
            frames = angles.written(args.angles, progress.following(frames), source.recording)
            reading = read(session, frames, Followed.by(movement))
        except CannotAnalyse as matter:
            raise CannotAnalyse(_named(args.file, str(matter))) from matter
        reading.warnings.extend(source.warnings)
        return reading


def _named(file: Path, matter: str) -> str:
    return matter if matter.startswith(f"{file}: ") else f"{file}: {matter}"


def _as_json(reading: Reading) -> dict[str, Any]:
    """The result, and what the command knows besides: when nothing could be counted, and what is odd about the file."""
    waiting = [{"start_ms": start_ms, "end_ms": end_ms} for start_ms, end_ms in reading.waiting]
    return {**reading.result.to_json(), "waiting": waiting, "warnings": reading.warnings}
