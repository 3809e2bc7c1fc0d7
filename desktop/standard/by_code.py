"""Typing or scanning the short code or the number of a paper finds its record, in Ctrl+K and on the command line."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.printing import short_code
from desktop.search.finding import Hit
from desktop.search.ranking import Tier
from desktop.spec import Register
from desktop.standard import sheets_out, short_codes
from desktop.standard.load import label_of, record_in_scope
from desktop.standard.sheets_out import SheetOut


def hits(session: Session, actor: Actor, text: str, *, catalog: Iterable[Register]) -> list[Hit]:
    """What `text` stands for, if it was printed on this PC and the actor may open it; else nothing.

    A code beside a row of a sheet that is still out stands for the sheet first, then for the row's own record.
    """
    sheet = sheets_out.by_number(session, actor, text)
    if sheet is not None:
        return [_sheet_hit(sheet, text)]
    try:
        short_code.decode(text)
    except UserError:
        return []
    try:
        opened = short_codes.open_code(session, actor, text)
        if opened.register == sheets_out.PLACE:
            return [_sheet_hit(sheets_out.sheet_in_scope(session, actor, opened.record_id), text)]
        register = next(one for one in catalog if one.name == opened.register)
        record = record_in_scope(session, actor, register, opened.record_id)
    except (UserError, StopIteration):
        return []
    label = label_of(session, register, record)
    found = [Hit(register.name, record.id, record.unit_id, label, _said(text), (), Tier.LIVES_THERE)]
    sheet = sheets_out.newest_with(session, actor, record.id, form=opened.form)
    return [_sheet_hit(sheet, text), *found] if sheet is not None else found


def _sheet_hit(sheet: SheetOut, text: str) -> Hit:
    label = _("整张录入 {sheet}").format(sheet=sheets_out.words(sheet))
    return Hit(sheets_out.PLACE, sheet.id, sheet.unit_id, label, _said(text), (), Tier.LIVES_THERE)


def _said(text: str) -> str:
    return _("纸上的 {code}").format(code=text.strip().upper())
