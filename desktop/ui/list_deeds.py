"""Deeds on the rows of a list: ask what they need, do them in one transaction, say so with 撤销."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Action, Register
from desktop.standard.load import label_of, record_in_scope
from desktop.standard.retire import retire
from desktop.ui.ask import FieldsQuestion, ask, ask_fields
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.form_ways import form_ways
from desktop.ui.tasks import Step

if TYPE_CHECKING:
    from desktop.store.session import Changes

MANY = 20  # from here on putting away is asked about once, with the number


def may(desk: Desk, register: Register, action: Action) -> bool:
    """Whether the person signed in may take the action at all."""
    return bool(desk.actor.may(f"{register.name}.{action.verb}"))


def refusal(session: Any, actor: Any, register: Register, *, action: Action, ids: Sequence[UUID]) -> str:
    """Why one of these records may not take the action now; "" when all may.

    A rule says so with False, or in its own words with a UserError.
    """
    if action.allowed is None:
        return ""
    for record_id in ids:
        record = record_in_scope(session, actor, register, record_id)
        try:
            if not action.allowed(record):
                label = label_of(session, register, record)
                return _("{label} 现在不能办“{title}”，什么也没有改。").format(label=label, title=action.title)
        except UserError as error:
            return error.message
    return ""


def run(
    owner: QWidget, desk: Desk, register: Register, *, action: Action, ids: Sequence[UUID], done: Callable[[], None]
) -> None:
    """Ask for what the action needs, then run it for every id in one deed; nobody is asked twice."""
    actor, chosen = desk.actor, tuple(ids)
    if not chosen:
        return
    if action.foresee is not None:
        from desktop.ui import consequences  # late, as below: a list is looked at before anything is done

        consequences.begin_with(owner, desk, register, action=action, ids=chosen, done=done)
        return
    given: dict[str, Any] = {}
    forget: list[Callable[[Any], None]] = []
    if action.asks:
        sentence = _("{title}：{count:,} {counter}").format(
            title=action.title, count=len(chosen), counter=register.counter
        )
        verb, safe, ways = action.title, _("不{title}").format(title=action.title), form_ways(desk, register, None)
        day = today(desk.clock)
        from desktop.ui.deed_draft import DeedDraft  # late: as above

        kept: list[DeedDraft] = []

        def watch(box: FieldsQuestion) -> None:
            if len(chosen) == 1:  # what was typed for many is not offered for one of them
                kept.append(DeedDraft(box, desk, f"{register.name}.{action.verb}", record_id=chosen[0], label=sentence))
                kept[0].find()

        asked = ask_fields(owner, sentence, verb, safe=safe, fields=action.asks, today=day, ways=ways, watch=watch)
        if asked is None:
            return
        given = asked
        forget = [one.forget for one in kept]

    def job(session: Any, step: Step) -> list[UUID | None]:
        reason = refusal(session, actor, register, action=action, ids=chosen)
        if reason:
            raise UserError(reason)
        made: list[UUID | None] = []
        for at, record_id in enumerate(chosen):
            step(at, len(chosen))
            result = action.run(session, actor, record_id, **given)
            made.append(result if action.makes else None)  # a record itself stays in its session
        for draft in forget:
            draft(session)
        return made

    def told(made: list[UUID | None], changes: "Changes") -> None:
        count = len(made)
        said = _("{title}：{count:,} {counter}已办").format(title=action.title, count=count, counter=register.counter)
        desk.say(said, UndoToken(tx=changes.tx))
        done()
        if action.makes and count == 1:  # its terms are written next
            desk.go(action.makes, made[0])

    title = _("{title}：{count:,} {counter}").format(title=action.title, count=len(chosen), counter=register.counter)
    desk.tasks.write_many(
        owner, f"{register.name}.{action.verb}", title, job, told, count=len(chosen), stopped=lambda: _unchanged(desk)
    )


def put_away(owner: QWidget, desk: Desk, register: Register, *, ids: Sequence[UUID], done: Callable[[], None]) -> None:
    """Move records to the recycle bin; one is not asked about, more than MANY are."""
    actor, chosen, counter = desk.actor, tuple(ids), register.counter
    if not chosen or not actor.may(f"{register.name}.retire"):
        return
    if len(chosen) > MANY:
        sentence = _("要把 {count:,} {counter}放进回收站。90 天内可以在“历史与回收站”里取回。")
        verb = _("删除 {count:,} {counter}").format(count=len(chosen), counter=counter)
        safe = _("不删除")
        if not ask(owner, sentence.format(count=len(chosen), counter=counter), verb, safe=safe, danger=True):
            return

    def told(count: int, changes: "Changes") -> None:
        said = _("已放进回收站：{count:,} {counter}").format(count=count, counter=counter)
        desk.say(said, UndoToken(tx=changes.tx))
        done()

    def job(session: Any, step: Step) -> int:
        return retire(session, actor, register, ids=chosen, on_step=step)

    title = _("删除 {count:,} {counter}").format(count=len(chosen), counter=counter)
    desk.tasks.write_many(
        owner, f"{register.name}.retire", title, job, told, count=len(chosen), stopped=lambda: _unchanged(desk)
    )


def _unchanged(desk: Desk) -> None:
    desk.say(_("已取消，什么也没有改。"))
