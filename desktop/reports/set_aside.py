"""What was set aside in the exchange or waits for something: whose it is, how old, why, and what to do next."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.base.text import _
from desktop.reports.aside_open import open_aside
from desktop.reports.naming import name_of
from desktop.spec import Register
from desktop.standard.history import Wording, type_of
from desktop.standard.load import name_of_user
from desktop.store.journal import Change, Outgoing
from desktop.store.record import record_types
from desktop.sync.shown import Aside

PARKED = "parked"
MOST = 500
# What the hub says (push.py) → why in plain words, and the next step.
_REASONS = {
    "the account was disabled": (
        _("县里停用了电脑或帐号"),
        _("内容没有丢。请联系县里恢复使用，恢复以后点“再报”。"),
    ),
    "the row belongs to another unit": (
        _("这条登记现在归别的单位管"),
        _("内容没有丢。请告诉现在管它的单位照这里的内容改。"),
    ),
    "the row goes to a unit out of reach": (
        _("这里不能把登记移到那个单位"),
        _("内容没有丢。请社区来移：上级单位能移到它下面的任何单位。"),
    ),
    "the role does not allow it": (
        _("县里给这个帐号的角色不能改这一类"),
        _("内容没有丢。请支部书记来点“再报”，或请县里核对角色以后再报。"),
    ),
    "the account belongs to another unit": (
        _("写它的帐号在县里属于别的单位"),
        _("内容没有丢。请县里核对这个帐号的单位，改好以后点“再报”。"),
    ),
    "the row it changes is not known": (
        _("县里还没有这条登记"),
        _("内容没有丢。点“再报这一条”，整条登记连同改动一起上报。"),
    ),
    "the row could not stand so": (
        _("这条登记缺少必填的内容"),
        _("请打开登记，补全后保存，再回到这里点“再报这一条”。"),
    ),
    "another body under a known id": (
        _("同一处改动到过县里，内容不一样"),
        _("请不要删除，联系县里核对这台电脑是否被复制过。"),
    ),
    "the county itself keeps its units": (
        _("单位的名称、层级和上级由县里管"),
        _("需要改的请告诉县里。不用再报的，点“不再上报”。"),
    ),
    "it was set aside before the restore": (
        _("县里恢复数据以前就被隔开"),
        _("请打开登记核对，需要的点“再报这一条”。"),
    ),
}
_OTHER = _("县里没有接收"), _("内容没有丢。请打开登记核对；不清楚时联系县里。")
_WAITS = _("等前面的改动先到县里"), _("不用处理。下次交换会自动再报。")


def set_aside(session: Session, actor: Actor, catalog: Sequence[Register]) -> tuple[Aside, ...]:
    """What was set aside first, then what waits; the oldest first, one line for each record and reason."""
    actor.require("conflicts.see")
    waits = (
        select(Change, Outgoing.result)
        .join(Outgoing, Outgoing.change_id == Change.id)
        .where(Outgoing.state == PARKED)
        .order_by(Change.at, Change.n)
        .limit(MOST)
    )
    open_ = [(change, False, why) for change, why in open_aside(session)[:MOST]]
    parked = [(row[0], True, row[1]) for row in session.execute(waits)]
    words = Wording.of(catalog)
    permissions = {kind.__tablename__: kind.permission for kind in record_types()}
    found: dict[tuple[UUID, str], Aside] = {}
    for change, is_parked, result in (*open_, *parked):
        permission = permissions.get(change.table_name, "")
        if not permission or actor.may(permission):
            line = _line(session, change, waits=is_parked, result=result, words=words, catalog=catalog)
            found.setdefault((change.row_id, line.why), line)
    return tuple(found.values())


def _line(
    session: Session, change: Change, *, waits: bool, result: str, words: Wording, catalog: Sequence[Register]
) -> Aside:
    register = next((each for each in catalog if each.model.__tablename__ == change.table_name), None)
    title = register.title if register is not None else words.titles.get(change.table_name, "")
    record = session.get(type_of(change.table_name), change.row_id)
    name = name_of(session, register, record) if register is not None and record is not None else ""
    why, step = _WAITS if waits else _REASONS.get(result, _OTHER)
    place = register.name if register is not None and record is not None else ""
    what, owner = f"{title} {name}".strip(), name_of_user(session, change.actor) or _("另一台电脑")
    return Aside(what, owner, change.at, why, step, waits, place, change.row_id)
