"""The process that unpacks workbooks: separate, short-lived and capped, because it reads what strangers made."""

import gc
import io
import os
from multiprocessing.connection import Connection
from typing import Any, Literal

from desktop.sheets.limits import cap_memory

CHUNK = 2000  # rows sent at once: the other side unpacks one chunk while the next is made

# What the process says: ("ready", None), whereupon it is sent the file; then ("sheets", [(name, hidden, height)]), then
# for each sheet ("rows", [...]) as often as needed and ("merges", [...]); at last ("end", None). Or one ("failed", kind
# of failure), after which it ends.
Message = tuple[Literal["ready", "sheets", "rows", "merges", "end", "failed"], Any]


def serve(pipe: Connection) -> None:
    """Ask for a workbook, send everything that stands in it, then end."""
    _silence()
    cap_memory()
    gc.disable()  # nothing here is cyclic, and the process ends soon
    try:
        pipe.send(("ready", None))
        send_book(pipe, pipe.recv_bytes())
    except (BrokenPipeError, ConnectionResetError, EOFError):
        return  # the other side went away: cancelled
    except BaseException as failure:  # a panic of the parser is no Exception, and must be told too
        pipe.send(("failed", type(failure).__name__))


def send_book(pipe: Connection, data: bytes) -> None:
    """Send the sheets of the workbook `data`, empty cells as None, merged ranges as the parser gives them (from 0)."""
    # Imported here so that loading the program never loads the parser, and the cap above holds while it works.
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    about = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    sheets = [book.get_sheet_by_name(sheet.name) for sheet in about]
    heights = [sheet.end[0] + 1 if sheet.end else 0 for sheet in sheets]
    hidden = [sheet.visible != SheetVisibleEnum.Visible for sheet in about]
    pipe.send(("sheets", list(zip([sheet.name for sheet in about], hidden, heights, strict=True))))
    for sheet in sheets:
        rows = sheet.to_python(skip_empty_area=False)
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            pipe.send(("rows", [[None if cell == "" else cell for cell in row] for row in chunk]))
        pipe.send(("merges", sheet.merged_cell_ranges or []))
    pipe.send(("end", None))


def _silence() -> None:
    """A parser that gives up prints to the screen: people get our sentence instead."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
