"""The tests of function and the sets of them, as this process read them at start."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from unbrace.library.function_tests import FunctionTests
    from unbrace.library.sets_of_tests import SetOfTests


@cache
def tests_of_function() -> FunctionTests:
    """Every test, checked."""
    from unbrace.library.function_tests import load_function_tests

    return load_function_tests()


@cache
def sets_of_tests() -> Mapping[str, SetOfTests]:
    """Every set, shortest first."""
    from unbrace.library.sets_of_tests import load_sets_of_tests

    return load_sets_of_tests()
