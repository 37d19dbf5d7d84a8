"""Tests of function: what is measured, how, how far off it may be, and what to do when no camera may or can.

One folder of `content/tests_of_function` each. Their results are observations for a therapist, never a diagnosis.

    file.py .... what a `test.yaml` may say
    checks.py .. what must hold across its entries
    shelf.py ... `load_function_tests()`, the way in
"""

from unbrace.library.function_tests.file import Company, Counted, Looks
from unbrace.library.function_tests.shelf import FunctionTest, FunctionTests, load_function_tests

__all__ = ["Company", "Counted", "FunctionTest", "FunctionTests", "Looks", "load_function_tests"]
