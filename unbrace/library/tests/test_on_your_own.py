"""What somebody on their own reads."""

from pathlib import Path

import pytest

from unbrace.library.errors import ContentErrors
from unbrace.library.on_your_own import FILE, ROOT, load_on_your_own


def test_what_ships_is_a_draft_with_sources() -> None:
    shipped = load_on_your_own()
    assert shipped.reviewed_by is None
    assert all(lesson.source for lesson in shipped.lessons)


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ("title: Pain protects", "title: Bad posture", "says 'bad posture'"),
        ("    try_it: Bend a few times", "    tryit: Bend a few times", "try_it"),
        ("version: 2026-11-draft\n", "", "version"),
    ],
)
def test_what_is_refused_says_what_to_do(tmp_path: Path, find: str, put: str, says: str) -> None:
    text = (ROOT / FILE).read_text()
    assert text.count(find) == 1
    (tmp_path / FILE).write_text(text.replace(find, put))
    with pytest.raises(ContentErrors, match=says):
        load_on_your_own(tmp_path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors, match="is missing"):
        load_on_your_own(tmp_path)
