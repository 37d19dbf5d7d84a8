"""A subject stands on a lock screen and passes through many hands: none says what somebody is treated for.

Walks every subject there is: the templates of the log-in, and whatever is handed to a mail in the code. A subject
that is put together there, from a clinic's name for instance, is a fault: nobody can read here what it will say.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.findings import ROOT, Findings, is_test, our_files

CLINICAL = re.compile(
    r"safety|pain|back\b|neck|spine|exercis|session|therap|physio|clinic|hospital|doctor|patient|programme|hurt|seen\b"
    r"|emergenc|symptom|flare|medical|health|treat|injur|diagnos|answer",
    re.IGNORECASE,
)
MAILS = {"ClinicMail": 1, "queue_mail": None, "EmailMessage": 0, "EmailMultiAlternatives": 0, "send_mail": 0}
NAMED = {"SUBJECT", "subject"}
#: Hands on what another line has named: `self` of the mail itself, a queued row, a reminder's own title.
HANDS_ON = {"mail.subject", "message.title"}


def subjects_of(path: Path) -> Iterator[tuple[str, bool]]:
    """Each subject in one file, and whether it is fixed words that can be read."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    fixed: dict[str, object] = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func).split(".")[-1]) in MAILS:
            place = MAILS[name]
            given = [word.value for word in node.keywords if word.arg == "subject"]
            if place is not None and len(node.args) > place:
                given.append(node.args[place])
            for subject in given:
                words = ast.unparse(subject)
                if words not in HANDS_ON:
                    yield _read(subject, fixed)


def _read(subject: ast.expr, fixed: dict[str, object]) -> tuple[str, bool]:
    if isinstance(subject, ast.Constant):
        return str(subject.value), True
    if isinstance(subject, ast.Name) and subject.id in fixed:
        return str(fixed[subject.id]), True
    return ast.unparse(subject), False


def look_through(folder: Path) -> Findings:
    findings = Findings()
    for path in our_files(folder, "*_subject.txt"):
        findings.checked += 1
        if CLINICAL.search(path.read_text(encoding="utf-8")):
            findings.found(path, "says what somebody is treated for")
    for path in our_files(folder, "*.py"):
        for words, can_be_read in [] if is_test(path) else subjects_of(path):
            findings.checked += 1
            if not can_be_read:
                findings.found(path, f"puts a subject together: {words}")
            elif CLINICAL.search(words):
                findings.found(path, f"says what somebody is treated for: {words}")
    return findings


def test_no_subject_says_what_somebody_is_treated_for() -> None:
    findings = look_through(ROOT / "unbrace")
    assert findings.problems == []
    assert findings.checked >= 11


def test_reminders_say_nothing_either() -> None:
    from unbrace.clinic.reminders import message

    titles = [message.TITLE, message.BREAK_TITLE]
    assert not [title for title in titles if CLINICAL.search(title)]


@pytest.mark.parametrize(
    "line",
    [
        'send_mail("A safety answer needs you now", "", None, [])',
        'queue_mail(clinic_id=1, subject="Have you been seen?", body="", to="")',
        'ClinicMail(1, f"{clinic.name} invites you", "", "")',
        'SUBJECT = "Your back pain"\nqueue_mail(clinic_id=1, subject=SUBJECT, body="", to="")',
    ],
)
def test_a_sown_subject_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "mails.py").write_text(line, encoding="utf-8")
    assert len(look_through(tmp_path).problems) == 1
