"""Sheets that were printed from the small compound, as the desk prints them."""

import io
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from desktop import catalog
from desktop.printing.preview import page_count, page_text
from desktop.standard import paper
from desktop.standard.sheets_out import SheetOut
from tests.factories.compound import Village

LIST, MONTH, RECORD = ("households", "visit-list"), ("contacts", "month-sheet"), ("households", "visit-record-blank")


def print_sheet(village: Village, ids: Sequence[UUID], form: tuple[str, str] = LIST, *, days_ago: int = 0) -> str:
    """Print a form of these records `days_ago` days before today; the words on the paper."""
    profile = village.profile
    register = catalog.register_named(form[0])
    assert register is not None
    declared = next(one for one in register.forms if one.name == form[1])
    profile.clock.pass_time(days=-days_ago)
    out = io.BytesIO()
    paper.print_form(profile.store, profile.actor, register, declared, ids=ids, out=out, clock=profile.clock)
    profile.clock.pass_time(days=days_ago)
    pdf = out.getvalue()
    return "\n".join(page_text(pdf, at) for at in range(page_count(pdf)))


def doors(village: Village, *wanted: str) -> list[UUID]:
    """The households behind these doors; all of them when none is named."""
    return [village.homes[door] for door in wanted] or list(village.homes.values())


def sheet_ids(village: Village) -> list[UUID]:
    """Every sheet that was printed, in the order of printing."""
    with village.profile.store.read() as session:
        return list(session.scalars(select(SheetOut.id).order_by(SheetOut.id)))
