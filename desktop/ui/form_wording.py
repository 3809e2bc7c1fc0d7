"""The fixed texts of a form, changed for the whole branch: the county's wording, or one's own."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from desktop.base.clock import today
from desktop.base.text import _
from desktop.spec import Field, Form
from desktop.standard import unit_settings, wording
from desktop.ui.ask import ask_fields
from desktop.ui.desk import Desk, UndoToken

if TYPE_CHECKING:
    from desktop.store.session import Changes

_LONG = 20  # characters from which a text gets several lines


def may_change(desk: Desk, form: Form) -> bool:
    """Whether the form has such texts, and this person may settle them."""
    return wording.has_wording(form.name) and bool(desk.actor.may(unit_settings.PERMISSION))


def change(owner: QWidget, desk: Desk, form: Form, *, done: Callable[[], None]) -> None:
    """Read the texts, show them to be changed, keep them; `done` when they are kept."""
    actor = desk.actor

    def ask(texts: dict[str, str]) -> None:
        pieces = wording.shipped(form.name)
        fields = tuple(
            Field(key, piece.label, "long_text" if len(piece.text) > _LONG else "text", width=40)
            for key, piece in pieces.items()
        )
        values = ask_fields(
            owner, _("《{form}》上的固定文字，改后全支部都按新的印。清空一项就恢复原文。").format(form=form.title),
            _("保存文字"), safe=_("不保存"), fields=fields, today=today(desk.clock), texts=texts,
        )  # fmt: skip
        if values is None:
            return

        def keep(session: Any) -> None:
            wording.settle(session, actor, form.name, texts=values)

        def told(_none: None, changes: "Changes") -> None:
            desk.say(_("已保存《{form}》的文字。").format(form=form.title), UndoToken(tx=changes.tx))
            done()

        desk.tasks.write(owner, unit_settings.PERMISSION, keep, told, failed=lambda error: desk.warn(error.message))

    def read(session: Any) -> dict[str, str]:
        return dict(wording.of_unit(session, actor.unit_id, form.name))

    desk.tasks.read(owner, read, ask, key="wording")
