"""Cold start to the focused sign-in field beside a bare window, and the memory of a signed-in desk at rest."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from desktop.base.clock import SystemClock
from desktop.base.paths import Profile
from desktop.catalog import DERIVED
from desktop.procedures import profiles
from tests.bench.figures import Figure

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "four plain words here"
BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
app = QApplication([])
window = QWidget()
layout = QVBoxLayout(window)
field = QLineEdit()
layout.addWidget(field)
window.show()
field.setFocus()
timer = QTimer()
timer.timeout.connect(lambda: os._exit(0) if field.hasFocus() else None)
timer.start(0)
app.exec()
"""
OURS = """
import os
import sys
sys.modules['rich'] = None  # the tools of the tests brought it; no PC of a secretary has it
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from desktop import run_desktop
from desktop.ui.program import Program
kept, begin = [], Program.start
def start(self):
    begin(self)
    timer = QTimer()
    kept.append(timer)
    timer.timeout.connect(lambda: look(timer))
    timer.start(0)
def look(timer):
    if isinstance(QApplication.focusWidget(), QLineEdit):
        timer.stop()
        reached()
def reached():
    os._exit(0)  # what is loaded while the password is typed is not waited for
Program.start = start
"""
RUN = "run_desktop.main(['--data', sys.argv[1]])\n"
SIGN_IN = """
import resource, time
from PySide6.QtTest import QTest
from desktop.ui.shell import Shell
def reached():
    QTest.keyClicks(QApplication.focusWidget(), sys.argv[2])
    QTest.keyClick(QApplication.focusWidget(), '\\r')
    watch = QTimer()
    kept.append(watch)
    watch.timeout.connect(lambda: seen(watch))
    watch.start(50)
def seen(watch):
    if any(isinstance(widget, Shell) and widget.isVisible() for widget in QApplication.allWidgets()):
        watch.stop()
        QTimer.singleShot(1500, told)
def told():
    pages = int(open('/proc/self/statm').read().split()[1]) if sys.platform == 'linux' else 0
    print('MB', pages * resource.getpagesize() / 1048576, flush=True)
    os._exit(0)
"""


def measure(*, rounds: int = 5) -> list[Figure]:
    """Whole-process seconds, the two in turn, the middle of `rounds` after one to warm the disk; then memory."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GRID_DEVICE_DIR"] = f"{folder}/device"
        data = Path(folder) / "data"
        made = profiles.create(
            Profile(data), unit="阳光花园", user="王书记", password=PASSWORD, clock=SystemClock(), derived=DERIVED
        )
        made.close()
        ours, bare = [], []
        for _round in range(rounds + 1):
            bare.append(_seconds(BARE))
            ours.append(_seconds(OURS + RUN, str(data)))
        held = float(_said(OURS + SIGN_IN + RUN, str(data), PASSWORD).split("MB")[1])
    return [
        Figure("cold start to the sign-in field", _middle(ours[1:]), "s", "<= 2 x", _middle(bare[1:]), "bare window"),
        Figure("memory of a signed-in desk at rest", held, "MB", "<= 150 MB"),
    ]


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _seconds(code: str, *arguments: str) -> float:
    began = perf_counter()
    _said(code, *arguments)
    return perf_counter() - began


def _said(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout
