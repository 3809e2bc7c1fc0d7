"""Who and what can open the data of this PC, and the reminder that stands until there are two ways (SAFETY §2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.access.actor import Actor
from desktop.access.scope import visible
from desktop.access.unit import KeyChange, User
from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.registers.units.forms.declared import RECOVERY_SHEET
from desktop.standard.tables import Look
from desktop.standard.todo import Todo

ON_PAPER = ("print", "tried")  # how the log tells that a sheet exists: printed here, or copied and tried out
QUIET_DAYS = 7  # the list of the first days asks for the sheet until then


@dataclass(frozen=True, slots=True)
class KeyWays:
    """The users with a password, each a second holder or not; when the sheet of now was printed or tried, in UTC ms."""

    users: tuple[tuple[str, bool], ...]
    printed_at: int | None
    by_hand: bool = False  # tried out, so it is on paper, but never printed here

    @property
    def safe(self) -> bool:
        """Whether one of them may be lost without losing the data; the sheet is always printed twice."""
        return len(self.users) > 1 or self.printed_at is not None


def read(session: Session, actor: Actor) -> KeyWays:
    """The ways as of now."""
    names = session.scalars(select(User.name).where(User.alive, User.active, visible(User, actor)).order_by(User.id))
    came = select(KeyChange.owner, KeyChange.what).where(KeyChange.what.in_(("user", "holder")), KeyChange.alive)
    as_what = dict(session.execute(came.order_by(KeyChange.at)).all())
    made = select(KeyChange.at).where(KeyChange.what == "sheet", KeyChange.alive).order_by(KeyChange.at.desc())
    on_paper = select(Look.at, Look.kind).where(
        Look.kind.in_(ON_PAPER), Look.what == RECOVERY_SHEET.title, Look.at >= (session.scalars(made).first() or 0)
    )
    # A printed one is told of first: it is there twice.
    at, kind = next(iter(session.execute(on_paper.order_by(Look.kind == "tried", Look.at.desc()))), (None, ""))
    return KeyWays(tuple((name, as_what.get(name) == "holder") for name in names), at, kind == "tried")


def words(ways: KeyWays) -> tuple[str, ...]:
    """What opens the data, and what that means, a sentence each."""
    ways_in = [
        (_("第二保管人 {name}") if holder else _("{name}的密码")).format(name=name) for name, holder in ways.users
    ]
    if ways.printed_at is None:
        ways_in.append(_("恢复单（还没有印）"))
    else:
        came = _("恢复单（{day} 照手抄的核对过）") if ways.by_hand else _("恢复单（{day} 印，两份）")
        ways_in.append(came.format(day=f"{local_time(ways.printed_at):%Y-%m-%d}"))
    said = [_("能打开这份数据的：{all}。").format(all=_("、").join(ways_in)), _("这些都丢失，数据就再也无法打开。")]
    if not ways.safe:
        said.append(_("现在只有一个人的密码能用。请印恢复单两份，或添加第二保管人。"))
    return tuple(said)


def changes(session: Session, actor: Actor, *, most: int = 6) -> Sequence[KeyChange]:
    """The newest changes of the keys."""
    query = select(KeyChange).where(KeyChange.alive, visible(KeyChange, actor)).order_by(KeyChange.at.desc())
    return session.scalars(query.limit(most)).all()


def todos(session: Session, actor: Actor, today: date) -> tuple[Todo, ...]:
    """The reminder, for who may change it, from the second week on."""
    if not actor.may("users.manage") or read(session, actor).safe:
        return ()
    first = session.scalars(select(KeyChange.at).order_by(KeyChange.at)).first()
    if first is not None and local_time(first).date() + timedelta(days=QUIET_DAYS) > today:
        return ()
    detail = _("现在只有一个人的密码能打开这份数据，忘了就再也打不开")
    return (Todo("none", _("准备第二把钥匙"), detail, _("打开设置"), "settings"),)
