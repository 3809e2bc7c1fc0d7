"""Taking a whole import back: one deed that may take long, shown with its progress."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.standard.undo import undo
from desktop.ui.desk import Desk, UndoToken


def take_batch_back(
    owner: QObject,
    desk: Desk,
    batch: UUID,
    *,
    done: Callable[[str], None],
    stopped: Callable[[], None],
    failed: Callable[[UserError], None],
) -> None:
    """Undo the import `batch` and say so; `done(sentence)` follows, or `stopped()` when a person cancelled it."""
    actor = desk.actor

    def told(kept: int, changes: Any) -> None:
        said = (
            _("已撤销整批导入。") if not kept else _("已撤销整批导入；有 {kept} 处之后改过，没有动。").format(kept=kept)
        )
        desk.say(said, UndoToken(tx=changes.tx))
        done(said)

    def unchanged() -> None:
        desk.say(_("已取消，什么也没有改。"))
        stopped()

    desk.tasks.write_many(
        owner, "journal.undo", _("撤销整批导入"),
        lambda session, step: len(undo(session, actor, batch=batch, on_step=step).kept), told,
        count=None, stopped=unchanged, failed=failed,
    )  # fmt: skip
