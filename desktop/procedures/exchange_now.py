"""One exchange over the line as a person asks for it: it goes into the history, and how it ended is said in words."""

from collections.abc import Callable
from dataclasses import replace

from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.procedures.at_desk import PERMISSION, AtDesk, note
from desktop.procedures.exchange import Exchanged, exchange
from desktop.store.exchange_log import BROKEN, DONE, LINE
from desktop.store.exchange_rows import ExchangeRun
from desktop.store.session import Changes
from desktop.sync.blobs import Moved
from desktop.sync.peer_http import Later, Stranger

Step = Callable[[int, int], None]
HOUR_MS = 3_600_000
_CUT = _(
    "交换到一半断了：已送出 {sent:,} 处改动、收到 {received:,} 条，都已保存，不会重来。再交换一次，从断的地方接着来。"
)


def exchange_now(
    desk: AtDesk,
    *,
    server: str = "",
    step: Step | None = None,
    told: Callable[[Changes], None] = lambda _changes: None,
    quiet: bool = False,
) -> Exchanged:
    """Exchange from beginning to end. UserError when it broke off: what went through stays, and the next goes on.

    `quiet`: nobody asked for it, so a county that does not answer at all leaves no line in the history.
    """
    desk.actor.require(PERMISSION)
    came = [0, 0]

    def count(sent: int, received: int) -> None:
        came[:] = sent, received
        if step is not None:
            step(sent, received)

    try:
        done = exchange(desk, server=server, told=told, step=count)
    except (Later, Stranger) as broken:
        sent, received = came
        said = _CUT.format(sent=sent, received=received) if any(came) else broken.said
        if any(came) or not quiet:
            note(desk, ExchangeRun(way=LINE, outcome=BROKEN, sent=sent, received=received, what=said))
        raise UserError(said) from broken
    what = clock_in_words(desk.clock.now_ms(), done.county_at)
    note(desk, ExchangeRun(way=LINE, outcome=DONE, sent=done.sent, received=done.received, what=what))
    return replace(done, clock=what)


def in_words(done: Exchanged) -> str:
    """How it ended, the files last."""
    rows = _("交换完成：送出 {sent:,} 处改动，收到 {received:,} 条。").format(sent=done.sent, received=done.received)
    return rows + files_in_words(done.files) + done.clock


def clock_in_words(here: int, there: int | None) -> str:
    """What to do about a clock that is wrong by more than an hour; "" for one that is right. Both in UTC ms."""
    if there is None or abs(here - there) < HOUR_MS:
        return ""
    said = _(
        "这台电脑的时间是 {here}，县服务器是 {there}。交换没有受影响；"
        "走访日期和到期日按这台电脑算，请把电脑的日期和时间调对。"
    )
    return said.format(here=f"{local_time(here):%Y-%m-%d %H:%M}", there=f"{local_time(there):%Y-%m-%d %H:%M}")


def files_in_words(files: Moved) -> str:
    """What became of photos and scans; "" when there were none."""
    said = []
    if files.sent or files.received:
        said.append(
            _("照片和扫描件送出 {sent} 个，收到 {received} 个。").format(sent=files.sent, received=files.received)
        )
    if files.full:
        said.append(
            _("县里给本单位存照片的空间满了，有 {n} 个没有送出，登记内容都已送出。请联系县里。").format(n=files.full)
        )
    elif files.waiting:
        said.append(_("还有 {n} 个照片或扫描件，下次接着传。").format(n=files.waiting))
    return "".join(said)
