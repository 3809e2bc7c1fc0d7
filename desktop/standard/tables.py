"""Tables that serve any register: drafts, preferences, saved filters, looks, imports and short codes."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.base.ids import uuid7
from desktop.store.record import Record, Row
from desktop.store.types import Id, Instant


class DraftRow(Row):
    """What a user has typed into a form and not saved; `record_key` is the record's id, or "new"."""

    __tablename__ = "draft"
    user_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    register: Mapped[str] = mapped_column(primary_key=True)
    record_key: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[str] = mapped_column(default="")
    said: Mapped[bytes]  # JSON {field: text}
    version: Mapped[UUID | None] = mapped_column(Id)  # the record's newest change when the draft was begun
    at: Mapped[int] = mapped_column(Instant)


class Preference(Row):
    """A choice of one user: columns of a list, font size, last screen."""

    __tablename__ = "preference"
    user_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[bytes]


class SavedFilter(Record):
    """A named query of one list; `owner_id` None: shared with everybody of the unit. Exchanged like every record."""

    __tablename__ = "saved_filter"
    register: Mapped[str]
    name: Mapped[str]
    query: Mapped[str]  # JSON, see standard/views.py
    owner_id: Mapped[UUID | None] = mapped_column(Id)


class Look(Row):
    """One reveal, print or export: who, what, how many, why; never the value (SAFETY §6)."""

    __tablename__ = "look"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=uuid7)
    number: Mapped[str] = mapped_column(default="")  # 编号 on the paper
    kind: Mapped[str]  # reveal | print | export
    what: Mapped[str]
    record_id: Mapped[UUID | None] = mapped_column(Id)
    count: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str] = mapped_column(default="")
    actor: Mapped[UUID] = mapped_column(Id)
    at: Mapped[int] = mapped_column(Instant)


class ImportBatch(Row):
    """One import of one sheet; its changes are found in the journal by `id` as their batch."""

    __tablename__ = "import_batch"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    file_name: Mapped[str]
    sheet: Mapped[str]
    sha256: Mapped[str]
    register: Mapped[str]
    counts: Mapped[bytes]  # JSON {new, changed, same, …}
    actor: Mapped[UUID] = mapped_column(Id)
    at: Mapped[int] = mapped_column(Instant)
    undone_at: Mapped[int | None] = mapped_column(Instant)


class ImportMark(Row):
    """A cell that could not be read: the row came in, the cell stayed empty, and waits here to be put right."""

    __tablename__ = "import_mark"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=uuid7)
    batch: Mapped[UUID] = mapped_column(Id, index=True)
    table_name: Mapped[str]
    row_id: Mapped[UUID] = mapped_column(Id, index=True)
    field: Mapped[str]
    place: Mapped[str]  # file, sheet, row, column
    raw: Mapped[str]
    problem: Mapped[str]
    settled_at: Mapped[int | None] = mapped_column(Instant)


class ImportMemory(Row):
    """How a set of headers was mapped, and which words meant which codes: asked once, remembered."""

    __tablename__ = "import_memory"
    header_key: Mapped[str] = mapped_column(primary_key=True)
    register: Mapped[str]
    mapping: Mapped[bytes]
    words: Mapped[bytes]
    at: Mapped[int] = mapped_column(Instant)


class FilledTemplate(Row):
    """Another agency's empty table and how it was filled: kept whole, so that next time it is filled at once."""

    __tablename__ = "filled_template"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=uuid7)
    name: Mapped[str]
    agency: Mapped[str] = mapped_column(default="")  # whose table it is
    header_key: Mapped[str] = mapped_column(index=True)
    sheet: Mapped[str]
    header_row: Mapped[int]  # from 1
    mapping: Mapped[bytes]  # JSON {title: [fact, form, words]}
    choice: Mapped[bytes]  # JSON: which rows, in which order
    file_name: Mapped[str]
    data: Mapped[bytes]  # the file itself, as it came
    actor: Mapped[UUID] = mapped_column(Id)
    used_at: Mapped[int] = mapped_column(Instant)


class PaperCode(Row):
    """The number behind a short code on paper (made from the record's id), and the record that it opens."""

    __tablename__ = "paper_code"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    letter: Mapped[str]
    register: Mapped[str]
    record_id: Mapped[UUID] = mapped_column(Id, index=True)
    form: Mapped[str]
    printed_at: Mapped[int] = mapped_column(Instant)


class PrintJob(Row):
    """One print on its way or done; its pages lie in `PrintPages`, so that telling how far it is writes little."""

    __tablename__ = "print_job"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True, default=uuid7)
    unit_id: Mapped[UUID] = mapped_column(Id)
    register: Mapped[str] = mapped_column(default="")  # "" for paper that says nothing of anybody
    form: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    number: Mapped[str] = mapped_column(default="")  # 编号 on the paper
    pages: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)  # pages handed over, all copies together
    copies: Mapped[int] = mapped_column(default=1)
    printer: Mapped[str] = mapped_column(default="")  # "" while none is chosen
    tray: Mapped[str] = mapped_column(default="")
    paper: Mapped[str] = mapped_column(default="A4")
    landscape: Mapped[bool] = mapped_column(default=False)
    both_sides: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str]  # waiting | printing | stopped | done | failed | cancelled
    process: Mapped[int] = mapped_column(default=0)  # the program that is to print it; another one stopped on the way
    problem: Mapped[str] = mapped_column(default="")  # what the printer says, in words
    created_at: Mapped[int] = mapped_column(Instant)
    created_by: Mapped[UUID] = mapped_column(Id)
    changed_at: Mapped[int] = mapped_column(Instant, index=True)


class PrintPages(Row):
    """The finished PDF of a print, as it was made; a reprint has the same bytes."""

    __tablename__ = "print_pages"
    job_id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    pdf: Mapped[bytes]


class PrinterSetup(Row):
    """How far a printer of this PC is off, and whether it is the usual one."""

    __tablename__ = "printer_setup"
    name: Mapped[str] = mapped_column(primary_key=True)
    right_mm: Mapped[float] = mapped_column(default=0.0)
    down_mm: Mapped[float] = mapped_column(default=0.0)
    usual: Mapped[bool] = mapped_column(default=False)


class FormSetup(Row):
    """How a form was printed last on this PC: the same is offered next time, whoever prints."""

    __tablename__ = "form_setup"
    register: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)
    printer: Mapped[str] = mapped_column(default="")
    tray: Mapped[str] = mapped_column(default="")
    copies: Mapped[int] = mapped_column(default=1)
    both_sides: Mapped[bool] = mapped_column(default=False)
