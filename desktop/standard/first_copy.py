"""Refuses papers and lists while the first copy of the county's rows has not come to its end: people are missing."""

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Register
from desktop.store.exchange_rows import Exchange
from desktop.store.journal import APPLIED
from desktop.store.record import Record


def refuse(session: Session, register: Register) -> None:
    """UserError when rows of this register come by a first copy that goes on or was cut (SYNC §6).

    What the PC itself wrote is whole: a branch that hands its own rows up for the first time prints all the while.
    """
    kept = session.get(Exchange, 1)
    if kept is None or kept.cursor == 0 or kept.whole > 0:
        return
    model = register.model
    if model is Unit or not issubclass(model, Record):
        return  # a recovery sheet is printed whatever happens
    came = func.substr(func.hex(model.last_change), 13, 1) == f"{APPLIED:X}"
    if session.scalar(select(exists().where(came))):
        raise UserError(
            _("县里的内容还没有取完，现在打印或导出会缺人，没有生成文件。请先到“数据交换”接着交换，完成以后再做一次。")
        )
