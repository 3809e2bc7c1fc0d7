"""The command line, put together: each command's room is loaded only when it is asked for."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from desktop.base import crash, paths
from desktop.base.clock import Clock, SystemClock
from desktop.base.errors import Cancelled, UserError
from desktop.base.text import _
from desktop.base.version import VERSION
from desktop.command import (
    county,
    developing,
    exchanging,
    faulting,
    reading,
    setting_up,
    simulating,
    vocabulary,
    writing,
)
from desktop.command.answer import Answer
from desktop.command.opened import profile_of
from desktop.command.window import Window

CANCELLED, FAULT = 130, 1
LOGGED = frozenset({"init", "import", "do", "print", "export", "check", "backup", "restore"})
READING = frozenset({"find", "list", "check"})  # what may be asked again
LIST = "list"  # the form that prints a list itself


def main(argv: Sequence[str], *, clock: Clock | None = None, window: Callable[[], Window] | None = None) -> int:
    """Answer one command; returns the exit code: 0, 2 refused with nothing changed, 3 damage. Never a traceback."""
    said, clock = None, clock or SystemClock()
    try:
        helped = not {"-h", "--help"}.isdisjoint(argv)
        said = vocabulary.parse(argv, registers=_registers() if helped else (), forms=_forms() if helped else ())
        said.window = window
        answer = COMMANDS[said.command](said, clock)
        _note(said, answer, clock)
        try:
            _put(answer, as_json=getattr(said, "json", False))
        except BrokenPipeError:  # whoever read our lines has gone
            sys.stdout = None  # else the interpreter complains at its end
        except OSError:
            return _unheard(said.command)
    except SystemExit:  # help was asked for
        return 0
    except UserError as refusal:
        return _tell(refusal.message, refusal.exit_code)
    except (Cancelled, KeyboardInterrupt):
        return _tell(_("已取消，什么也没有改。"), CANCELLED)
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


def _unheard(command: str) -> int:
    """The command was done and its answer could not be written, as on a full disk: who repeats it does it twice."""
    sys.stdout = None  # what is left in it would be tried once more at the end
    if command in READING:
        return _tell(
            _("查到的内容没有写出来：磁盘写不进去。数据没有受影响，请换一个位置再查一次。"), UserError.exit_code
        )
    sentence = _("已经办完，但结果没有写出来：磁盘写不进去。请不要再办一遍，用 find、list 或“历史”核对。")
    if command == "init":
        sentence += _("恢复单编码没有看到，请用 print recovery-sheet 另做一张。")
    return _tell(sentence, FAULT)


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


def _note(said: Namespace, answer: Answer, clock: Clock) -> None:
    """A line in the log of the profile that was worked with; what was asked for and found is not told."""
    from desktop.base import log  # late: its library is slow to load

    profile = profile_of(said)
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


COMMANDS: dict[str, Callable[[Namespace, Clock], Answer]] = {
    "demo": setting_up.demo, "init": setting_up.init,
    "find": reading.find, "list": reading.list_, "export": reading.export, "check": reading.check,
    "import": writing.bring_in, "do": writing.deed, "print": writing.print_, "backup": writing.back_up,
    "restore": writing.restore,
    "shots": developing.shots, "bench": developing.bench, "test": developing.test,
    "package": developing.package_program, "wheels": developing.lay_wheels, "simulate": simulating.simulate,
    "faults": faulting.faults, "county": county.county, "enrol": exchanging.enrol, "sync": exchanging.sync,
}  # fmt: skip
