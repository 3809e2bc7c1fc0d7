"""The number of a paper follows from its record, and goes on where another paper has it."""

from typing import Any

from desktop.base.ids import uuid7
from desktop.standard import paper


class Given:
    """A session that knows numbers given before."""

    def __init__(self, *numbers: int) -> None:
        self._numbers = numbers

    def scalars(self, _query: object) -> tuple[int, ...]:
        return self._numbers


def number(record: Any, *given: int) -> int:
    return paper._numbers(Given(*given), "household-sheet", [record])[record]  # type: ignore[arg-type]  # a stand-in


def test_a_number_that_another_paper_has_gives_the_next() -> None:
    record = uuid7()
    first = number(record)
    assert number(record) == first
    assert number(record, first) == (first + 1) % paper._NUMBERS
