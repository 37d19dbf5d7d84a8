"""`unbrace questionnaire`: preview, keep, list; and a refusal is one clear line."""

from pathlib import Path

import pytest

from unbrace.cli import main
from unbrace.library.questionnaires import load_questionnaires
from unbrace.library.tests.foreign import as_file, foreign

LICENCE = "letter of the owner, 2026-11-02"
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("UNBRACE_DATA", str(tmp_path / "var"))
    return tmp_path / "var" / "questionnaires"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rmdq.json"
    path.write_bytes(as_file(foreign(load_questionnaires()["rmdq-24"])))
    return path


def test_an_import_is_shown_kept_and_listed(data: Path, file: Path, capsys: Printed) -> None:
    assert main(["questionnaire", "import", str(file), "--licence", LICENCE]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Roland-Morris Disability Questionnaire (rmdq-24), 24 items, language en\n")
    assert " 24. Item 24 [0-1]\n" in said
    assert f"Kept in {data / 'rmdq-24'}." in said
    assert load_questionnaires(imported=data)["rmdq-24"].can_be_asked
    assert main(["questionnaire", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("rmdq-24 ") and line.endswith("imported") for line in lines)
    assert any(line.startswith("odi ") and line.endswith("waits for an import") for line in lines)
    assert any(line.startswith("nprs ") and line.endswith("own words") for line in lines)


def test_it_can_be_stopped_and_asked_again(data: Path, file: Path, capsys: Printed) -> None:
    main(["questionnaire", "import", str(file), "--licence", LICENCE])
    assert main(["questionnaire", "deactivate", "rmdq-24"]) == 0
    assert not load_questionnaires(imported=data)["rmdq-24"].can_be_asked
    capsys.readouterr()
    main(["questionnaire", "list"])
    assert any(
        line.startswith("rmdq-24 ") and line.endswith("imported, not asked")
        for line in capsys.readouterr().out.splitlines()
    )
    assert main(["questionnaire", "activate", "rmdq-24"]) == 0
    assert load_questionnaires(imported=data)["rmdq-24"].can_be_asked
    capsys.readouterr()
    assert main(["questionnaire", "activate", "odi"]) == 2
    assert "odi is not imported here" in capsys.readouterr().err


def test_a_preview_keeps_nothing(data: Path, file: Path, capsys: Printed) -> None:
    assert main(["questionnaire", "import", str(file), "--licence", LICENCE, "--preview"]) == 0
    assert capsys.readouterr().out.endswith("Nothing was kept: this was a preview.\n")
    assert not data.exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            [],
            "name where its use is allowed with --licence, such as a contract's number or the owner's page.",
        ),
        (["--licence", LICENCE, "--as", "peg"], "it has 24 items, peg has 3."),
    ],
)
def test_a_refusal_is_one_line_and_keeps_nothing(
    words: list[str], says: str, data: Path, file: Path, capsys: Printed
) -> None:
    assert main(["questionnaire", "import", str(file), *words]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"unbrace questionnaire: rmdq.json was not imported: {says}\n")
    assert not data.exists()


def test_a_file_that_is_not_there_or_too_large(data: Path, tmp_path: Path, capsys: Printed) -> None:
    assert main(["questionnaire", "import", str(tmp_path / "gone.json")]) == 2
    assert "it cannot be read (No such file or directory)." in capsys.readouterr().err
    (tmp_path / "large.json").write_bytes(b" " * 2_000_001)
    assert main(["questionnaire", "import", str(tmp_path / "large.json")]) == 2
    assert "larger than 2 MB" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_said(data: Path, file: Path, capsys: Printed) -> None:
    data.parent.write_text("a file stands where the folder should be")
    assert main(["questionnaire", "import", str(file), "--licence", LICENCE]) == 2
    assert "it cannot be kept" in capsys.readouterr().err


def test_the_list_names_an_import_that_no_longer_fits(data: Path, capsys: Printed) -> None:
    (data / "peg").mkdir(parents=True)
    assert main(["questionnaire", "list"]) == 2
    assert "imported peg: its questionnaire.json cannot be read; import it again" in capsys.readouterr().err
