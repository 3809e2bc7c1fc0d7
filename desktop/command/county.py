"""Commands at the machine of the county: run the server, and look after its units, PCs, accounts and codes."""

import json
import os
import re
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import codes
from desktop.base import package
from desktop.base.clock import Clock, local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer, table

if TYPE_CHECKING:  # the server's own packages are loaded by this command alone
    from desktop.county.file_terms import Kept
    from desktop.county.office import Office
    from desktop.county.opening import Place

_MB = 1_048_576
_BETWEEN = re.compile("[,，\t]")
WORKER, PLACE = "desktop.run_county:worker", "GRID_COUNTY"


def county(said: Namespace, clock: Clock) -> Answer:
    """Run the server, or do what was named; UserError in the packaged program, which has no packages of the server."""
    package.require_checkout()
    return DEEDS[said.deed](said, clock)


def _place(said: Namespace) -> "Place":
    from desktop.county.opening import Place  # late: as above

    if getattr(said, "data", None) is None:
        raise UserError(_("请用 --data 写明县服务器的数据放在哪个文件夹，什么也没有做。"))
    return Place(Path(os.path.abspath(Path(said.data).expanduser())), said.database)  # noqa: PTH100 - a missing folder has no resolved path


@contextmanager
def _office(said: Namespace, clock: Clock, *, new: bool = False) -> "Iterator[Office]":
    from sqlalchemy.exc import SQLAlchemyError  # late, each: every register's tables, the database

    import desktop.catalog
    from desktop.county.office import Busy
    from desktop.county.opening import exists, open_office
    from desktop.procedures.exchanged import row_rule, shape

    place = _place(said)
    if not new and not exists(place):
        raise UserError(_("{folder} 里还没有县服务器，什么也没有做。请先运行一次 county。").format(folder=place.folder))
    assert desktop.catalog.REGISTERS
    try:
        office = open_office(place, clock, shape=shape(), rule=row_rule)
    except SQLAlchemyError as error:
        raise UserError(_("数据库连不上，什么也没有做。请核对 --database，或看看数据库是否在运行。")) from error
    try:
        yield office
    except Busy as error:
        raise UserError(_("县服务器正忙，这一步没有做，数据没有变动。请过一会儿再试。")) from error
    finally:
        office.engine.dispose()


def _serve(said: Namespace, clock: Clock) -> Answer:
    from desktop.county import serve  # late: the server's own packages

    host, _colon, port = said.listen.rpartition(":")
    if not host or not port.isdecimal():
        raise UserError(_("--listen 要写成 地址:端口，例如 0.0.0.0:8443，服务器没有启动。"))
    if said.workers > 1 and not said.database:
        raise UserError(_("几个工作进程要用 PostgreSQL（--database），服务器没有启动。"))
    place = _place(said)
    with _office(said, clock, new=True) as office:
        authority = office.authority
    at = serve.listen(host.strip("[]"), int(port))
    os.environ[PLACE] = json.dumps({"folder": str(place.folder), "database": place.database})
    _say(said, listen=f"https://{at.host}:{at.port}", words=authority.words, folder=place.folder)
    serve.serve(WORKER, at, authority, workers=said.workers)
    return Answer({}, [_("县服务器已停止，数据都已保存。")])


def _say(said: Namespace, *, listen: str, words: tuple[str, ...], folder: Path) -> None:
    """Said once it listens, not when it ends."""
    line = _("县服务器已启动：{listen}，数据在 {folder}。\n指纹六个词：{words}。登记电脑时请核对。").format(
        listen=listen, folder=folder, words=" ".join(words)
    )
    document = {"listen": listen, "fingerprint": list(words), "folder": str(folder)}
    print(json.dumps(document, ensure_ascii=False) if getattr(said, "json", False) else line, flush=True)  # noqa: T201 - the answer of a command that goes on


def _units(said: Namespace, clock: Clock) -> Answer:
    from desktop.county import tree, work  # late, each: as above

    with _office(said, clock) as office:
        if said.name:
            with work.deed(office, units=True) as connection:
                tree.add(connection, name=said.name, level=_level(said.level), code=said.code, above=said.above)
        elif said.file:
            work.grown(office, _listed(Path(said.file)))
        elif said.code and said.above:
            with work.deed(office, units=True) as connection:
                tree.put_below(connection, said.code, said.above)
        with work.deed(office) as connection:
            every = tree.units(connection)
    rows = [
        (one.code, one.level, one.name, every[one.parent_id].code if one.parent_id else "") for one in every.values()
    ]
    heads = (_("编码"), _("层级"), _("名称"), _("上级编码"))
    document = [dict(zip(("code", "level", "name", "above"), row, strict=True)) for row in rows]
    shown = [(code, codes.label("unit_level", level), name, above) for code, level, name, above in rows]
    return Answer(document, table(heads, shown))


def _level(said: str) -> str:
    """The level that was written, in Chinese or as its code; the tree says what it thinks of any other word."""
    return next((code for code, label in codes.options("unit_level") if said in (code, label)), said)


def _listed(path: Path) -> list[tuple[str, str, str, str]]:
    """Lines of level, code, name, code of the unit above, with commas or tabs between them."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(_("单位清单读不出来，什么也没有改。要用 UTF-8 的文本文件。")) from error
    rows = [[cell.strip() for cell in _BETWEEN.split(line)] for line in lines if line.strip()]
    if any(len(row) not in (3, 4) for row in rows):
        raise UserError(_("单位清单每行要写：层级,编码,名称,上级编码。什么也没有改。"))
    return [(_level(row[0]), row[1], row[2], row[3] if len(row) > 3 else "") for row in rows]


def _enrol(said: Namespace, clock: Clock) -> Answer:
    from desktop.base.files import durable_write  # late, each: as above
    from desktop.county import codes as made_codes
    from desktop.county import tickets, tree, work

    with _office(said, clock) as office:
        with work.deed(office) as connection:
            unit = tree.of_code(connection, said.unit)
            if said.withdraw:
                count = made_codes.withdraw(connection, unit, at=clock.now_ms())
                return Answer({"withdrawn": count}, [_("已作废 {count} 个未用的登记码。").format(count=count)])
            code, until = made_codes.make(
                connection, unit, said.role, note=said.note, at=clock.now_ms(), days=said.days
            )
        day = f"{local_time(until):%Y-%m-%d %H:%M}"
        document = {"unit": unit.code, "role": said.role, "until": day, "fingerprint": list(office.authority.words)}
        if said.out:
            path = Path(said.out)
            ticket = tickets.make(office, code, unit, role=said.role, server=said.server, until=until)
            try:
                durable_write(path, ticket)
            except OSError as error:
                raise UserError(_("登记文件没有写成，请换一个位置再做一次。数据没有受影响。")) from error
            lines = [_("登记文件在 {path}，{unit}，{day} 前有效，只能用一次。请当面交给使用人。").format(
                path=path, unit=unit.name, day=day)]  # fmt: skip
            return Answer({**document, "file": str(path)}, lines)
        lines = [
            _("{unit} 的登记码（只显示这一次，{day} 前有效，只能用一次）：").format(unit=unit.name, day=day),
            f"  {code}",
            _("指纹六个词：{words}").format(words=" ".join(office.authority.words)),
        ]  # fmt: skip
        return Answer({**document, "code": code}, lines)


def _devices(said: Namespace, clock: Clock) -> Answer:
    from desktop.county import codes as made_codes  # late, each: as above
    from desktop.county import devices, tree, work
    from desktop.county.tables import DEVICES

    with _office(said, clock) as office, work.deed(office) as connection:
        _switched(connection, DEVICES, said, clock)
        every = tree.units(connection)
        found, notes = devices.every(connection), made_codes.notes(connection)
    rows = [
        (str(one.id), every[one.unit_id].name, one.name, notes.get(one.id, ""), _when(one.seen_at), _state(one.enabled))
        for one in found
    ]
    return Answer([
        {"id": str(one.id), "unit": every[one.unit_id].code, "name": one.name, "note": notes.get(one.id, ""),
         "seen_at": one.seen_at, "cursor": one.cursor, "app": one.app, "enabled": one.enabled}
        for one in found
    ], table((_("电脑"), _("单位"), _("名称"), _("给谁用"), _("最后交换"), _("状态")), rows))  # fmt: skip


def _users(said: Namespace, clock: Clock) -> Answer:
    from desktop.county import devices, tree, work  # late, each: as above
    from desktop.county.tables import ACCOUNTS

    with _office(said, clock) as office, work.deed(office) as connection:
        _switched(connection, ACCOUNTS, said, clock)
        every = tree.units(connection)
        found = list(devices.accounts(connection).values())
    rows = [
        (str(one.id), every[one.unit_id].name, one.name, codes.label("role", one.role), _state(one.enabled))
        for one in found
    ]
    heads = (_("帐号"), _("单位"), _("姓名"), _("角色"), _("状态"))
    return Answer([
        {"id": str(one.id), "unit": every[one.unit_id].code, "name": one.name, "role": one.role, "enabled": one.enabled}
        for one in found
    ], table(heads, rows))  # fmt: skip


def _switched(connection: object, rows: object, said: Namespace, clock: Clock) -> None:
    from desktop.county import devices  # late: as above

    for typed, on in ((said.disable, False), (said.enable, True)):
        if typed:
            devices.enable(connection, rows, typed, on=on, at=clock.now_ms())  # type: ignore[arg-type]  # named late


def _status(said: Namespace, clock: Clock) -> Answer:
    from desktop.county import audit, devices, file_terms, tree, work  # late, each: as above
    from desktop.county import codes as made_codes

    with _office(said, clock) as office:
        with work.deed(office) as connection:
            files = file_terms.kept(connection)
            found, units = devices.every(connection), tree.units(connection)
            waiting, lines = made_codes.waiting(connection, clock.now_ms()), audit.newest(connection, said.limit)
            noted = audit.count(connection)
        document = {
            **office.healthy(), "units": len(units), "devices": len(found),
            "disabled": sum(not one.enabled for one in found), "codes_waiting": len(waiting), "audit": noted,
            "files": asdict(files), "fingerprint": list(office.authority.words),
            "newest": [{"at": one.at, "device": str(one.device_id or ""), "what": one.what, "detail": one.detail}
                       for one in lines],
        }  # fmt: skip
    told = _("{units} 个单位，{devices} 台电脑（停用 {disabled} 台），{codes_waiting} 个登记码未用，序号 {seq}。")
    words = " ".join(office.authority.words)
    return Answer(document, [
        told.format(**document), _files_in_words(files), _("指纹六个词：{words}").format(words=words),
        *(f"{_when(one.at)}  {one.what}  {one.device_id or ''}  {one.detail}".rstrip() for one in lines),
    ])  # fmt: skip


def _files_in_words(files: "Kept") -> str:
    said = _(
        "照片和扫描件 {files} 个，{size} MB；其中 {unnamed} 个（{unnamed_size} MB）"
        "已没有登记用到，满一年清掉；清掉过 {let_go} 个。"
    )
    sizes = {"size": files.size / _MB, "unnamed_size": files.unnamed_size / _MB}
    return said.format(**{**asdict(files), **{name: f"{size:.1f}" for name, size in sizes.items()}})


def _back_up(said: Namespace, clock: Clock) -> Answer:
    from desktop.county import backup  # late: as above

    if not said.out:
        raise UserError(_("请用 --out 写明备份放在哪个文件夹，什么也没有做。"))
    with _office(said, clock) as office:
        made = backup.make(office, _place(said), Path(said.out))
    return Answer({"folder": str(made)}, [_("备份在 {folder}，已经读回核对。").format(folder=made)])


def _restore(said: Namespace, clock: Clock) -> Answer:
    from desktop.county import backup  # late: as above

    if not said.file:
        raise UserError(_("请用 --file 写明备份所在的文件夹，什么也没有做。"))
    backup.restore(Path(said.file), _place(said), clock)
    return Answer({"folder": said.data}, [_("已恢复。各台电脑下次交换时会把备份以后的改动再送一遍。")])


def _carry(said: Namespace, clock: Clock) -> Answer:
    from desktop.county import carried  # late: as above
    from desktop.sync import stick

    if not said.file:
        raise UserError(_("请用 --file 写明 U 盘的位置，什么也没有做。"))
    place = Path(said.file)
    with _office(said, clock) as office:
        taken = carried.take(office, stick.found(place))
        if taken.answers:
            folder = place if place.is_dir() else place.parent
            stick.put(folder, taken.answers)
            stick.clear(folder, taken.done_with)
    refused = list(dict.fromkeys(str(why) for _name, why in taken.refused))
    document = {"packages": taken.packages, "changes": taken.changes, "answers": len(taken.answers)}
    told = _("读了 {packages} 个包，{changes} 处改动；{answers} 个回执文件已写到 U 盘，读回核对过。").format(**document)
    return Answer({**document, "refused": refused}, [told, *refused])


def _when(at: int | None) -> str:
    return "" if at is None else f"{local_time(at):%Y-%m-%d %H:%M}"


def _state(enabled: bool) -> str:
    return _("在用") if enabled else _("停用")


DEEDS: dict[str, Callable[[Namespace, Clock], Answer]] = {
    "serve": _serve, "units": _units, "enrol": _enrol, "devices": _devices, "users": _users, "status": _status,
    "backup": _back_up, "restore": _restore, "carry": _carry,
}  # fmt: skip
