"""Commands that only read: find, list, export and check."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from desktop.access.actor import Actor
from desktop.base import clock as clocks
from desktop.base.errors import Damage, UserError
from desktop.base.text import _
from desktop.command import typed_filters
from desktop.command.answer import Answer, table
from desktop.procedures.profiles import Desk
from desktop.search import index
from desktop.spec import Register
from desktop.standard import by_code, looks
from desktop.standard import export as exporting
from desktop.standard import list as listing
from desktop.standard.list import Query
from desktop.standard.show import show
from desktop.store import check as checking
from desktop.values import days

PAGE = 500
MOST_SAID = 20  # findings told one by one to a person; --json has them all


def register_named(registers: Iterable[Register], name: str) -> Register:
    """The register with this name or title; UserError names those that there are."""
    known = tuple(registers)
    for register in known:
        if name in {register.name, register.title}:
            return register
    names = "、".join(f"{register.name}（{register.title}）" for register in known)
    raise UserError(_("没有“{name}”这个台账，什么也没有做。可以写：{names}。").format(name=name, names=names))


def find(desk: Desk, registers: Iterable[Register], *, text: str, limit: int) -> Answer:
    """Who and what matches, the closest first, within the scope of the user. UserError for no text or no limit."""
    if not text.strip():
        raise UserError(_("没有写要找什么，什么也没有做。请在 find 后面写姓名、拼音、门牌或电话尾号。"))
    allowed = [register for register in registers if desk.actor.may(f"{register.name}.see")]
    titles = {register.name: register.title for register in allowed}
    if limit < 1:
        raise UserError(_("--limit 要写大于 0 的整数。"))
    with desk.store.read() as session:
        hits = by_code.hits(session, desk.actor, text, catalog=allowed) or index.query(
            session.connection(), text, units=desk.actor.scope, kinds=frozenset(titles), limit=limit
        )
    document = [{"kind": hit.kind, "id": str(hit.id), "label": hit.label, "sublabel": hit.sublabel} for hit in hits]
    rows = [(titles[hit.kind], hit.label, hit.sublabel, str(hit.id)) for hit in hits]
    heads = (_("台账"), _("名称"), _("说明"), _("编号"))
    return Answer(document, table(heads, rows) if rows else [_("没有找到“{text}”。").format(text=text)])


def _as_of(desk: Desk, register: Register, typed: str) -> date:
    """The day that a list is asked for; UserError for a list that knows today only."""
    today = clocks.today(desk.clock)
    if not typed:
        return today
    if register.dated is None:
        raise UserError(_("“{title}”只有今天的情况，不能写 --as-of，什么也没有做。").format(title=register.title))
    return days.parse(typed, today=today).last()


def list_register(
    desk: Desk, register: Register, *, conditions: Sequence[str], text: str, limit: int, as_of: str = ""
) -> Answer:
    """The rows of a list in words, masked as the screen masks them; `limit` 0 is all."""
    today = _as_of(desk, register, as_of)
    with desk.store.read() as session:
        query = typed_filters.query(session, desk.actor, register, conditions=conditions, text=text, today=today)
        counts = listing.count(session, desk.actor, register, query=query, today=today)
        found: list[listing.ListRow] = []
        after = None
        while not limit or len(found) < limit:
            most = min(PAGE, limit - len(found)) if limit else PAGE
            page = listing.page(session, desk.actor, register, query=query, today=today, after=after, limit=most)
            found += page.rows
            after = page.next
            if after is None:
                break
    said = [
        [
            show(column.kind, value, codes=column.codes, today=today)
            for column, value in zip(register.columns, row.values, strict=True)
        ]
        for row in found
    ]
    names = [column.name for column in register.columns]
    document = [
        {"id": str(row.id), **dict(zip(names, words, strict=True))} for row, words in zip(found, said, strict=True)
    ]
    shown = [place for place, column in enumerate(register.columns) if column.shown]
    heads = [register.columns[place].title for place in shown]
    lines = table(heads, [[words[place] for place in shown] for words in said])
    end = _("共 {n} {counter}").format(n=counts.filtered, counter=register.counter)
    if len(found) < counts.filtered:
        end += _("，列出前 {n} {counter}").format(n=len(found), counter=register.counter)
    return Answer(document, [*lines, end])


def export(
    desk: Desk,
    register: Register,
    out: Path,
    *,
    conditions: Sequence[str],
    text: str,
    as_of: str = "",
    on_row: Callable[[int], bool] | None = None,
) -> Answer:
    """The list as an Excel file, masked; the look is logged, and without its line in the log no file stays."""
    refuse_folder(out, (".xlsx",))
    today = _as_of(desk, register, as_of)
    with desk.store.read() as session:
        query = typed_filters.query(session, desk.actor, register, conditions=conditions, text=text, today=today)
        count = exporting.export(
            session, desk.actor, register, out, query=query, clock=desk.clock, on_row=on_row, on=today
        )  # fmt: skip
    try:
        number = log_look(desk, register, kind="export", count=count)
    except BaseException:
        out.unlink(missing_ok=True)
        raise
    line = _("已导出 {n} {counter}到 {out}，编号 {number}。号码已遮盖。").format(
        n=count, counter=register.counter, out=out, number=number
    )
    return Answer({"register": register.name, "rows": count, "out": str(out), "number": number}, [line])


def log_look(desk: Desk, register: Register, *, kind: str, count: int) -> str:
    """One line in the log of looks; returns its number."""
    with desk.store.write(desk.actor.id, f"{register.name}.{kind}") as session:
        return looks.log(session, desk.actor, kind=kind, what=register.title, at=desk.clock.now_ms(), count=count)


def refuse_folder(out: Path, endings: Sequence[str]) -> None:
    """UserError unless `out` can be a new file of such a kind in a folder that is there."""
    if out.suffix.lower() not in endings:
        raise UserError(_("--out 要写一个 {ending} 文件的名字，“{name}”不是。什么也没有做。").format(
            ending=endings[0], name=out.name))  # fmt: skip
    if out.is_dir() or not out.parent.is_dir():
        raise UserError(
            _("没有文件夹“{folder}”，什么也没有做。请先建好文件夹，或换一个位置。").format(folder=out.parent)
        )


def check(desk: Desk, *, on_step: Callable[[int, int], None] | None = None) -> Answer:
    """Read everything and say what is not as it was written: exit code 3 when something is not."""
    _require_reading_all(desk.actor)
    checked = checking.check(desk.store, on_step=on_step)
    findings = [
        {"table": f.table, "row_id": str(f.row_id) if f.row_id else None, "problem": f.sentence}
        for f in checked.findings
    ]
    document = {
        "ok": not findings, "rows": checked.rows, "changes": checked.changes, "findings": findings,
        "keyrings": [path.name for path in desk.profile.keyrings if path.exists()],
    }  # fmt: skip
    looked = _("已检查 {rows} 行数据和 {changes} 条改动记录").format(rows=checked.rows, changes=checked.changes)
    if not findings:
        return Answer(document, [looked + _("，没有发现问题。")])
    said = [_("{table}：{problem}").format(table=f.table or _("数据库"), problem=f.sentence) for f in checked.findings]
    more = [_("还有 {n} 处。").format(n=len(said) - MOST_SAID)] if len(said) > MOST_SAID else []
    trouble = [
        looked + _("，有 {n} 处与保存时不一致。程序没有改动它们，请从备份恢复。").format(n=len(said)),
        *said[:MOST_SAID], *more,
    ]  # fmt: skip
    return Answer(document, code=Damage.exit_code, trouble=trouble)


def _require_reading_all(actor: Actor) -> None:
    actor.require("households.see")


__all__ = ["Query", "check", "export", "find", "list_register", "refuse_folder", "register_named"]
