"""Records entered and changed from the command line, field by field as their form has them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from desktop.base import clock as clocks
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer
from desktop.command.records import key_of, with_keys
from desktop.procedures.profiles import Desk
from desktop.spec import Child, Field, Register
from desktop.standard import save as saving
from desktop.standard.fields import parse
from desktop.standard.load import Line, load

NEW, SAVE = "new", "save"
TITLES = {NEW: _("新增"), SAVE: _("修改")}


def verbs(register: Register) -> dict[str, str]:
    """What can be done here to the records of a register, with its title.

    A register without a `save` of its own enters its records by deeds, or by a page that asks for more than its fields.
    """
    if not register.editable:
        return {}
    return TITLES if register.save is not None else {SAVE: TITLES[SAVE]}


def verb_of(text: str) -> str:
    """`new` or `save`, typed in either language; "" for another word."""
    return next((verb for verb, title in TITLES.items() if text in {verb, title}), "")


def edit(
    desk: Desk,
    registers: Sequence[Register],
    register: Register,
    *,
    ids: Sequence[str],
    typed: dict[str, str],
    rows: Sequence[str],
) -> Answer:
    """Save one record, or enter a new one when no id is named, in one transaction with the rows that are added to it.

    Of a record that stands, what was not typed stays as it is. UserError for a field or table that its form lacks.
    """
    verb = SAVE if ids else NEW
    if verb not in verbs(register):
        raise UserError(_("“{title}”不能这样{deed}，什么也没有做。").format(title=register.title, deed=TITLES[verb]))
    if len(ids) > 1:
        raise UserError(_("一次只能修改一条，什么也没有做。"))
    today = clocks.today(desk.clock)
    fields = [field for field in register.fields if not field.read_only]
    with desk.store.write(desk.actor.id, f"{register.name}.save") as session:
        key = key_of(session, desk.actor, register, ids[0]) if ids else None
        named = with_keys(session, desk.actor, registers, fields=fields, typed=typed)
        values = _values(fields, named, today=today, of=register.title, new=key is None)
        if key is not None:
            now = load(session, desk.actor, register, key).values
            values = {field.name: now[field.name] for field in fields} | values
        children = _lines(register, rows, today=today)
        saved = saving.save(session, desk.actor, register, key, values=values, children=children)
    said = _("已{deed}：{label}。").format(deed=TITLES[verb], label=saved.label)
    return Answer({"register": register.name, "verb": verb, "ids": [str(saved.id)]}, [said])


def _values(fields: Sequence[Field], typed: Mapping[str, str], *, today: date, of: str, new: bool) -> dict[str, Any]:
    """What was typed, by field; of a new record every field, so that what is required is asked for."""
    known = {name: field for field in fields for name in (field.name, field.title)}
    for name in typed:
        if name not in known:
            said = "、".join(field.title for field in fields)
            raise UserError(
                _("“{of}”里没有“{name}”这一项，什么也没有做。可以写：{said}。").format(of=of, name=name, said=said)
            )
    texts = {known[name].name: text for name, text in typed.items()}
    wanted = [field for field in fields if new or field.name in texts]
    return {field.name: _read(field, texts.get(field.name, ""), today) for field in wanted}


def _read(field: Field, text: str, today: date) -> Any:
    try:
        return parse(field, text, today=today)
    except UserError as error:
        problem = error.message.rstrip("。")
        said = _("{title}：{problem}。什么也没有做。") if text.strip() else _("{problem}，什么也没有做。")
        said = said.format(title=field.title, problem=problem)
        raise UserError(said, field=field.name) from error


def _lines(register: Register, rows: Sequence[str], *, today: date) -> dict[str, tuple[Line, ...]]:
    """The rows to add, by the name of their table, from 表：栏=内容；栏=内容."""
    found: dict[str, list[Line]] = {}
    for row in rows:
        title, _colon, rest = row.replace("：", ":", 1).partition(":")
        child = _child(register, title.strip())
        typed = {}
        for part in rest.replace("；", ";").split(";"):
            name, equals, text = part.partition("=")
            if not equals:
                raise UserError(_("--row 要写成“表：栏=内容；栏=内容”，“{part}”里没有等号。").format(part=part.strip()))
            typed[name.strip()] = text
        values = _values(child.fields, typed, today=today, of=child.title, new=True)
        found.setdefault(child.name, []).append(Line(None, values))
    return {name: tuple(lines) for name, lines in found.items()}


def _child(register: Register, title: str) -> Child:
    for child in register.children:
        if title in {child.name, child.title}:
            return child
    if not register.children:
        raise UserError(_("“{title}”没有可以加行的表，什么也没有做。").format(title=register.title))
    said = "、".join(child.title for child in register.children)
    raise UserError(
        _("“{of}”里没有“{title}”这张表，什么也没有做。可以写：{said}。").format(
            of=register.title, title=title, said=said
        )
    )
