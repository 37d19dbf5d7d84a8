"""The page about `unbrace explain` runs, word for word; and what is not a case is said in one line."""

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from unbrace.cli import main
from unbrace.cli.explain.classify import FindingsText
from unbrace.cli.explain.command import KINDS
from unbrace.library.exercise_file import Written

REFUSALS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("refusals.yaml").read_text())
PAGE = Path(__file__).parents[4] / "docs" / "reference" / "explain.md"
EXAMPLE = re.compile(r"^## (\w+)\n.*?```json\n(.*?)```\n\n```text\n(.*?)```", re.MULTILINE | re.DOTALL)
EXAMPLES = {kind: (case, printed) for kind, case, printed in EXAMPLE.findall(PAGE.read_text())}

Printed = pytest.CaptureFixture[str]


def explain(kind: str, case: Any, tmp_path: Path, *more: str) -> int:
    path = tmp_path / "CASE.json"
    path.write_text(case if isinstance(case, str) else json.dumps(case))
    return main(["explain", kind, str(path), *more])


def case_of(kind: str) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(EXAMPLES[kind][0])
    return case


def test_every_kind_has_an_example() -> None:
    assert set(EXAMPLES) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_prints_what_the_page_says(kind: str, tmp_path: Path, capsys: Printed) -> None:
    case, printed = EXAMPLES[kind]
    assert explain(kind, case, tmp_path) == 0
    assert capsys.readouterr().out == printed


@pytest.mark.parametrize("kind", KINDS)
def test_json_says_the_same(kind: str, tmp_path: Path, capsys: Printed) -> None:
    assert explain(kind, case_of(kind), tmp_path, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["kind"], said["draft"]) == (kind, True)
    assert f"{kind}: {said['outcome']}\n" in EXAMPLES[kind][1]
    for spoke in said["rules"]:
        assert spoke["rule"]
        assert spoke["reason"]
        assert spoke["source"]
    assert said["rules_version"] in EXAMPLES[kind][1]


def optional(model: Any) -> set[str]:
    """Every entry below this one that may be left out; an assessment has a file of its own."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        if not field.is_required():
            found.add(name)
        for inner in (field.annotation, *get_args(field.annotation)):
            if isinstance(inner, type) and issubclass(inner, Written):
                found |= optional(inner)
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_that_may_be_left_out_is_on_the_page(kind: str) -> None:
    section = re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)
    (text,) = [part for part in section if part.startswith(f"{kind}\n")]
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    named = {word for words in re.findall(r"`([^`]+)`", prose) for word in re.split(r"[\[\].]+", words)}
    case = import_module(f"unbrace.cli.explain.{kind}").Case
    told_elsewhere = optional(FindingsText) if kind == "draft" else set()  # under "classify"
    assert optional(case)
    assert optional(case) - told_elsewhere <= named


def changed(kind: str, path: str, value: Any) -> dict[str, Any]:
    """The example with the entry at `path` (dots between) set to `value`; `...` removes it."""
    case = case_of(kind)
    *way, last = path.split(".")
    place: Any = case
    for step in way:
        place = place[int(step)] if step.isdigit() else place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return case


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: f"{case['kind']}-{case['entry']}")
def test_what_is_off_is_said_in_one_line(case: dict[str, Any], tmp_path: Path, capsys: Printed) -> None:
    kind, value = case["kind"], ... if case.get("gone") else case["value"]
    assert explain(kind, changed(kind, case["entry"], value), tmp_path) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert case["says"] in said.err
    assert said.err.startswith(f"unbrace explain {kind}: ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "CASE.json: is not JSON; look at line 1."),
        ("[]", "CASE.json: is not a block of entries in braces; compare it with an example."),
        ('{"age": 1,\n "age": 2}', "age: written twice; keep one."),
        ('{"age": NaN}', "NaN is not a number; write digits, or null when it is not known."),
        ("[" * 100_000, "CASE.json: is nested too deeply to be a case."),
        (" " * 1_000_001, "CASE.json: is larger than 1 MB, which no case is."),
    ],
)
def test_what_is_no_case_is_said_in_one_line(text: str, says: str, tmp_path: Path, capsys: Printed) -> None:
    assert explain("triage", text, tmp_path) == 2
    assert capsys.readouterr().err == f"unbrace explain triage: {says}\n"


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path, capsys: Printed) -> None:
    assert main(["explain", "score", str(tmp_path / "gone.json")]) == 2
    assert (
        capsys.readouterr().err
        == "unbrace explain score: gone.json: cannot be read (No such file or directory).\n"
    )
    (tmp_path / "CASE.json").write_bytes(b"\xff\xfe")
    assert main(["explain", "score", str(tmp_path / "CASE.json")]) == 2
    assert "is not plain UTF-8 text" in capsys.readouterr().err


def test_a_change_needs_a_known_threshold(tmp_path: Path, capsys: Printed) -> None:
    assert explain("score", {"instrument": "stress", "answers": [3], "first": 5}, tmp_path) == 2
    assert "for stress no change that matters is known" in capsys.readouterr().err


def test_blanks_flags_and_parts_are_named(tmp_path: Path, capsys: Printed) -> None:
    explain("score", {"instrument": "peg", "answers": [3, None, 4]}, tmp_path)
    assert "score: no score, item 2 is blank\n" in capsys.readouterr().out
    explain("score", {"instrument": "phq-4", "answers": [3, 0, 0, 0]}, tmp_path)
    said = capsys.readouterr().out
    assert "  GAD-2: 3\n  PHQ-2: 0\n  flag: GAD-2\n" in said
    explain("score", {"instrument": "phq-9", "answers": [None] * 8 + [1]}, tmp_path)
    said = capsys.readouterr().out
    assert "items 1, 2, 3, 4, 5, 6, 7, 8 are blank" in said
    assert "flag: MH-1" in said
    explain("score", {"instrument": "everyday", "answers": [1, 2, 3]}, tmp_path)
    assert "not a validated scale" in capsys.readouterr().out


def test_no_group_while_a_doctor_is_asked_for(tmp_path: Path, capsys: Printed) -> None:
    assert explain("classify", changed("classify", "urgency", "D"), tmp_path) == 0
    assert "classify: no group\n" in capsys.readouterr().out


def test_a_measurement_alone_is_shown_and_held_back(tmp_path: Path, capsys: Printed) -> None:
    case = changed("draft", "assessment.hips_feel_stiff", ...)
    assert explain("draft", case, tmp_path) == 0
    assert "A measurement alone: it may not change the plan." in capsys.readouterr().out


def test_a_written_score_replaces_a_computed_one(tmp_path: Path, capsys: Printed) -> None:
    case = case_of("draft") | {"impairments": {"hip_mobility_deficit": 0, "fear_avoidance": 3}}
    assert explain("draft", case, tmp_path) == 0
    said = capsys.readouterr().out
    assert "rule    fear_avoidance 3" in said
    assert "rule    hip_mobility_deficit" not in said


def test_a_draft_from_the_library_says_why_for_each_exercise_or_why_there_is_none(
    tmp_path: Path, capsys: Printed
) -> None:
    case = case_of("draft") | {"urgency": "OK"}
    assert explain("draft", case, tmp_path, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    if said["outcome"].startswith("ask the therapist: Only "):
        assert said["details"] == []
    else:
        assert all("because: " in line for line in said["details"] if line.startswith("  "))
