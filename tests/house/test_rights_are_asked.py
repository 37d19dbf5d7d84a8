"""The table of rights that the office prints is the one that is enforced: every right in it is asked for somewhere,
none is decided by a role's name, and a deed about somebody's care asks for the care, not only for the clinic."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

from tests.house.conftest import Gate
from tests.house.findings import ROOT, Findings, is_test, our_files
from unbrace.clinic.care_teams.roles import Permission

PRINTED = "care_teams/roles.py"
#: Where a role's name says whose patient an invitation makes somebody, or that nothing changes; no right hangs on it.
NAMES_A_ROLE = {
    "unbrace/clinic/patients/actions/invite_patient.py",
    "unbrace/clinic/care_teams/actions/change_role.py",
    "unbrace/portal/office/pages/member/view.py",
}
#: Where `require_care` itself asks, and the rights that are about a record and not about the care.
ASKS_BOTH = "unbrace/clinic/patients/access.py"
NO_CARE = ("REVIEW_EMERGENCIES", "SET_RETENTION", "OPEN_IN_EMERGENCY")
#: Where the office moves times and names and sees no care: these two places, each with this right alone.
OF_THE_OFFICE = {
    "unbrace/clinic/visits/sides.py": "Permission.BOOK_VISITS",
    "unbrace/clinic/visits/actions/leaving.py": "Permission.MANAGE_MEMBERS",
}


def source(root: Path) -> dict[Path, ast.Module]:
    return {
        path.relative_to(root): ast.parse(path.read_text())
        for path in our_files(root / "unbrace", "*.py")
        if not is_test(path.relative_to(root)) and "demo_clinic" not in path.parts
    }


def check_asked(root: Path) -> Findings:
    """Every right is asked for outside the list itself."""
    asked = {
        node.attr
        for path, tree in source(root).items()
        if not str(path).endswith(PRINTED)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Permission"
    }
    findings = Findings(len(Permission))
    findings.problems += [
        f"{one.name} is printed and nobody asks for it" for one in Permission if one.name not in asked
    ]
    return findings


def check_care(root: Path) -> Findings:
    """`require(by, patient.clinic, …)` lets in a colleague to whom the record is closed."""
    findings = Findings()
    for path, tree in source(root).items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or ast.unparse(node.func).split(".")[-1] != "require":
                continue
            findings.checked += 1
            words = [ast.unparse(argument) for argument in node.args]
            needs_no_care = str(path) == ASKS_BOTH or any(name in words[-1] for name in NO_CARE)
            needs_no_care = needs_no_care or OF_THE_OFFICE.get(str(path)) == words[-1]
            if len(words) == 3 and words[1].endswith("patient.clinic") and not needs_no_care:
                findings.found(path, f"line {node.lineno}: ask `require_care(by, patient, …)` instead")
    return findings


def check_names(root: Path) -> Findings:
    findings = Findings()
    for path, tree in source(root).items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare):
                findings.checked += 1
                words = ast.unparse(node)
                if ".role ==" in words and str(path) not in NAMES_A_ROLE:
                    findings.found(path, f"line {node.lineno}: asks for a role by name ({words})")
    return findings


def test_every_right_that_is_printed_is_asked_for(gate: Gate) -> None:
    gate("rights, each asked for somewhere", check_asked(ROOT))


def test_deeds_about_somebodys_care_ask_for_the_care(gate: Gate) -> None:
    gate("questions for a right", check_care(ROOT))


def test_no_right_hangs_on_the_name_of_a_role(gate: Gate) -> None:
    gate("comparisons, none with the name of a role", check_names(ROOT))


def test_walls_break_on_a_deed_that_asks_for_the_clinic_alone(seeded: Callable[..., Path]) -> None:
    root = seeded(
        {
            "unbrace/clinic/notes/actions/peek.py": "require(by, note.patient.clinic, Permission.WRITE_NOTES)\n",
            "unbrace/clinic/notes/actions/pick.py": "if member.role == 'therapist':\n    pass\n",
        }
    )
    assert len(check_care(root).problems) == 1
    assert len(check_names(root).problems) == 1
    assert len(check_asked(root).problems) == len(Permission) - 1
