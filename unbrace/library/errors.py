"""What is wrong with the content, said to the person who can put it right: which file, which field, what to do."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(order=True, unsafe_hash=True)  # not frozen: Python sets tracebacks on exceptions
class ContentError(Exception):
    """One thing to put right. `field` is empty when the whole file is meant; `line` counts from 1, 0 = not known."""

    file: str
    field: str
    remedy: str
    line: int = 0

    def __str__(self) -> str:
        place = f"{self.file}: {self.field}" if self.field else self.file
        return f"{place}: {self.remedy}" + (f" (line {self.line})" if self.line else "")


class ContentErrors(Exception):
    """Everything that is wrong at once, so that nobody has to put it right one start at a time."""

    def __init__(self, errors: Iterable[ContentError]) -> None:
        self.errors = tuple(sorted(errors))
        super().__init__(str(self))

    def __str__(self) -> str:
        count = len(self.errors)
        head = f"The content has {count} {'thing' if count == 1 else 'things'} to put right:"
        return "\n".join([head, *(f"  {error}" for error in self.errors)])
