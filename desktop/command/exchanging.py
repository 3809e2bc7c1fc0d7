"""Commands of a PC that exchanges with its county: enrolling, and one exchange."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.command.answer import Answer
from desktop.command.opened import opened

if TYPE_CHECKING:  # the database is loaded once it is known that it is needed
    from desktop.procedures.profiles import Desk

Held = dict[str, int]
UNANSWERED = 2
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
    """Exchange once over the line, or write a stick, or read one; exit code 2 while rows wait for a person's word."""
    if said.out and said.let_leave:
        raise UserError(_("--let-leave 要和联网交换或 --in 一起写，什么也没有做。"))
    if said.out or said.place:
        return _by_stick(said, clock)
    from desktop.procedures.exchange_now import exchange_now, in_words  # late: as above

    def step(sent: int, received: int) -> None:
        sys.stderr.write(_("\r已送出 {sent}，已收到 {received}").format(sent=sent, received=received))

    with opened(said, clock) as desk:
        let = _let(desk, said)
        done = exchange_now(desk, server=said.server, step=step if sys.stderr.isatty() else None)
        waits, newer = _waits(desk), _newer(desk)
    document: dict[str, object] = {"rounds": done.rounds, "sent": done.sent, "received": done.received}
    return _told(document, [*let, in_words(done)], waits, newer=newer)


def _let(desk: "Desk", said: Namespace) -> list[str]:
    """The answer to the question of before, when it was asked and is given."""
    if not said.let_leave:
        return []
    from desktop.procedures.let_leave import let_leave  # late: as above

    waiting = sum(_waits(desk).values())
    if not waiting:
        return [_("没有等着移走的内容。")]
    let_leave(desk)
    return [_("已同意移走 {n:,} 条。").format(n=waiting)]


def _waits(desk: "Desk") -> Held:
    """What the county gave to other units, so much that a person is asked: title of the table → its rows."""
    from desktop.catalog import REGISTERS  # late, both: as above
    from desktop.reports.exchange_standing import held

    with desk.store.read() as session:
        return dict(held(session, REGISTERS))


def _newer(desk: "Desk") -> int:
    """The rows of which this program is too old to show all."""
    from desktop.reports.exchange_standing import laid_up  # late: as above

    with desk.store.read() as session:
        return laid_up(session)


def _told(document: dict[str, object], lines: list[str], waits: Held, *, newer: int) -> Answer:
    from desktop.sync.shown import newer_in_words  # late: as above

    document |= {"held": waits, "laid_up": newer}
    if newer:
        lines.append(newer_in_words(newer))
    if not waits:
        return Answer(document, lines)
    what = _("、").join(_("{title} {n:,} 条").format(title=title, n=n) for title, n in waits.items())
    asked = _(
        "县里把{what}划给了别的单位，还没有移走，内容都在这台电脑上。"
        "看过没有不对，再运行一次并加上 --let-leave；不该划走的，请联系县里。"
    ).format(what=what)
    return Answer(document, lines, code=UNANSWERED, trouble=[asked])


def _by_stick(said: Namespace, clock: Clock) -> Answer:
    from desktop.procedures.exchange_by_stick import read_in, write_out  # late: as above

    with opened(said, clock) as desk:
        if said.out:
            out = write_out(desk, Path(said.out))
            return Answer({"sent": out.changes, "files": [str(path) for path in out.files]}, [out.said])
        let = _let(desk, said)
        found = read_in(desk, Path(said.place))
        waits, newer = _waits(desk), _newer(desk)
    document: dict[str, object] = {
        "received": found.received, "answered": found.answered, "packages": found.packages, "old": found.old,
        "foreign": found.foreign, "missing": list(found.missing), "refused": list(found.refused),
    }  # fmt: skip
    return _told(document, [*let, found.said], waits, newer=newer)
