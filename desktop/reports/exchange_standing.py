"""How the exchange of this PC stands: what waits, what is asked, what was set aside, when it last came through."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.reports.aside_open import count_aside
from desktop.spec import Register
from desktop.standard.history import Wording
from desktop.standard.todo import Todo
from desktop.store import exchange_check, exchange_log
from desktop.store.exchange_log import DONE, IN, LINE, OUT
from desktop.store.exchange_rows import Exchange, ExchangeRun, LaidUp
from desktop.store.journal import Change, Outgoing
from desktop.store.record import staying
from desktop.sync.conflict_row import Conflict
from desktop.sync.enrolment import enrolment
from desktop.sync.shown import Past, Standing

OPEN = "open"
OLD_DAYS = 7
OTHER = _("其他")


def standing(session: Session, actor: Actor, catalog: Sequence[Register]) -> Standing:
    """The same rows are counted that the lists show; no count is kept apart from them."""
    kept = enrolment(session)
    if kept is None or kept.unit is None:
        return Standing(enrolled=False)
    from desktop.sync import desk_blobs  # late: most PCs exchange nothing

    newest = exchange_log.last(session, LINE, IN)
    done = exchange_log.last(session, LINE, IN, outcome=DONE)
    out = exchange_log.last(session, OUT, outcome=DONE)
    cut = exchange_log.cut(session)
    line = exchange_log.last(session, LINE, outcome=DONE)
    return Standing(
        enrolled(session),
        waiting(session, catalog),
        count_open(session, actor),
        count_aside(session),
        done.at if done else None,
        newest.at if newest else None,
        done.sent if done else 0,
        done.received if done else 0,
        cut.what if cut else "",
        desk_blobs.counted(session),
        session.scalar(select(func.count()).select_from(Conflict).where(of_joined(actor))) or 0,
        bool(kept.server),
        held(session, catalog),
        out.at if out is not None and (done is None or done.at < out.at) else None,
        copying=copying(session),
        clock=line.what if line else "",
        laid_up=laid_up(session),
    )


def enrolled(session: Session) -> bool:
    """Does this PC exchange with a county?"""
    kept = enrolment(session)
    return kept is not None and kept.unit is not None


def waiting(session: Session, catalog: Sequence[Register]) -> tuple[tuple[str, int], ...]:
    """The rows with something that has no answer yet, by what their table is called."""
    from desktop.sync.desk_state import WAITING  # late: as above

    rows = func.count(func.distinct(Change.row_id))
    query = (
        select(Change.table_name, rows)
        .join(Outgoing, Outgoing.change_id == Change.id)
        .where(Outgoing.state.in_(sorted(WAITING)), Change.table_name.not_in(staying()))
        .group_by(Change.table_name)
        .order_by(rows.desc(), Change.table_name)
    )
    return _titled(((table, count) for table, count in session.execute(query)), catalog)


def copying(session: Session) -> bool:
    """Did the first copy begin, and not come to its end?"""
    kept = session.get(Exchange, 1)
    return kept is not None and kept.cursor > 0 and kept.whole == 0


def laid_up(session: Session) -> int:
    """How many rows hold what the county told of a newer schema: it lies here until this program is upgraded."""
    return session.scalar(select(func.count()).select_from(LaidUp)) or 0


def held(session: Session, catalog: Sequence[Register]) -> tuple[tuple[str, int], ...]:
    """The rows that the county gave to other units, so many that they wait for a person's word."""
    counts = exchange_check.held(session)
    return _titled(sorted(counts.items(), key=lambda pair: -pair[1]), catalog)


def _titled(counts: Iterable[tuple[str, int]], catalog: Sequence[Register]) -> tuple[tuple[str, int], ...]:
    titles = {
        **Wording.of(catalog).titles,
        **{
            register.model.__tablename__: register.title for register in reversed(catalog)
        },  # 居民, not the 成员 of a page
        Conflict.__tablename__: _("定下的冲突"),
    }
    found: dict[str, int] = {}
    for table, count in counts:
        title = titles.get(table, OTHER)
        found[title] = found.get(title, 0) + count
    return tuple(found.items())


def sending(session: Session) -> int:
    """How many changes wait to be sent."""
    from desktop.sync.desk_state import WAITING  # late: as above

    query = select(func.count()).select_from(Outgoing).join(Change, Change.id == Outgoing.change_id)
    return session.scalar(query.where(Outgoing.state.in_(sorted(WAITING)), Change.table_name.not_in(staying()))) or 0


def count_open(session: Session, actor: Actor) -> int:
    """How many questions wait for people."""
    query = select(func.count()).select_from(Conflict).where(Conflict.alive, Conflict.state == OPEN)
    return session.scalar(query.where(visible(Conflict, actor))) or 0


def of_joined(actor: Actor) -> ColumnElement[bool]:
    """What was joined by itself, in the scope of whoever looks."""
    from desktop.sync.conflicts import JOINED  # late: as above

    return and_(Conflict.alive, Conflict.kind == JOINED, visible(Conflict, actor))


def past(session: Session, *, limit: int = 50) -> tuple[Past, ...]:
    """The exchanges of this PC, the newest first."""
    return tuple(_past(run) for run in exchange_log.runs(session, limit=limit))


def _past(run: ExchangeRun) -> Past:
    return Past(run.at, run.way, run.outcome == DONE, run.sent, run.received, run.size, run.what)


def todos(session: Session, actor: Actor, today: date) -> tuple[Todo, ...]:
    """What the exchange wants of a person today: questions to settle, and a stick when it was long ago."""
    if not enrolled(session):
        return ()
    found = []
    if copying(session):
        title = _("第一次交换没有完成")
        found.append(Todo("none", title, _("县里的内容还没有取完，名单和报表会缺"), _("接着交换"), "exchange"))
    asked = count_open(session, actor)
    if asked:
        title = _("{n} 处两边改得不一样").format(n=asked)
        found.append(Todo("none", title, _("定下用哪个；没定之前用现在的"), _("逐条看"), "conflicts"))
    leaving = sum(exchange_check.held(session).values())
    if leaving:
        title = _("{n:,} 条划给了别的单位").format(n=leaving)
        found.append(Todo("none", title, _("看过再从这台电脑移走"), _("去看"), "exchange"))
    done = exchange_log.last(session, LINE, IN, outcome=DONE)
    away = (today - local_time(done.at).date()).days if done else 0
    if away < -1:
        title = _("上次交换的日期比今天晚")
        found.append(Todo("none", title, _("请核对这台电脑的日期和时间"), _("去看"), "exchange"))
    if away >= OLD_DAYS:
        title = _("已 {n} 天没有和县里交换").format(n=away)
        found.append(Todo("none", title, _("联网或者用 U 盘"), _("去交换"), "exchange"))
    return tuple(found)
