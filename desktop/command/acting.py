"""A deed of a register from the command line, such as 签订协议: what it asks for is written as 项=内容."""

import inspect
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.base import clock as clocks
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command import attaching, editing
from desktop.command.answer import Answer
from desktop.command.asking import register_named
from desktop.command.doing import typed
from desktop.command.records import key_of, with_keys
from desktop.procedures.profiles import Desk
from desktop.spec import Action, Register
from desktop.standard.asked import given as asked_for
from desktop.standard.fields import empty
from desktop.standard.load import label_of, record_in_scope


def act(
    desk: Desk, registers: Sequence[Register], *, register: str, verb: str, ids: Sequence[str], asked: Sequence[str]
) -> Answer:
    """Do it to every record named, in one transaction; UserError names what there is to do, or what is missing."""
    chosen = register_named(registers, register)
    action = _action(chosen, verb)
    permission, today = f"{chosen.name}.{action.verb}", clocks.today(desk.clock)
    desk.actor.require(permission)
    with desk.store.read() as session:
        keys = [key_of(session, desk.actor, chosen, each) for each in ids]
        said = with_keys(session, desk.actor, registers, fields=action.asks, typed=typed(asked))
    given: dict[str, Any] = asked_for(action, said, today=today)
    for field in action.asks:
        if field.name not in given:
            if field.required:
                raise UserError(_("请填写{title}，什么也没有做。").format(title=field.title))
            given[field.name] = empty(field)
    if action.foresee is not None:  # its questions stay as they are proposed
        given |= {"today": today, "ticked": None, "picked": {}}
    with desk.store.write(desk.actor.id, permission) as session:
        done = [_one(session, desk, chosen, action, key=key, given=given) for key in keys]
    labels = "、".join(label for label, _made in done)
    made = [str(each) for _label, each in done if each is not None]
    document = {"register": chosen.name, "verb": action.verb, "ids": [str(key) for key in keys], "made": made}
    return Answer(document, [_("已办“{title}”：{labels}。").format(title=action.title, labels=labels)])


def _one(
    session: Session, desk: Desk, register: Register, action: Action, *, key: UUID, given: dict[str, Any]
) -> tuple[str, UUID | None]:
    """What the record is called, and the id of the record that the deed has made, such as a draft."""
    record = record_in_scope(session, desk.actor, register, key)
    label = label_of(session, register, record)
    if action.allowed is not None and not action.allowed(record):
        raise UserError(_("{label} 现在不能办“{title}”，什么也没有改。").format(label=label, title=action.title))
    taken = inspect.signature(action.run).parameters
    made = action.run(session, desk.actor, key, **{name: value for name, value in given.items() if name in taken})
    return label, made if isinstance(made, UUID) else None


def _action(register: Register, verb: str) -> Action:
    for action in register.actions:
        if verb in {action.verb, action.title}:
            return action
    verbs = [(action.verb, action.title) for action in register.actions]
    verbs += editing.verbs(register).items()
    if register.files:
        verbs.append((attaching.ATTACH, attaching.TITLE))
    if not verbs:
        raise UserError(_("“{title}”没有可以办理的事项，什么也没有做。").format(title=register.title))
    known = "、".join(f"{verb}（{title}）" for verb, title in verbs)
    raise UserError(_("没有“{verb}”这个事项，什么也没有做。可以写：{known}。").format(verb=verb, known=known))
