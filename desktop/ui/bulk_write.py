"""Writing edits of a list: one deed, one 撤销; records that refuse are named, and the others wait for a decision."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from desktop.base.clock import today
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.spec import Register
from desktop.standard import bulk
from desktop.standard.bulk import Edit, Refusals
from desktop.ui.ask import ask
from desktop.ui.desk import Desk, UndoToken
from desktop.ui.tasks import Step

if TYPE_CHECKING:
    from desktop.store.session import Changes

MOST_NAMED = 200  # refusals that are listed one by one


def write_edits(
    owner: QWidget,
    desk: Desk,
    register: Register,
    *,
    edits: Sequence[Edit],
    said: str,
    done: Callable[[], None] = lambda: None,
    failed: Callable[[UserError], None] | None = None,
) -> None:
    """Write `edits` in one deed and say `said` with its 撤销; `{count}` in it becomes the number of records.

    Refusals are asked about, unless `failed` takes every refusal itself.
    """
    actor, wanted, day = desk.actor, tuple(edits), today(desk.clock)

    def job(session: Any, step: Step) -> int:
        return bulk.apply(session, actor, register, wanted, today=day, on_step=step)

    def told(count: int, changes: "Changes") -> None:
        desk.say(said.format(count=f"{count:,}"), UndoToken(tx=changes.tx))
        done()

    def refused(error: UserError) -> None:
        if isinstance(error, Refusals) and error.rest and _goes_on(owner, register, error):
            write_edits(owner, desk, register, edits=error.rest, said=said, done=done)
        elif not isinstance(error, Refusals) or not error.rest:
            desk.warn(_reason(register, error))

    def stopped() -> None:
        desk.say(_("已取消，什么也没有改。"))

    if wanted:
        title = _("修改 {count:,} {counter}").format(count=len(wanted), counter=register.counter)
        desk.tasks.write_many(
            owner, f"{register.name}.save", title, job, told, count=len(wanted), stopped=stopped,
            failed=failed or refused,
        )  # fmt: skip


def _goes_on(owner: QWidget, register: Register, error: Refusals) -> bool:
    """Whether those that can be changed are to be changed without the others."""
    counter, rest = register.counter, len(error.rest)
    sentence = _("有 {count:,} {counter}不能这样改，现在什么也没有改：").format(
        count=len(error.refused), counter=counter
    )
    return ask(
        owner,
        sentence,
        _("只改能改的 {count:,} {counter}").format(count=rest, counter=counter),
        safe=_("都不改"),
        detail=_lines(error),
    )


def _lines(error: Refusals) -> list[str]:
    lines = [_("{label}：{sentence}").format(label=r.label, sentence=r.sentence) for r in error.refused[:MOST_NAMED]]
    more = len(error.refused) - MOST_NAMED
    return [*lines, _("还有 {count:,} 条，原因相同或相近").format(count=more)] if more > 0 else lines


def _reason(register: Register, error: UserError) -> str:
    """The sentence when nothing at all can be changed."""
    if not isinstance(error, Refusals):
        return error.message
    if len(error.refused) == 1:
        return _lines(error)[0]
    sentence = _("这 {count:,} {counter}都不能这样改，什么也没有改。第一条是 {line}")
    return sentence.format(count=len(error.refused), counter=register.counter, line=_lines(error)[0])
