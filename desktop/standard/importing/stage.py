"""From a file to recognised columns and cleaned rows, over every sheet that has the same titles."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from desktop.base.calm import no_collections
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.sheets.beside import apart
from desktop.sheets.choose import Found, best_sheet
from desktop.sheets.clean import plain
from desktop.sheets.dropping import Why
from desktop.sheets.header import header_at
from desktop.sheets.read import Book, open_book
from desktop.sheets.rows import read_rows
from desktop.sheets.titles import Synonyms
from desktop.sheets.workbook import Progress
from desktop.spec import Import, Register
from desktop.standard.importing import by_cells, by_content, by_likeness, wide
from desktop.standard.importing.cards import cards
from desktop.standard.importing.columns import Columns, columns_of, synonyms
from desktop.standard.importing.memory import Remembered
from desktop.standard.importing.stacked import before, below, title_over
from desktop.standard.importing.stacked import not_read as not_read_below
from desktop.standard.importing.staged import At, LeftOut, Staged, StagedRow
from desktop.standard.importing.together import Together, not_read, together

Recall = Callable[[str], Remembered | None]


def stage_file(
    path: Path, register: Register, *, recall: Recall | None = None, on_progress: Progress | None = None
) -> Staged:
    """Open and stage a roster. Raises UserError as `open_book` and `stage`; `on_progress` may raise Cancelled."""
    book = open_book(path, on_progress=on_progress)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return stage(book, register, sha256=digest, recall=recall, on_progress=on_progress)


def stage(
    book: Book,
    register: Register,
    *,
    sha256: str = "",
    sheet: str = "",
    header_row: int | None = None,
    mapping: Mapping[str, str] | None = None,
    recall: Recall | None = None,
    on_progress: Progress | None = None,
) -> Staged:
    """The rows of `sheet` (or of the best sheet and all alike) through `mapping` (target → title).

    Without `mapping` what is remembered for these titles counts, then what the titles say. `header_row` (from 1) is
    where a person pointed. Raises UserError when no columns can be told.
    """
    assert register.imports is not None
    known = synonyms(register.imports)
    best = _best(book, known, sheet=sheet, header_row=header_row)
    of_cards = cards(book, register.imports, known, sheet=sheet) if header_row is None else ()
    if best is not None and all(one.grid.sheet != best.grid.sheet for one in of_cards):
        of_cards = ()  # a list is the better find
    if of_cards:
        every = Together(of_cards, () if sheet else not_read(book, of_cards))
    elif best is None:
        return by_content.stage(book, register, sha256=sha256, sheet=sheet)
    else:
        every = Together((best,)) if sheet or header_row else together(book, best, register.imports, known)
    notes: list[str] = [*every.notes]
    found = of_cards or _tables(every, register.imports, known, header_row=header_row, notes=notes)
    first = next((one for one in found if best and one.grid.sheet == best.grid.sheet), found[0])
    header_key = "" if of_cards else first.header.key  # the titles of cards stand in no order: nothing to remember
    remembered = recall(header_key) if recall and header_key else None
    if remembered and remembered.register != register.name:  # the same titles, brought into another list before
        remembered = None
    chosen = mapping or (remembered.mapping if remembered else None)
    columns: list[Columns] = []
    for one in found:
        told, said = _columns(one, register.imports, known, chosen=chosen if _alike(one, first) else None)
        columns.append(told)
        notes += [note for note in said if note not in notes]
    its = columns[found.index(first)]
    if not its.match.columns:
        raise UserError(_("表里没有认得的列，没有导入。请在“对列”这一步指明姓名和门牌是哪一列。"))
    rows: list[StagedRow] = []
    left_out: list[LeftOut] = []
    own = {column.name for column in register.imports.columns if column.kind == "name" and column.group == "member"}
    with no_collections():
        tables = list(zip(found, columns, strict=True))
        seen: set[str] = set()
        for place, (one, told) in enumerate(tables, 1):
            title = title_over(one) if one.grid.sheet in seen else (0, "")
            seen.add(one.grid.sheet)
            row = _read(one, told, known=known, own=own, title=title, into=(rows, left_out), on_progress=on_progress)
            lower = below(one, row, imports=register.imports, known=known) if row else None
            if lower is not None:
                left_out.pop()  # its titles, where the table above ended
                columns.append(columns_of(lower.header, register.imports, known=known, chosen=None))
                tables.insert(place, (lower, columns[-1]))
            elif row:
                notes.append(not_read_below(one.grid.sheet, row))
    mapping = _joined([its, *columns])
    unknown = tuple(dict.fromkeys(title for told in (its, *columns) for title in told.unknown))
    if wide.by_person(rows, mapping):
        unknown += tuple(title for target, title in mapping.items() if "." in target)
        mapping = {target: title for target, title in mapping.items() if "." not in target}
    return Staged(
        file=book.file,
        sha256=sha256,
        register=register.name,
        sheets=tuple(dict.fromkeys(one.grid.sheet for one in found)),
        header_key=header_key,
        mapping=mapping,
        rows=tuple(rows),
        unkept=tuple(dict.fromkeys(title for told in (its, *columns) for title in told.unkept)),
        unknown=unknown,
        left_out=tuple(left_out),
        above={one.grid.sheet: _above(book, one) for one in reversed(found)},  # over the first table of a sheet
        words=remembered.words if remembered else {},
        notes=tuple(notes),
        surely=all(told.surely for told in columns),
    )


def _best(book: Book, known: Synonyms, *, sheet: str, header_row: int | None) -> Found | None:
    if header_row is not None:
        grid = book.read(sheet or book.sheets[0].name)
        return Found(grid, header_at(grid, header_row))
    if sheet:
        grid = book.read(sheet)
        return best_sheet(Book(book.file, tuple(s for s in book.sheets if s.name == sheet), (grid,)), known)
    return best_sheet(book, known)


def _tables(
    every: Together, imports: Import, known: Synonyms, *, header_row: int | None, notes: list[str]
) -> tuple[Found, ...]:
    """Every list on the sheets: those above another one, and those beside each other."""
    found: list[Found] = []
    for one in every.sheets:
        upper, said = before(one, imports, known) if header_row is None else ((), ())
        notes += said
        found += [part for table in (*upper, one) for part in apart(table)]
    return tuple(found)


def _alike(one: Found, first: Found) -> bool:
    """Whether what a person said of the titles of `first` is said of this list too: the last ones may be missing."""
    titles = {title for title in one.header.titles if title}
    return titles <= set(first.header.titles)


def _columns(
    one: Found, imports: Import, known: Synonyms, *, chosen: Mapping[str, str] | None
) -> tuple[Columns, tuple[str, ...]]:
    """What the titles of a list tell, or else its cells; with what is said of columns that the cells told."""
    if chosen:
        return columns_of(one.header, imports, known=known, chosen=chosen), ()
    columns = by_cells.filled_first(one.grid, one.header, imports=imports, known=known)
    columns = by_cells.retold(columns, one.grid, one.header, rules=imports.retold)
    return by_likeness.told(columns, one.grid, one.header, imports=imports)


def _joined(columns: Iterable[Columns]) -> dict[str, str]:
    """Target → title over every list, as the first that has the target calls it."""
    mapping: dict[str, str] = {}
    for told in columns:
        for target, title in told.match.chosen.items():
            mapping.setdefault(target, title)
    return mapping


def _read(
    found: Found,
    columns: Columns,
    *,
    known: Synonyms,
    own: Collection[str],
    title: tuple[int, str],
    into: tuple[list[StagedRow], list[LeftOut]],
    on_progress: Progress | None,
) -> int | None:
    """Read one table; the row in which another one begins below it. `title` closed the table above: row and words."""
    roster = read_rows(
        found.grid,
        found.header,
        match=columns.match,
        synonyms=known,
        own=own,
        section=title[1],
        on_progress=on_progress,
    )
    rows, left_out = into
    sheet = roster.sheet
    if rows and rows[-1].at == At(sheet, title[0]):
        left_out.append(LeftOut(rows.pop().at, Why.BANNER.value, title[1]))
    rows += [StagedRow(At(sheet, row.number), row.cells, row.section) for row in roster.rows]
    left_out += [LeftOut(At(sheet, one.row), one.why.value, one.text) for one in roster.dropped]
    return roster.next_table


def _above(book: Book, found: Found) -> tuple[str, ...]:
    """The words that stand over the header, then the sheet's and the file's name."""
    top = max(0, found.header.top_row - 1)
    over = [text for row in found.grid.rows[:top] for cell in row if (text := plain(cell))]
    return (*over[:20], found.grid.sheet, Path(book.file).stem)
