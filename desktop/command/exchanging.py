"""Commands of a PC that exchanges with its county: enrolling, and one exchange."""

import sys
from argparse import Namespace
from pathlib import Path

from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer
from desktop.command.opened import opened

MOST_TICKET = 1 << 20


def enrol(said: Namespace, clock: Clock) -> Answer:
    """Enrol this PC by a code or by the file of that name."""
    from desktop.procedures import exchange  # late: the database and the line

    path = Path(said.code)
    with opened(said, clock, alone=True) as desk:
        if path.is_file():
            done = exchange.enrol_with_file(desk, _read(path), server=said.server, pc=said.pc)
        else:
            done = exchange.enrol_with_code(desk, said.code, said.server, pc=said.pc)
    lines = [_("已登记到县里：{unit}。{waiting} 条登记等待第一次交换。").format(unit=done.unit, waiting=done.waiting)]
    if not done.known:
        lines.append(_("县里还不知道这台电脑，第一次交换时会告知。"))
    return Answer({"unit": done.unit, "waiting": done.waiting, "known": done.known}, lines)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_TICKET)
    except OSError as error:
        raise UserError(_("登记文件读不出来，没有登记，数据没有变动。")) from error


def sync(said: Namespace, clock: Clock) -> Answer:
    """Exchange once over the line, or write a stick, or read one."""
    if said.out or said.place:
        return _by_stick(said, clock)
    from desktop.procedures.exchange_now import exchange_now, in_words  # late: as above

    def step(sent: int, received: int) -> None:
        sys.stderr.write(_("\r已送出 {sent}，已收到 {received}").format(sent=sent, received=received))

    with opened(said, clock) as desk:
        done = exchange_now(desk, server=said.server, step=step if sys.stderr.isatty() else None)
    document = {"rounds": done.rounds, "sent": done.sent, "received": done.received}
    return Answer(document, [in_words(done)])


def _by_stick(said: Namespace, clock: Clock) -> Answer:
    from desktop.procedures.exchange_by_stick import read_in, write_out  # late: as above

    with opened(said, clock) as desk:
        if said.out:
            out = write_out(desk, Path(said.out))
            return Answer({"sent": out.changes, "files": [str(path) for path in out.files]}, [out.said])
        found = read_in(desk, Path(said.place))
    document = {
        "received": found.received, "answered": found.answered, "packages": found.packages, "old": found.old,
        "foreign": found.foreign, "missing": list(found.missing), "refused": list(found.refused),
    }  # fmt: skip
    return Answer(document, [found.said])
