"""登记到县里: the page by which a PC becomes one of the county's."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.access.unit import Unit
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.screens.ways import Ways
from desktop.store.session import Changes
from desktop.sync.enrolment import enrolment
from desktop.ui.data_places import DATA
from desktop.ui.desk import Command
from desktop.ui.page import Page
from desktop.ui.places import Place

if TYPE_CHECKING:
    from desktop.procedures.exchange import Enrolled

MOST = 1 << 20  # bytes of an enrolment file


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The page, reached from the exchange and from Ctrl+K."""
    return (("units.adopt", Place("enrol", _("登记到县里"), "network", DATA, lambda _desk: page(ways), tab=False)),)


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """What Ctrl+K finds."""
    words = (_("登记码"), _("接入"), _("县服务器"))
    go = ways.go
    return (
        (
            "units.adopt",
            Command("enrol.open", _("把这台电脑登记到县里"), lambda: go("enrol", None), words, icon="network"),
        ),
    )


def page(ways: Ways) -> Page:
    """登记到县里."""
    from desktop.ui.enrol_page import EnrolPage, EnrolWays  # late: once it is opened

    desk = ways.desk

    def by_code(code: str, server: str) -> str:
        from desktop.procedures import exchange  # late: the line is loaded when it is used

        return _words(exchange.enrol_with_code(desk, code, server))

    def by_file(path: Path, server: str) -> str:
        from desktop.procedures import exchange  # late: as above

        try:
            data = path.read_bytes()[:MOST]
        except OSError as error:
            raise UserError(_("登记文件读不出来，没有登记，数据没有变动。")) from error
        return _words(exchange.enrol_with_file(desk, data, server=server))

    def changed() -> None:
        desk.tasks.changed.emit(Changes(frozenset({"unit"}), uuid7(), count=1))

    def to_exchange() -> None:
        desk.go("exchange", None)

    def sign_in_again() -> None:
        to_exchange()  # where whoever comes back stands
        lock = next((one for one in desk.commands() if one.name == "lock"), None)
        if lock is not None:
            lock.run()

    return EnrolPage(desk, EnrolWays(
        by_code, by_file, lambda: desk.go("backup", None), changed, _standing, to_exchange, sign_in_again
    ))  # fmt: skip


def _words(done: "Enrolled") -> str:
    return _("已登记到县里：{unit}，{n} 处改动等着第一次交换。").format(unit=done.unit, n=f"{done.waiting:,}")


def _standing(session: Any) -> str:
    """Where this PC is enrolled and the six words of its county, which can be compared by telephone; "" for nowhere."""
    from desktop.sync.six_words import six_words  # late: once it is opened

    kept = enrolment(session)
    if kept is None or kept.unit is None:
        return ""
    unit = session.get(Unit, kept.unit)
    said = _("这台电脑已登记到县里：{unit}。").format(unit=unit.name if unit else "")
    words = _("县服务器的指纹六个词：{words}。").format(words=" ".join(six_words(kept.authority)))
    return said + words if kept.authority else said
