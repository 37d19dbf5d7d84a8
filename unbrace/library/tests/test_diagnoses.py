"""The list of diagnosis codes as it ships, and what is refused in it."""

from pathlib import Path

import pytest

from unbrace.library.diagnoses import FILE, ROOT, load_diagnoses
from unbrace.library.errors import ContentErrors


def test_each_code_stands_there_once_and_is_found_by_a_word() -> None:
    known = load_diagnoses()
    print(f"{len(known)} codes")
    assert known["M54.50"].line == "M54.50 Low back pain, unspecified"
    assert {code for code, one in known.items() if "sciatica" in one.text.lower()} == {
        *("M54.30", "M54.31", "M54.32", "M54.40", "M54.41", "M54.42"),
    }


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ("code: M54.6", "code: M54.2", "M54.2 stands there twice; keep one line"),
        ("code: M54.6", "code: M5-46", "codes[1].code"),
        ("'Pain in the thoracic spine'", "'Neck pain (cervicalgia)'", "stands for two codes"),
    ],
)
def test_lines_that_could_be_mixed_up_are_refused(
    tmp_path: Path, was: str, becomes: str, sentence: str
) -> None:
    text = (ROOT / FILE).read_text()
    assert was in text
    (tmp_path / FILE).write_text(text.replace(was, becomes, 1))
    with pytest.raises(ContentErrors) as found:
        load_diagnoses(tmp_path)
    assert sentence in str(found.value)
