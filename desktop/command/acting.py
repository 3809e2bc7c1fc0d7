"""A deed of a register from the command line, such as 签订协议: what it asks for is written as 项=内容."""

import inspect
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.base import clock as clocks
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer
from desktop.command.asking import register_named
from desktop.command.doing import typed, uuid_of
from desktop.procedures.profiles import Desk
from desktop.spec import Action, Register
from desktop.standard.asked import given as asked_for
from desktop.standard.fields import empty, parse
from desktop.standard.load import label_of, record_in_scope


def act(
    desk: Desk, registers: Iterable[Register], *, register: str, verb: str, ids: Sequence[str], asked: Sequence[str]
) -> Answer:
    """Do it to every record named, in one transaction; UserError names what there is to do, or what is missing."""
    chosen = register_named(registers, register)
    action = _action(chosen, verb)
    permission, today = f"{chosen.name}.{action.verb}", clocks.today(desk.clock)
    desk.actor.require(permission)
    given: dict[str, Any] = asked_for(action, typed(asked), today=today)
    for field in action.asks:
        if field.name not in given:
            given[field.name] = parse(field, "", today=today) if field.required else empty(field)
    if action.foresee is not None:  # its questions stay as they are proposed
        given |= {"today": today, "ticked": None, "picked": {}}
    keys = [uuid_of(each) for each in ids]
    with desk.store.write(desk.actor.id, permission) as session:
        labels = [_one(session, desk, chosen, action, key=key, given=given) for key in keys]
    said = _("已办“{title}”：{labels}。").format(title=action.title, labels="、".join(labels))
    document = {"register": chosen.name, "verb": action.verb, "ids": [str(key) for key in keys]}
    return Answer(document, [said])


def _one(session: Session, desk: Desk, register: Register, action: Action, *, key: UUID, given: dict[str, Any]) -> str:
    record = record_in_scope(session, desk.actor, register, key)
    label = label_of(session, register, record)
    if action.allowed is not None and not action.allowed(record):
        raise UserError(_("{label} 现在不能办“{title}”，什么也没有改。").format(label=label, title=action.title))
    taken = inspect.signature(action.run).parameters
    action.run(session, desk.actor, key, **{name: value for name, value in given.items() if name in taken})
    return label


def _action(register: Register, verb: str) -> Action:
    for action in register.actions:
        if verb in {action.verb, action.title}:
            return action
    if not register.actions:
        raise UserError(_("“{title}”没有可以办理的事项，什么也没有做。").format(title=register.title))
    known = "、".join(f"{action.verb}（{action.title}）" for action in register.actions)
    raise UserError(_("没有“{verb}”这个事项，什么也没有做。可以写：{known}。").format(verb=verb, known=known))
