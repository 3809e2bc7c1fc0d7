"""The words in which a register is declared: frozen data without behaviour."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from desktop.store.record import Record, Row

Kind = Literal[
    "text",  # one line
    "long_text",  # several lines
    "name",  # a person's name (values.person_name)
    "number",
    "flag",
    "code",  # a code of the table `codes`
    "day",  # a full date
    "partial_day",  # a date of which the month or day may be unknown (values.days)
    "age",  # shown in years, kept as the birth date
    "due",  # a day by which something is due, shown as 逾期/临近/正常
    "instant",  # UTC ms
    "citizen_id",  # listed as the last four only
    "phone",  # listed as 138****5678
    "door",  # 3-2-501
    "area",  # hundredths of a square metre
    "money",  # 分
    "record",  # a reference: an id, chosen with the picker of the register `picks`
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list; `name` is an attribute of the listed row."""

    name: str
    title: str
    width: int = 8  # in characters of the list's font
    kind: Kind = "text"
    codes: str = ""
    sort: tuple[str, ...] = ()  # row attributes that order this column; () means `name` itself
    choices: bool = False  # the header offers a check-list of the values with their counts
    shown: bool = True
    frozen: bool = False  # stays at the left while the rest scrolls sideways; counts for the first columns only
    field: str = ""  # the form field that a cell of this column shows word for word, and that 表格编辑 may change


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `name` is an attribute of the record, or an argument that an action asks for."""

    name: str
    title: str
    kind: Kind = "text"
    required: bool = False
    codes: str = ""
    picks: str = ""  # the register whose rows a `record` field chooses from
    unit: str = ""  # 平方米, 元: written after the field
    hint: str = ""
    section: str = ""  # a heading above this field starts a section
    width: int = 20
    read_only: bool = False  # shown, changed only by a deed
    bulk: bool = False  # makes sense for many records at once: 批量修改 offers it
    shared_by: str = ""  # the attribute of the list's row by which records share it: the households of one door


@dataclass(frozen=True, slots=True)
class Child:
    """Rows that belong to a record and are edited in its form, such as the members of a household."""

    name: str
    title: str
    model: type[Record]
    parent: str  # the attribute of `model` that holds the record's id
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A deed on one or more records beyond editing: `run(session, actor, record_id, **asked)`.

    With `foresee` it is done to one record at a time and its consequences are shown before. Both are called as
    `(session, actor, record_id, *, today, ticked, picked, **asked)`: an ask may still be None for `foresee`, `ticked`
    holds the ids ticked (None: as proposed), `picked` the answers by question (standard.consequences); `run` returns
    the sentence that says what was done.
    """

    verb: str  # with the register's name in front, the permission and the journal's action
    title: str
    run: Callable[..., Any]
    asks: tuple[Field, ...] = ()
    allowed: Callable[[Any], bool] | None = None  # rules: may this record take the deed now?
    icon: str = ""
    key: str = ""  # shortcut, such as "F8"
    foresee: Callable[..., Any] | None = None  # -> standard.consequences.Consequences; nothing is written
    pair: str = ""  # the ask that a second chosen record of a list fills: merging takes two
    makes: str = ""  # the register of the draft whose id `run` returns; done to one record, that draft opens


@dataclass(frozen=True, slots=True)
class Form:
    """A printed form: `collect` reads frozen data for the chosen ids, `draw` says what is on each sheet.

    `collect(session, actor, ids, *, today, **given) -> Sequence[data]`, one item a sheet (or one for a list form);
    `draw(data) -> Sequence[blocks]`. Both are plain functions of the register's `forms.py`.
    """

    name: str
    title: str
    collect: Callable[..., Sequence[Any]]
    draw: Callable[[Any], Sequence[Any]]
    paper: str = "A4"
    landscape: bool = False
    code: str = ""  # letter of the short code that opens the record of a sheet; "" prints none
    kept: bool = True  # the print queue keeps its pages for 30 days; not those with a code or with care needs
    returns: bool = False  # filled by hand and brought back: each sheet is kept in mind, its `parts` are its rows
    asks: tuple[Field, ...] = ()  # handed to `collect` by name; each may stay empty, `collect` knows its default
    tell: Callable[[Any], str] | None = None  # the words of a sheet for a message: no telephone, no identity number
    official: bool = False  # set after GB/T 9704: 22 lines of 28 characters, its own page numbers
    sealed: bool = False  # once its record is signed, printing gives back the very pages that were signed


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """A column that rosters bring: the titles by which it is known and the kind that reads its cells."""

    name: str
    title: str
    titles: tuple[str, ...]  # other words for it in files, most usual first
    kind: Kind = "text"
    codes: str = ""
    group: str = ""  # "head" or "member": which of two groups of columns it belongs to when a sheet has both


@dataclass(frozen=True, slots=True)
class Retold:
    """When the cells of a column say that it is not what its title says: then it feeds `to`."""

    of: tuple[str, ...]  # the targets that its title may have spoken for
    to: str
    cells: re.Pattern[str]  # what a whole cell looks like then
    share: float  # so many of the filled cells must
    beside: frozenset[str] = frozenset()  # one of these targets has a column as well
    without: frozenset[str] = frozenset()  # none of these has


@dataclass(frozen=True, slots=True)
class Import:
    """How rosters enter a register: known columns, columns that are never kept, and the planner of its rows."""

    columns: tuple[ImportColumn, ...]
    plan: Callable[..., Any]  # (session, actor, staged rows, ...) -> Plan: what would change, nothing written
    apply: Callable[..., Any]  # (session, actor, plan row) -> ids written
    unkept: tuple[str, ...] = ()  # titles of columns listed as 本系统不保存
    relatives: tuple[str, ...] = ()  # whom further columns tell of: 配偶; "成员#" has a number
    retold: tuple[Retold, ...] = ()
    frame: frozenset[str] = frozenset()  # targets that put rows together: sheets that tell the same ones are one list


@dataclass(frozen=True, slots=True)
class Words:
    """How a table that no form of its own edits is called in the history: its title and its fields."""

    model: type[Record]
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A list that a person opens, with all that is done to its records."""

    name: str
    title: str
    model: type[Record]
    columns: tuple[Column, ...]
    fields: tuple[Field, ...] = ()
    children: tuple[Child, ...] = ()
    listed: type[Row] | None = None  # the derived row table that the list reads; None reads the model itself
    # (day) -> the rows that stood on that day, a selectable with `id`, `unit_id` and the columns: a list of any day
    dated: Callable[..., Any] | None = None
    label: str = "name"  # attribute of the listed row that names a record in a sentence
    counter: str = ""  # the Chinese counter: 户, 人, 栋
    order: tuple[str, ...] = ()  # row attributes of the first order
    check: Callable[[Any], None] | None = None  # rules: raises UserError(field=...) for a record that may not stand
    remind: Callable[[Any], Sequence[str]] | None = None  # rules: sentences of what may be saved but is to be seen to
    actions: tuple[Action, ...] = ()
    forms: tuple[Form, ...] = ()
    imports: Import | None = None
    icon: str = ""
    group: str = ""  # the first-level item of the navigation it stands under
    # Where a form spans several tables, the register's service reads and writes it:
    load: Callable[..., Any] | None = None  # (session, actor, record) -> (values, {child name: lines})
    save: Callable[..., Any] | None = None  # (session, actor, record_id, *, values, children) -> record
    # `values` of a save may be some of the fields only: the others stay as they are stored.
    words: tuple[Words, ...] = ()  # tables written by this register's deeds, for the history
    related: Callable[..., Any] | None = None  # (session, record_id) -> row ids whose history belongs to the record
    files: Literal["", "photos", "scans"] = ""  # what people may put with its records; scans may be PDFs too
    help: str = ""  # page of the manual; "" means the register's name
    editable: bool = True
    keep: Callable[[Any], None] | None = None  # rules: raises UserError for a record that may not be put away
    indexed: bool = False  # the search index holds its records, so 本页查找 asks there
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # field groups that merge as one
