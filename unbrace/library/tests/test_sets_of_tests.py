"""The sets of tests that ship, and what is refused with which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from unbrace.library.errors import ContentErrors
from unbrace.library.function_tests import load_function_tests
from unbrace.library.sets_of_tests import ROOT, load_sets_of_tests
from unbrace.rehab.impairments import from_tests

GOOD = (ROOT / "short-first.yaml").read_text()


def test_the_short_look_comes_first_and_a_set_for_the_back_and_one_for_the_neck_follow() -> None:
    sets = load_sets_of_tests()
    assert list(sets) == ["short-first", "upper-back-and-neck", "lower-back"]
    assert "standing-extension" in sets["lower-back"].tests
    assert "neck-rotation" in sets["upper-back-and-neck"].tests
    assert all(one.reviewed_by is None and one.for_whom for one in sets.values())


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("forward-bend", "foward-bend", "'foward-bend' is no test of function; did you mean 'forward-bend'?"),
        ("- forward-bend\n", "- chair-stand-30s\n", "names chair-stand-30s a second time; once is enough"),
        ("minutes: 15", "minutes: soon", "minutes: not a whole number"),
        ("For a first picture", "For bad posture", "says 'bad posture'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, was: str, becomes: str, said: str) -> None:
    (tmp_path / "one.yaml").write_text(GOOD.replace(was, becomes))
    with pytest.raises(ContentErrors) as refused:
        load_sets_of_tests(tmp_path)
    assert said in str(refused.value)


def test_a_folder_without_a_set_and_a_strange_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentErrors, match="holds no set"):
        load_sets_of_tests(tmp_path)
    (tmp_path / "Our Set.yaml").write_text(GOOD)
    with pytest.raises(ContentErrors, match="is not a file name"):
        load_sets_of_tests(tmp_path)


def test_every_test_a_rule_reads_is_on_the_shelf() -> None:
    read = {*from_tests.RANGES, *from_tests.BY_HAND_ONLY, *from_tests.HOLDS, *from_tests.OTHERS}
    read |= {*from_tests.END_RANGE, from_tests.CHAIR, from_tests.BRIDGE, from_tests.NECK}
    assert read <= set(load_function_tests().tests)
