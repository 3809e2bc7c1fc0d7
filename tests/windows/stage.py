"""A play in a real window: keys go through the X server, and what happened is looked up on the main thread."""

import faulthandler
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop import run_desktop
from desktop.base import paths
from desktop.base.clock import SystemClock
from desktop.ui import style
from desktop.ui.program import Program
from desktop.ui.style import Look

PATIENCE = 30.0
BEAT_MS = 10
HALT = 0.06  # seconds without a beat that are looked into


class Heart(QObject):
    """Beats on the main thread and remembers, by scene, how late a beat was and how long the thread itself computed.

    On a machine that others work on too, a beat is late while the thread waits for a processor: `own` leaves that out,
    and counts what the thread waits for otherwise, which is a disk or what another thread holds.
    """

    def __init__(self) -> None:
        super().__init__()
        self.scene, self.late, self.busy, self.own = "start", dict[str, int](), dict[str, int](), dict[str, int]()
        self._spent, self._waited = time.thread_time(), waited()
        self.last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now = time.perf_counter()
        late = round((now - self.last) * 1000) - BEAT_MS
        self.last = now
        self.late[self.scene] = max(late, self.late.get(self.scene, 0))
        spent, self._spent = time.thread_time() - self._spent, time.thread_time()
        self.busy[self.scene] = max(round(spent * 1000), self.busy.get(self.scene, 0))
        stood, self._waited = waited() - self._waited, waited()
        self.own[self.scene] = max(late - round(stood * 1000), self.own.get(self.scene, 0))


def waited() -> float:
    """Seconds that this thread, ready to run, waited for a processor since it began, as Linux counts them."""
    return int(Path("/proc/thread-self/schedstat").read_text("ascii").split()[1]) / 1e9


class Watch(threading.Thread):
    """Looks where the main thread stands while its heart does not beat; `where` by scene, for the longest halt.

    Told by `faulthandler`, which holds no frame: a frame held here outlived its return and was taken apart on this
    thread, with the painter of a widget that the main thread went on painting (the play died with a segmentation
    fault on a busy machine).
    """

    def __init__(self, heart: Heart) -> None:
        super().__init__(daemon=True)
        self._heart, self._main = heart, f"{threading.get_ident():#018x}"
        self.where, self._longest = dict[str, list[str]](), dict[str, float]()

    def run(self) -> None:
        """Look every few milliseconds, for as long as the play lasts."""
        pause = threading.Event()
        while not pause.wait(0.02):
            scene, halt = self._heart.scene, time.perf_counter() - self._heart.last
            if halt > max(HALT, self._longest.get(scene, 0)):
                self._longest[scene] = halt
                self.where[scene] = self._stack()[-9:]

    def _stack(self) -> list[str]:
        """The steps of the main thread, outermost first."""
        with tempfile.TemporaryFile("w+") as told:
            faulthandler.dump_traceback(told, all_threads=True)
            told.seek(0)
            threads = told.read().split("\n\n")
        main = next((one for one in threads if one.startswith(f"Thread {self._main}")), "")
        steps = re.findall(r'File "(.*)", line (\d+) in (.*)', main)
        return [f"{Path(file).name}:{line} {name}" for file, line, name in reversed(steps)]


class Stage(QObject):
    """`play(stage)` runs on a thread of its own: dialogs that wait for an answer do not stop it."""

    _asked = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        profile = paths.profile_at(str(folder))
        profile.make()
        style.apply(QApplication.instance(), Look())
        self.root = run_desktop.Root(profile, SystemClock())
        self.faults: list[str] = []
        self.root.log = self._log  # type: ignore[method-assign]  # told to the test instead of a file
        self.program = Program(QApplication.instance(), self.root, clock=self.root.clock, look=Look())
        self.program.faults.install()
        self.heart = Heart()
        self.watch = Watch(self.heart)
        self.failed: str = ""
        self.said: dict[str, Any] = {}
        self._asked.connect(lambda job: job(), Qt.ConnectionType.BlockingQueuedConnection)

    def run(self, play: Callable[["Stage"], None]) -> int:
        """Play to the end; returns the exit code and prints what was said as the last line."""
        app = QApplication.instance()
        assert app is not None

        def act() -> None:
            try:
                play(self)
            except BaseException:
                self.failed = traceback.format_exc()
                self.look(lambda: QGuiApplication.primaryScreen().grabWindow(0).save(str(self.folder / "failed.png")))
            finally:
                QTimer.singleShot(0, app, app.quit)

        self.program.start()
        self.heart.last = time.perf_counter()  # what comes before the window is start-up, which has a measurement
        self.watch.start()
        self.program.warm_up()
        actor = threading.Thread(target=act)
        QTimer.singleShot(0, actor.start)
        app.exec()
        actor.join()
        self.program.end()
        sys.stderr.write(self.failed + "\n".join(self.faults))
        sys.stdout.write(
            json.dumps(
                {
                    **self.said,
                    "late_ms": self.heart.late,
                    "busy_ms": self.heart.busy,
                    "own_ms": self.heart.own,
                    "where": self.watch.where,
                }
            )
            + "\n"
        )
        return 1 if self.failed or self.faults else 0

    def scene(self, name: str) -> None:
        """What comes next, for the heart's book."""
        self.look(lambda: setattr(self.heart, "scene", name))

    def look(self, job: Callable[[], Any]) -> Any:
        """Run `job` on the main thread and hand its result over."""
        got: list[Any] = []
        self._asked.emit(lambda: got.append(job()))
        return got[0]

    def until(self, job: Callable[[], Any], what: str) -> Any:
        """Look until `job` says something true."""
        end = time.monotonic() + PATIENCE
        pause = threading.Event()
        while True:
            found = self.look(job)
            if found:
                return found
            assert time.monotonic() < end, f"never saw: {what}"
            pause.wait(0.02)

    def keys(self, *names: str) -> None:
        """Press keys, as X calls them."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "8", *names], check=True, timeout=20)

    def tap(self, text: str) -> None:
        """Type plain letters and digits."""
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "8", text], check=True, timeout=20)

    def write(self, line: Any, text: str) -> None:
        """Put words into the focused line; Chinese goes through the clipboard, as from another program."""
        self.until(line.hasFocus, "the line has the focus")
        if text.isascii():
            self.tap(text)
        else:
            self.look(lambda: QGuiApplication.clipboard().setText(text))
            self.keys("ctrl+v")
        self.until(lambda: text in line.text(), text)

    def tab_to(self, widget: QWidget, key: str = "Tab") -> None:
        """Walk with the Tab key until `widget` has the focus; every control can be reached so."""
        for _step in range(60):
            if self.look(widget.hasFocus):
                return
            before = self.look(QApplication.focusWidget)
            self.keys(key)
            self.until(lambda before=before: QApplication.focusWidget() is not before, "the focus moved")
        raise AssertionError(f"Tab never reached {widget!r}")

    def calm(self) -> None:
        """Until nothing is under way."""

        def rests() -> bool:
            program = self.program
            busy = [program.gate_tasks, *([program.at_work.tasks] if program.at_work else [])]
            busy += [program.wizard.desk.tasks] if program.wizard and program.wizard.desk else []
            return not any(tasks.busy for tasks in busy)

        self.until(rests, "everything is done")

    def page(self) -> Any:
        """The page on show."""
        return self.look(lambda: self.program.at_work.shell.stack.current.page)  # type: ignore[union-attr]  # signed in

    def go(self, words: str, page: type | str) -> Any:
        """Through Ctrl+K, as people do."""
        palette = self.program.at_work.shell.palette_frame  # type: ignore[union-attr]  # signed in
        self.keys("ctrl+k")
        self.write(palette.line, words)
        self.until(lambda: palette.rows.all and palette.rows.all[0].title == words, words)
        self.keys("Return")
        named = page if isinstance(page, str) else page.__name__
        self.until(lambda: type(self.program.at_work.shell.stack.current.page).__name__ == named, named)  # type: ignore[union-attr]
        self.calm()
        return self.page()

    def _log(self, error: BaseException) -> None:
        self.faults.append("".join(traceback.format_exception(error)))


def main(play: Callable[[Stage], None]) -> None:
    """Play over the profile that is named on the command line."""
    assert os.environ["QT_QPA_PLATFORM"] == "xcb"
    app = QApplication(["grid-branch-desk"])
    style.load_fonts()
    stage = Stage(Path(sys.argv[1]))
    code = stage.run(play)
    del stage, app
    sys.stdout.flush()
    sys.exit(code)
