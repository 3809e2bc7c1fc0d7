"""A person says that what the county gave to other units may leave this PC, however much of it there is (SYNC §5)."""

from desktop.base.text import _
from desktop.procedures.at_desk import PERMISSION, AtDesk, note
from desktop.store import exchange_check
from desktop.store.exchange_log import DONE, LEAVE
from desktop.store.exchange_rows import ExchangeRun

LET = "exchange.let_leave"  # writes no journal: what leaves stays at the county, and the history of exchanges tells


def let_leave(desk: AtDesk) -> str:
    """The next exchange takes them away; says so. PermissionError for whoever may not exchange."""
    desk.actor.require(PERMISSION)
    with desk.store.write(desk.actor.id, LET) as session:
        count = sum(exchange_check.held(session).values())
        exchange_check.let_leave(session)
    note(desk, ExchangeRun(way=LEAVE, outcome=DONE, what=_("同意移走 {n:,} 条").format(n=count)))
    return _("下次交换时移走 {n:,} 条。").format(n=count)
