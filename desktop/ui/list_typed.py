"""What is typed into the cells of a list and not yet read back from the store."""

from collections.abc import Mapping
from uuid import UUID


class TypedCells:
    """Which columns are open for typing, and the words typed by record and column."""

    def __init__(self) -> None:
        self.open: frozenset[str] = frozenset()
        self._words: dict[UUID, Mapping[str, str]] = {}
        self._saved: set[UUID] = set()

    def put(self, record_id: UUID, words: Mapping[str, str]) -> None:
        """Show these words in the record's cells; none at all shows what is stored."""
        self._saved.discard(record_id)
        if words:
            self._words[record_id] = dict(words)
        else:
            self._words.pop(record_id, None)

    def saved(self, record_id: UUID) -> None:
        """The record was saved: its words go when the rows are read again, not before."""
        self._saved.add(record_id)

    def read_again(self) -> None:
        """The rows tell by themselves now what was saved."""
        for record_id in self._saved:
            self._words.pop(record_id, None)
        self._saved.clear()

    def words(self, record_id: UUID, column: str) -> str | None:
        """What was typed into a cell, or None."""
        found = self._words.get(record_id) if self._words else None
        return found.get(column) if found else None
