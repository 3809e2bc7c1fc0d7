"""What a printed sheet or card is about: the base of every form's data, free of drawing code."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A form's data builds on this. Everything else a form's data holds is words, ready to be drawn.

    `register` and `record_id` name the record that typing or scanning the short code opens; without a record there is
    no code. `unit_id` is whose name stands at the top (None: the unit of whoever prints). A sheet of cards holds its
    cards in `parts`, each with a code of its own. `listed` marks a list: what it was filtered by is printed on it.
    """

    register: str = ""
    record_id: UUID | None = None
    unit_id: UUID | None = None
    code: str = ""  # given when the sheet is printed
    parts: tuple["Subject", ...] = ()
    listed: bool = False
    number: str = ""  # of one sheet among several of a print; "" means the number of the print
    headline: str = ""  # below the unit's name on every page of a sheet that is no list: whose sheet it is
