"""Which register a roster is for, told by its titles."""

from collections.abc import Sequence

from desktop.sheets.choose import best_sheet
from desktop.sheets.match import How
from desktop.sheets.read import Book
from desktop.spec import Register
from desktop.standard.importing.columns import columns_of, synonyms


def told(book: Book, registers: Sequence[Register]) -> Register | None:
    """The register that knows the most titles of the file by heart; None when two know as many.

    A file without titles goes to the first of them: only its rosters are told by what stands in the cells.
    """
    known = [(_known(book, register), register) for register in registers]
    most = max(count for count, _register in known)
    best = [register for count, register in known if count == most]
    return best[0] if len(best) == 1 or most == 0 else None


def _known(book: Book, register: Register) -> int:
    assert register.imports is not None
    titles = synonyms(register.imports)
    found = best_sheet(book, titles)
    if found is None:
        return 0
    columns = columns_of(found.header, register.imports, known=titles, chosen=None)
    return sum(matched.how is not How.CONTAINS for matched in columns.match.columns.values())
