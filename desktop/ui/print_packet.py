"""The questions around a sealed packet: its code shown once, where it goes, which one to open."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit, QWidget

from desktop.base.clock import local_time
from desktop.base.errors import UserError
from desktop.base.text import _
from desktop.ui.ask import Question
from desktop.ui.labels import Heading
from desktop.ui.print_runner import PrintRunner
from desktop.ui.style import chars

_SUFFIX = "gridprint"


class CodeShown(Question):
    """The code of a new packet: it can be read here, and nowhere afterwards."""

    def __init__(self, parent: QWidget, code: str, *, count: int, days: int) -> None:
        sentence = _("{count} 份表格会加密装成一个待印包。到那台电脑上打开时，要照样输入这个口令：").format(count=count)
        super().__init__(parent, sentence, _("选择保存位置…"), safe=_("不装"))
        self.code = Heading(code, factor=1.6)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_widget(self.code)
        self.add_line(_("请抄在纸上，和 U 盘分开带。关掉这个窗口就看不到了，{days} 天内有效。").format(days=days))


class CodeTyped(Question):
    """The code of a packet that is opened."""

    def __init__(self, parent: QWidget, name: str, problem: str) -> None:
        super().__init__(
            parent,
            _("打开待印包“{name}”，要输入装包时抄下的口令。").format(name=name),
            _("打开待印包"),
            safe=_("不打开"),
        )
        self.line = QLineEdit()
        self.line.setAccessibleName(_("口令"))
        self.line.setPlaceholderText("XXXX-XXXX-XXXX")
        self.line.setMinimumWidth(chars(self, 12))
        self.add_widget(self.line)
        self.problem = QLabel(problem)
        self.problem.setProperty("kind", "wrong")
        self.problem.setWordWrap(True)
        self.problem.setVisible(bool(problem))
        self.add_widget(self.problem)
        self.safe.setDefault(False)
        self.verb.setDefault(True)
        self.line.setFocus()


class PacketWays(QObject):
    """Packing and opening, with the slow part off the main thread; `moved` of the runner tells the queue."""

    def __init__(self, runner: PrintRunner, page: QWidget) -> None:
        super().__init__(page)
        self._runner, self._desk, self._page = runner, runner.desk, page

    def pack(self, job_ids: Sequence[UUID], path: str = "") -> None:
        """Show a code, ask where to, seal and write; the prints then wait here no longer."""
        from desktop.printing import packet  # late: encryption is loaded with the first packet
        from desktop.standard import print_packet

        code = packet.new_code()
        box = CodeShown(self._page, code, count=len(job_ids), days=packet.LASTS_DAYS)
        if box.exec() != QDialog.DialogCode.Accepted:
            return
        day = f"{local_time(self._desk.clock.now_ms()):%Y%m%d}"
        name = _("待印包{day}").format(day=day) + f".{_SUFFIX}"
        kinds = _("待印包") + f" (*.{_SUFFIX})"
        chosen = path or QFileDialog.getSaveFileName(self._page, _("保存待印包"), name, kinds)[0]
        self._page.setFocus()
        if not chosen:
            return
        target = Path(chosen if chosen.lower().endswith(f".{_SUFFIX}") else f"{chosen}.{_SUFFIX}")
        desk, process = self._desk, self._runner.process

        def seal() -> None:
            with desk.store.read() as session:
                unit, prints = print_packet.pack(session, desk.actor, job_ids, process=process)
            now = desk.clock.now_ms()
            packet.write(target, packet.seal(prints, code, unit=unit, by=desk.actor.name, now_ms=now))

        def note(session: Any) -> None:
            print_packet.packed(session, desk.actor, job_ids, at=desk.clock.now_ms())

        def noted(_nothing: None, _changes: Any) -> None:
            self._runner.moved.emit()
            desk.say(_("已装好待印包：{name}，{count} 份").format(name=target.name, count=len(job_ids)))

        def sealed(_nothing: None) -> None:
            desk.tasks.write(self, "print_queue.pack", note, noted, failed=self._warn)

        desk.tasks.compute(self, seal, sealed, failed=self._warn)

    def open(self, path: str = "", *, printer: Callable[[], str] = str) -> None:
        """Ask for a packet and its code, and put what is in it into the queue, for the printer that `printer` names."""
        kinds = _("待印包") + f" (*.{_SUFFIX})"
        chosen = path or QFileDialog.getOpenFileName(self._page, _("选择待印包"), "", kinds)[0]
        if chosen:
            self._ask_code(Path(chosen), printer, "")

    def _ask_code(self, path: Path, printer: Callable[[], str], problem: str) -> None:
        box = CodeTyped(self._page, path.name, problem)
        if box.exec() != QDialog.DialogCode.Accepted:
            return
        from desktop.printing import packet  # late, as above
        from desktop.standard import print_packet

        typed, desk, process, now = box.line.text(), self._desk, self._runner.process, self._desk.clock.now_ms()

        def refused(error: UserError) -> None:
            if error.field == "code":
                self._ask_code(path, printer, error.message)
            else:
                self._warn(error)

        def opened(found: Any) -> None:
            desk.tasks.write(
                self, "print_queue.unpack",
                lambda s: len(print_packet.unpack(s, desk.actor, found, printer=printer(), at=now, process=process)),
                told, failed=self._warn,
            )  # fmt: skip

        def told(count: int, _changes: Any) -> None:
            self._runner.moved.emit()
            desk.say(_("待印包里的 {count} 份已放入打印队列，选中后点“开始打印”。").format(count=count))

        desk.tasks.compute(
            self, lambda: packet.open_packet(packet.read(path), typed, now_ms=now), opened, failed=refused
        )  # fmt: skip

    def _warn(self, error: UserError) -> None:
        self._desk.warn(error.message)
