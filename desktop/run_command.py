"""The command line, put together: each command's room is loaded only when it is asked for."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base import crash, own_disk, paths
from desktop.base.clock import Clock, SystemClock
from desktop.base.errors import Cancelled, UserError
from desktop.base.text import _
from desktop.base.version import VERSION
from desktop.procedures import command_line, developing, simulating, who_asks
from desktop.procedures.answer import Answer, progress
from desktop.procedures.window import Window

if TYPE_CHECKING:  # the database is loaded once it is known that it is needed
    from argparse import Namespace

    from desktop.procedures.profiles import Desk

CANCELLED, FAULT = 130, 1
LOGGED = frozenset({"init", "import", "do", "print", "export", "check", "backup", "restore"})
DEMO_FOLDER = "demo"
LIST = "list"  # the form that prints a list itself


def main(argv: Sequence[str], *, clock: Clock | None = None, window: Callable[[], Window] | None = None) -> int:
    """Answer one command; returns the exit code: 0, 2 refused with nothing changed, 3 damage. Never a traceback."""
    said, clock = None, clock or SystemClock()
    try:
        helped = not {"-h", "--help"}.isdisjoint(argv)
        said = command_line.parse(argv, registers=_registers() if helped else (), forms=_forms() if helped else ())
        said.window = window
        answer = COMMANDS[said.command](said, clock)
        _note(said, answer, clock)
        _put(answer, as_json=getattr(said, "json", False))
    except SystemExit:  # help was asked for
        return 0
    except UserError as refusal:
        return _tell(refusal.message, refusal.exit_code)
    except (Cancelled, KeyboardInterrupt):
        return _tell(_("已取消，什么也没有改。"), CANCELLED)
    except BrokenPipeError:  # whoever read our lines has gone
        sys.stdout = None  # else the interpreter complains at its end
        return 0
    except Exception as fault:
        return _fault(fault, getattr(said, "data", None), clock)
    return answer.code


def _put(answer: Answer, *, as_json: bool) -> None:
    for line in answer.trouble:
        print(line, file=sys.stderr)  # noqa: T201 - the answer of a command
    if as_json:
        print(json.dumps(answer.document, ensure_ascii=False, indent=1, default=str))  # noqa: T201 - as above
    elif answer.lines:
        print("\n".join(answer.lines))  # noqa: T201 - as above
    sys.stdout.flush()


def _tell(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - a refusal
    return code


def _fault(fault: Exception, data: str | None, clock: Clock) -> int:
    """A fault of ours: a report beside the data, when there is a place for it, and one sentence."""
    profile = paths.profile_at(data)
    if profile.folder.is_dir():
        try:
            report = crash.crash(fault, folder=profile.log, clock=clock, version=VERSION)
            return _tell(
                _("程序出了故障，这一步没有完成，已保存的数据没有受影响。报告在 {path}。").format(path=report), FAULT
            )
        except OSError:
            pass  # the disk refuses even the report: the sentence below has to do
    place = crash.report(fault, version=VERSION).strip().splitlines()[-1].strip()
    return _tell(_("程序出了故障，这一步没有完成，已保存的数据没有受影响（{place}）。").format(place=place), FAULT)


def _note(said: "Namespace", answer: Answer, clock: Clock) -> None:
    """A line in the log of the profile that was worked with; what was asked for and found is not told."""
    from desktop.base import log  # late: its library is slow to load

    profile = _profile(said)
    if said.command not in LOGGED or not profile.log.is_dir():
        return
    try:
        log.open_log(profile.log, clock).info("command.done", command=said.command, code=answer.code)
    except OSError:
        return  # a disk that refuses the log must not refuse the answer
    finally:
        log.close_log()


def _registers() -> Sequence[tuple[str, str]]:
    from desktop.catalog import REGISTERS  # late: every register, needed for help only

    return [(register.name, register.title) for register in REGISTERS]


def _forms() -> Sequence[tuple[str, str]]:
    from desktop.catalog import REGISTERS  # late: as above

    named = [(form.name, form.title) for register in REGISTERS for form in register.forms]
    return [*named, (LIST, _("台账清单，用 --register 写明台账"))]


def _profile(said: "Namespace") -> paths.Profile:
    return paths.profile_at(getattr(said, "data", None))


@contextmanager
def _desk(said: "Namespace", clock: Clock, *, alone: bool = False) -> "Iterator[Desk]":
    """The open profile; `alone` refuses while another program has it open for writing."""
    from desktop.catalog import DERIVED  # late: the database and every register
    from desktop.procedures import profiles
    from desktop.store import lock

    profile = _profile(said)
    user = who_asks.user(said, profiles.read_keyring(profile))
    password = who_asks.password(said)
    with lock.alone(profile.lock) if alone else nullcontext():
        desk = profiles.open_with_password(profile, user=user, password=password, clock=clock, derived=DERIVED)
        try:
            yield desk
        finally:
            desk.close()


def _init(said: "Namespace", clock: Clock) -> Answer:
    from desktop.catalog import DERIVED  # late: the database and every register
    from desktop.procedures import profiles

    if getattr(said, "user", None) is None:
        raise UserError(_("请用 --user 写明支部书记的姓名，什么也没有做。"))
    profile = _profile(said)
    own_disk.require_own_disk(profile.folder)
    desk = profiles.create(
        profile, unit=said.unit, user=said.user, password=who_asks.password(said, twice=True), clock=clock,
        derived=DERIVED, above=said.above, branch=said.branch, compound=said.compound,
    )  # fmt: skip
    desk.close()
    lines = [
        _("已建立：{unit}，用户 {user}，数据在 {folder}。").format(
            unit=said.unit, user=said.user, folder=profile.folder
        ),
        _("恢复单编码（只显示这一次，请抄写两份，一份密封交社区保管）："),
        f"  {desk.recovery_code}",
        _("密码和恢复单都丢失，则无法打开。"),
    ]
    document = {
        "profile": str(profile.folder), "unit": said.unit, "user": said.user, "recovery_code": desk.recovery_code,
    }  # fmt: skip
    return Answer(document, lines)


def _demo(said: "Namespace", clock: Clock) -> Answer:
    from desktop.catalog import DERIVED  # late: the database and every register
    from desktop.procedures import demo, profiles

    profile = paths.profile_at(getattr(said, "data", None) or str(paths.default_folder().with_name(_demo_name())))
    if profiles.exists(profile):
        demo.reopen(profile, clock=clock, derived=DERIVED).close()
    else:
        step = progress(sys.stderr, _("正在写入虚构的住户"))
        demo.make(profile, size=said.size, clock=clock, derived=DERIVED, on_step=step).close()
    document = {"profile": str(profile.folder), "user": demo.USER, "password": demo.PASSWORD}
    line = _("演示数据在 {profile}，全部是虚构的人。用户：{user}，密码：{password}").format(**document)
    if said.no_window or said.window is None:
        return Answer(document, [line])
    _tell(line, 0)
    return Answer(document, code=said.window().main(["--data", str(profile.folder), "--user", demo.USER]))


def _demo_name() -> str:
    return f"{paths.default_folder().name}-{DEMO_FOLDER}"


def _import(said: "Namespace", clock: Clock) -> Answer:
    from desktop.catalog import REGISTERS  # late, each: as above
    from desktop.procedures import asking, doing

    register = asking.register_named(REGISTERS, said.register)
    with _desk(said, clock, alone=not said.dry_run) as desk:
        if said.dry_run:
            return doing.dry_run(desk, register, Path(said.file), sheet=said.sheet)
        step = progress(sys.stderr, _("正在导入"))
        return doing.import_file(desk, register, Path(said.file), sheet=said.sheet, on_progress=step)


def _find(said: "Namespace", clock: Clock) -> Answer:
    from desktop.catalog import REGISTERS  # late, each: as above
    from desktop.procedures import asking

    with _desk(said, clock) as desk:
        return asking.find(desk, REGISTERS, text=" ".join(said.text), limit=said.limit)


def _list(said: "Namespace", clock: Clock) -> Answer:
    from desktop.catalog import REGISTERS  # late, each: as above
    from desktop.procedures import asking

    register = asking.register_named(REGISTERS, said.register)
    with _desk(said, clock) as desk:
        return asking.list_register(
            desk, register, conditions=said.filter, text=said.text, limit=said.limit, as_of=said.as_of
        )


def _export(said: "Namespace", clock: Clock) -> Answer:
    from desktop.catalog import REGISTERS  # late, each: as above
    from desktop.procedures import asking, fill_table

    if said.template:
        with _desk(said, clock) as desk:
            return fill_table.from_command(desk, REGISTERS, said)
    if not said.register:
        raise UserError(_("还缺少 台账，什么也没有做。用 --help 查看写法。"))
    if said.rows or said.building or said.purpose or said.dry_run:
        raise UserError(_("--register、--building、--purpose 和 --dry-run 要和 --template 一起写，什么也没有做。"))
    register = asking.register_named(REGISTERS, said.register)
    with _desk(said, clock) as desk:
        return asking.export(desk, register, Path(said.out), conditions=said.filter, text=said.text, as_of=said.as_of)


def _deed(said: "Namespace", clock: Clock) -> Answer:
    from desktop.catalog import REGISTERS  # late, each: as above
    from desktop.procedures.acting import act

    with _desk(said, clock) as desk:
        return act(desk, REGISTERS, register=said.register, verb=said.verb, ids=said.ids, asked=said.ask)


def _print(said: "Namespace", clock: Clock) -> Answer:
    from desktop.catalog import REGISTERS  # late, each: as above
    from desktop.procedures import doing, print_list

    with _desk(said, clock, alone=said.form == doing.RECOVERY) as desk:
        if print_list.is_list(said.form, said.filter, said.text):
            return print_list.print_list(
                desk, REGISTERS, name=said.register, conditions=said.filter, text=said.text, out=Path(said.out)
            )
        return doing.print_form(
            desk, REGISTERS, name=said.form, building=said.building, ids=said.id or (), out=Path(said.out),
            asked=said.ask,
        )  # fmt: skip


def _check(said: "Namespace", clock: Clock) -> Answer:
    from desktop.procedures import asking  # late: as above

    with _desk(said, clock) as desk:
        return asking.check(desk, on_step=progress(sys.stderr, _("正在检查")))


def _back_up(said: "Namespace", clock: Clock) -> Answer:
    from desktop.procedures import doing  # late: as above

    with _desk(said, clock) as desk:
        return doing.back_up(desk, Path(said.out))


def _restore(said: "Namespace", clock: Clock) -> Answer:
    from desktop.catalog import DERIVED, REGISTERS  # late, each: as above
    from desktop.procedures import doing, profiles, which_backup
    from desktop.store import lock

    profile, file = _profile(said), which_backup.one_backup(Path(said.file))
    user = who_asks.user(said, profiles.keyring_of_backup(file))
    password = who_asks.password(said, twice=bool(said.code))
    with lock.alone(profile.lock) if profile.folder.is_dir() else nullcontext():  # a refusal makes no folder
        desk = profiles.restore(
            profile, file, user=user, password=password, clock=clock, derived=DERIVED, code=said.code
        )  # fmt: skip
        try:
            return doing.restored(desk, REGISTERS, file=file)
        finally:
            desk.close()


def _shots(said: "Namespace", _clock: Clock) -> Answer:
    if said.window is None:
        raise UserError(_("这里没有窗口可用，图片没有存。请运行：python3 main.py shots --out 文件夹"))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    made = said.window().shots(Path(said.out))
    files = [str(path) for path in made]
    return Answer(files, files)


COMMANDS: dict[str, Callable[["Namespace", Clock], Answer]] = {
    "demo": _demo, "init": _init, "import": _import, "find": _find, "list": _list, "print": _print, "do": _deed,
    "export": _export, "check": _check, "backup": _back_up, "restore": _restore, "shots": _shots,
    "bench": developing.bench, "test": developing.test, "package": developing.package_program,
    "wheels": developing.lay_wheels, "simulate": simulating.simulate,
}  # fmt: skip
