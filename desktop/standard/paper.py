"""Printing the forms of any register: collect, number, draw and log, and the way back from a short code.

A print has three steps, so that no transaction is open while pages are drawn: `gather` reads, `enter` writes the short
codes and the line of the log, `draw` makes the PDF. `print_form` does all three.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.unit import Unit
from desktop.base.clock import Clock, local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing import page, short_code
from desktop.printing.blocks import Sheet
from desktop.printing.fonts import bundled
from desktop.printing.page import Document, Offset, Paper, Stamp
from desktop.printing.pen import Missing
from desktop.printing.preview import page_count
from desktop.printing.render import render, write
from desktop.spec import Form, Register
from desktop.standard import first_copy, looks, sheets_out
from desktop.standard.subject import Subject
from desktop.standard.tables import PaperCode
from desktop.store import attachments
from desktop.store.session import Store

_CHUNK = 500
_NUMBERS = 31**5  # five characters of a short code
_NO_OFFSET = Offset()
_PAPERS: Mapping[tuple[str, bool], Paper] = {
    ("A4", False): page.A4,
    ("A4", True): page.A4_LANDSCAPE,
    ("A3", False): page.A3,
    ("A3", True): page.A3_LANDSCAPE,
}


@dataclass(frozen=True, slots=True)
class Job:
    """A print on its way: its sheets as frozen data, and what stands around them on each page."""

    form: Form
    subjects: tuple[Subject, ...]
    headers: Mapping[UUID, str]  # the line at the top, by unit
    own_unit: UUID
    stamp: Stamp
    record_ids: tuple[UUID, ...]
    filter_text: str = ""
    both_sides: bool = False
    offset: Offset = _NO_OFFSET
    signed: bytes = b""  # the pages of a signed paper, which are printed as they are


@dataclass(frozen=True, slots=True)
class Printed:
    """What came of a print: its number in the log, its pages, and the lines with characters that no font draws."""

    number: str
    pages: int
    missing: tuple[Missing, ...]


def print_form(
    store: Store,
    actor: Actor,
    register: Register,
    form: Form,
    *,
    ids: Sequence[UUID],
    out: BinaryIO | Path,
    clock: Clock,
    filter_text: str = "",
    given: Mapping[str, Any] | None = None,
    both_sides: bool = False,
    offset: Offset = _NO_OFFSET,
    on_missing: Callable[[tuple[Missing, ...]], None] | None = None,
    on_page: Callable[[int], None] | None = None,
) -> Printed:
    """Print a form to `out`, a file or a stream.

    `given` is handed to the form's `collect` by name. Before anything is logged or written, `on_missing` is told the
    names with characters that no font draws; they become empty boxes unless it raises Cancelled. `on_page` may raise it
    too: then the file stays as it was, and the log has one print too many rather than one too few.
    """
    with store.read() as session:
        job = gather(session, actor, register, form, ids=ids, clock=clock, filter_text=filter_text, given=given)
    missing = missing_names(job)
    if missing and on_missing is not None:
        on_missing(missing)
    with store.write(actor.id, f"{register.name}.print") as session:
        job = enter(session, actor, replace(job, both_sides=both_sides, offset=offset))
    return draw(job, out, on_page=on_page)


def gather(
    session: Session,
    actor: Actor,
    register: Register,
    form: Form,
    *,
    ids: Sequence[UUID],
    clock: Clock,
    filter_text: str = "",
    given: Mapping[str, Any] | None = None,
) -> Job:
    """Everything a print of `ids` says, without a number and short codes yet. UserError when there is nothing to say.

    Drawn as it is, it is the preview.
    """
    actor.require(f"{register.name}.print")
    first_copy.refuse(session, register)
    signed = _signed(session, actor, form, ids) if form.sealed else b""
    if signed:
        stamp = Stamp(actor.name, clock.now_ms())
        return Job(form, (), {}, actor.unit_id, stamp, tuple(ids), filter_text, signed=signed)
    return fresh(session, actor, form, ids=ids, at=clock.now_ms(), filter_text=filter_text, given=given)


def fresh(
    session: Session,
    actor: Actor,
    form: Form,
    *,
    ids: Sequence[UUID],
    at: int,
    filter_text: str = "",
    given: Mapping[str, Any] | None = None,
) -> Job:
    """The same from what stands now, whatever was signed; `at` is the instant of the print, UTC ms."""
    subjects = tuple(form.collect(session, actor, tuple(ids), today=local_time(at).date(), **(given or {})))
    if not subjects:
        raise UserError(_("没有可以打印的内容，没有生成文件。请先选择要打印的记录，再打印一次。"))
    return Job(
        form=form,
        subjects=subjects,
        headers=_headers(session, {subject.unit_id or actor.unit_id for subject in subjects}),
        own_unit=actor.unit_id,
        stamp=Stamp(actor.name, at),
        record_ids=tuple(ids),
        filter_text=filter_text,
    )


def enter(session: Session, actor: Actor, job: Job) -> Job:
    """Write the line of the log and the short codes (the session writes); the same job, ready to be drawn."""
    number = looks.log(
        session,
        actor,
        kind="print",
        what=job.form.title,
        at=job.stamp.printed_at,
        count=len(job.record_ids),
        record_id=job.record_ids[0] if len(job.record_ids) == 1 else None,
        reason=_("重印当时的原件") if job.signed else "",
    )
    if job.form.returns:
        kept = sheets_out.keep(session, actor, job.subjects, form=job.form, number=number, at=job.stamp.printed_at)
        job = replace(job, subjects=kept)
    codes = _codes(session, job) if job.form.code else {}
    subjects = tuple(_coded(subject, codes) for subject in job.subjects)
    return replace(job, subjects=subjects, stamp=replace(job.stamp, number=number))


def draw(job: Job, out: BinaryIO | Path, *, on_page: Callable[[int], None] | None = None) -> Printed:
    """Make the PDF; no transaction is open. A path is written whole or not at all (see printing.render)."""
    if job.signed:
        if isinstance(out, Path):
            write(out, job.signed)
        else:
            out.write(job.signed)
        return Printed(job.stamp.number, page_count(job.signed), ())
    paper = page.OFFICIAL if job.form.official else _PAPERS[job.form.paper, job.form.landscape]
    document = Document(
        job.form.title, _sheets(job), job.stamp, paper=paper, offset=job.offset, both_sides=job.both_sides
    )
    done = render(document, out, on_page=on_page)
    return Printed(job.stamp.number, done.pages, done.missing)


def _signed(session: Session, actor: Actor, form: Form, ids: Sequence[UUID]) -> bytes:
    """The pages that were signed, of the one record chosen; none while it is a draft. UserError for several at once."""
    every = [one for each in ids for one in attachments.of_record(session, each, kind=form.name)[-1:]]
    kept = [one for one in every if one.unit_id in actor.scope]
    if not kept:
        return b""
    if len(ids) > 1:
        raise UserError(_("《{form}》印的是当时存下的原件，请一份一份地打印。").format(form=form.title))
    return attachments.content(session, kept[0])


def missing_names(job: Job) -> tuple[Missing, ...]:
    """The words of a print with characters that no font draws, each once: to be shown before anything is printed."""
    words = dict.fromkeys(_words(job.subjects))
    words |= dict.fromkeys((*job.headers.values(), job.stamp.printed_by))
    gone = bundled().missing("".join(set().union(*words)), "sans")  # the face of most forms: no other is loaded for it
    found = ((text, "".join(char for char in dict.fromkeys(text) if char in gone)) for text in words)
    return tuple(Missing(text, characters) for text, characters in found if characters)


def _sheets(job: Job) -> Iterator[Sheet]:
    for subject in job.subjects:
        yield Sheet(
            job.form.draw(subject),
            code=subject.code,
            header=job.headers.get(subject.unit_id or job.own_unit, ""),
            filter_text=job.filter_text if subject.listed else subject.headline,
            number=subject.number,
        )


def _headers(session: Session, unit_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The Party organisation, then the chain of command down to the unit, for each unit."""
    units = session.scalars(select(Unit).where(Unit.id.in_(sorted(unit_ids))))
    return {
        unit.id: "　".join(filter(None, (unit.branch_name, unit.above.replace("/", "") + unit.name))) for unit in units
    }


def _each(subjects: Iterable[Subject]) -> Iterator[Subject]:
    for subject in subjects:
        yield subject
        yield from _each(subject.parts)


def _codes(session: Session, job: Job) -> dict[UUID, str]:
    """The code of every record of the job: the one of an earlier print of the same form, or a new one."""
    wanted = {each.record_id: each.register for each in _each(job.subjects) if each.record_id is not None}
    found: dict[UUID, int] = {}
    ordered = list(wanted)
    for start in range(0, len(ordered), _CHUNK):
        part = ordered[start : start + _CHUNK]
        query = select(PaperCode.record_id, PaperCode.number).where(
            PaperCode.record_id.in_(part), PaperCode.form == job.form.name
        )
        found |= dict(session.execute(query).all())
    fresh = [record_id for record_id in wanted if record_id not in found]
    numbers = _numbers(session, job.form.name, fresh)
    session.add_all(
        PaperCode(
            number=numbers[record_id],
            letter=job.form.code,
            register=wanted[record_id],
            record_id=record_id,
            form=job.form.name,
            printed_at=job.stamp.printed_at,
        )
        for record_id in fresh
    )
    session.flush()
    found |= numbers
    return {record_id: short_code.encode(job.form.code, number) for record_id, number in found.items()}


def _coded(subject: Subject, codes: Mapping[UUID, str]) -> Subject:
    code = codes.get(subject.record_id, "") if subject.record_id is not None else ""
    return replace(subject, code=code, parts=tuple(_coded(part, codes) for part in subject.parts))


def _words(value: Any) -> Iterator[str]:
    """Every text within frozen data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _words(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _words(getattr(value, field.name))


def _numbers(session: Session, form: str, record_ids: Sequence[UUID]) -> dict[UUID, int]:
    """A number for each record that follows from the record itself.

    A running number would be given twice after an older backup is restored, and old paper would open a stranger.
    """
    taken = set(session.scalars(select(PaperCode.number)))
    numbers: dict[UUID, int] = {}
    for record_id in record_ids:
        digest = blake2b(record_id.bytes + form.encode(), digest_size=8).digest()
        number = int.from_bytes(digest, "big") % _NUMBERS
        while number in taken:
            number = (number + 1) % _NUMBERS
        taken.add(number)
        numbers[record_id] = number
    return numbers
