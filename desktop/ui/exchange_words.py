"""The eight states of the exchange in words, a date and a number: what the chip says and its panel explains."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.base.clock import local_time
from desktop.base.text import _
from desktop.sync.shown import Standing, newer_in_words
from desktop.ui.icons import Tone
from desktop.ui.top_bar import SyncState

TITLE = _("数据交换")  # of the long work that is an exchange over the line
OLD_DAYS = 7
STRANGE_DAYS = 300  # longer than anybody waits: rather the clock is wrong
MOST_TABLES = 3
_TONES: Mapping[str, Tone] = {"wifi-off": "quiet", "upload": "quiet", "refresh-cw": "accent", "circle-check": "fine"}
Ways = Mapping[str, Callable[[], None]]  # out, line, conflicts, aside, page, backup, pause, enrol


@dataclass(frozen=True, slots=True)
class Running:
    """An exchange that goes on now; `total` 0: not known. `stopping`: paused, it puts away what came."""

    done: int
    total: int
    stopping: bool = False


def state(standing: Standing, *, today: date, ways: Ways, running: Running | None = None) -> SyncState:
    """The one state that matters most: what runs, then what needs a person, then what waits, then all is well."""
    if running is not None and running.stopping:
        told = _("已收到的都会留下，正在整理名单，要几秒钟。下次从断的地方接着来。")
        return _state(_("正在停下…"), told, "refresh-cw", ways=ways)
    if running is not None:
        words = _("交换中 {done:,}/{total:,}") if running.total else _("交换中 {done:,} 条")
        words = words.format(done=running.done, total=running.total)
        return _state(
            words, _("可以继续工作，写进来的内容下次再报。"), "refresh-cw", (_("暂停交换"), "pause"), ways=ways
        )
    if not standing.enrolled:
        told = _("数据只在这台电脑。要和县里交换，先登记到县里。")
        acts = (_("现在备份"), "backup"), (_("登记到县里…"), "enrol"), (_("打开数据交换"), "page")
        return _state(_("单机使用"), told, "wifi-off", *acts, ways=ways)
    ways = {name: act for name, act in ways.items() if name != "line" or standing.online}
    send = (_("联网交换"), "line"), (_("导出到 U 盘…"), "out"), (_("打开数据交换"), "page")
    if standing.broken:
        words = _("交换未完成 · 剩 {n:,} 条").format(n=standing.unsent)
        told = standing.broken
        if standing.copying:
            words = _("第一次交换没有完成")
            told += _("县里的内容还没有取完，名单和报表会缺，先不要用。")
        return _state(words, told, "cloud-off", (_("接着交换"), "line"), *send[1:], ways=ways)
    if standing.asked:
        words = _("{n:,} 条待定").format(n=standing.asked)
        told = _("两边都改了同一栏，请定下用哪个；其余的都已完成。")
        return _state(words, told, "triangle-alert", (_("逐条看"), "conflicts"), *send, ways=ways)
    if standing.aside:
        words = _("{n:,} 条被隔开").format(n=standing.aside)
        told = _("这些内容县里没有接收，不影响其他的。")
        return _state(words, told, "triangle-alert", (_("看原因"), "aside"), *send, ways=ways)
    age = days_since(standing.last_done, today)
    if age is not None and age < -1:
        told = _("上次交换记的是 {done}，比这台电脑现在的日期晚。内容没有受影响。请核对电脑的日期，再交换一次。")
        told = told.format(done=day(standing.last_done, today))
        return _state(_("已交换 · 日期对不上"), told, "triangle-alert", *send, ways=ways)
    if age is not None and age >= OLD_DAYS:
        words = _("已 {n} 天未交换").format(n=age)
        told = _("上次成功 {done}，上次尝试 {tried}；还有 {n:,} 条未上报。").format(
            done=day(standing.last_done, today), tried=day(standing.last_try, today), n=standing.unsent
        )
        if age > STRANGE_DAYS:
            told += _("天数不对的，请先把这台电脑的日期调对。")
        return _state(words, told, "triangle-alert", *send, ways=ways)
    if standing.unsent:
        words = _("{n:,} 条未上报 · 上次 {when}") if standing.last_done else _("{n:,} 条未上报 · 还没有交换过")
        words = words.format(n=standing.unsent, when=day(standing.last_done, today))
        said = _("还没有上报：{tables}。").format(tables=tables(standing)) + _on_stick(standing, today)
        return _state(words, said, "upload", *send, ways=ways)
    if standing.last_done is None:
        return _state(_("还没有交换过"), _("这台电脑已经接入，还没有和县里交换过。"), "upload", *send, ways=ways)
    words = _("已交换 · {when}").format(when=day(standing.last_done, today, clock=True))
    told = _("0 条未上报；上次收到 {n:,} 条。").format(n=standing.received)
    return _state(words, told, "circle-check", *send, ways=ways)  # others may have reported since


def tables(standing: Standing) -> str:
    """居民 8 条、走访 3 条，另有 2 条."""
    first, rest = standing.waiting[:MOST_TABLES], standing.waiting[MOST_TABLES:]
    said = _("、").join(_("{title} {n:,} 条").format(title=title, n=n) for title, n in first)
    left = sum(n for _title, n in rest)
    return _("{said}，另有 {n:,} 条").format(said=said, n=left) if left else said


def _on_stick(standing: Standing, today: date) -> str:
    """That a stick is on its way, whose answer has to come back; "" for none."""
    if standing.on_stick is None:
        return ""
    return _("已导出到 U 盘（{when}），把县里的回执带回来，再从 U 盘读取。").format(when=day(standing.on_stick, today))


def files(standing: Standing) -> str:
    """照片和扫描件：3 个未上报，2 个还没有到; "" when nothing waits."""
    unsent, full, missing = standing.files
    parts = [
        _("{n} 个还没有上报").format(n=unsent - full) if unsent > full else "",
        _("{n} 个县里放不下，请联系县里").format(n=full) if full else "",
        _("{n} 个还没有到这台电脑").format(n=missing) if missing else "",
    ]
    said = _("，").join(part for part in parts if part)
    return _("照片和扫描件：{said}。登记内容不等它们。").format(said=said) if said else ""


def beside(standing: Standing) -> str:
    """What else there is to know, a sentence each: photos, what a newer program shows, what is carried for others."""
    number, size = standing.carried
    carried = _("替别人捎带着 {n} 个文件（{size:,} KB），下次导出到 U 盘时一起带上；有了回执或新的，旧的自动删去。")
    said = (
        standing.clock,
        files(standing),
        newer_in_words(standing.laid_up) if standing.laid_up else "",
        carried.format(n=number, size=-(-size // 1024)) if number else "",
    )
    return "\n".join(part for part in said if part)


def day(at: int | None, today: date, *, clock: bool = False) -> str:
    """今天 09:12, 11-03, or 还没有过."""
    if at is None:
        return _("还没有过")
    when = local_time(at)
    if when.date() == today:
        return _("今天 {time}").format(time=f"{when:%H:%M}")
    if when.year != today.year:
        return f"{when:%Y-%m-%d}"
    return f"{when:%m-%d %H:%M}" if clock else f"{when:%m-%d}"


def days_since(at: int | None, today: date) -> int | None:
    """Days since then; None for never."""
    return None if at is None else (today - local_time(at).date()).days


def _state(words: str, sentence: str, icon: str, *acts: tuple[str, str], ways: Ways) -> SyncState:
    offered = tuple((title, ways[name]) for title, name in acts if name in ways)
    return SyncState(words, sentence, icon, _TONES.get(icon, "soon"), offered)
