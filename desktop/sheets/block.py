"""A block of cells as spreadsheets copy it: tabs between cells, quotes around a cell of several lines."""

from collections.abc import Iterator


def cells(text: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a copied block; a single text is one row of one cell, nothing at all is no row."""
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    for cell, ends in _cells(text.replace("\r\n", "\n").replace("\r", "\n")):
        row.append(cell)
        if ends:
            rows.append(tuple(row))
            row = []
    while rows and not any(cell.strip() for cell in rows[-1]):  # spreadsheets end the block with a line break
        rows.pop()
    return tuple(rows)


def _cells(text: str) -> Iterator[tuple[str, bool]]:
    """Each cell, and whether it is the last of its row."""
    at = 0
    while at <= len(text):
        quoted = _quoted(text, at)
        if quoted is None:
            end = min(place for place in (text.find("\t", at), text.find("\n", at), len(text)) if place >= 0)
            cell = text[at:end]
        else:
            cell, end = quoted
        yield cell, end == len(text) or text[end] == "\n"
        at = end + 1


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """A cell in quotes and where it ends; None when the quote belongs to the words, as in "5" 的水管."""
    if text[start : start + 1] != '"':
        return None
    at = start + 1
    while (end := text.find('"', at)) >= 0:
        if text[end : end + 2] == '""':
            at = end + 2
            continue
        whole = end + 1 == len(text) or text[end + 1] in "\t\n"
        return (text[start + 1 : end].replace('""', '"'), end + 1) if whole else None
    return None
