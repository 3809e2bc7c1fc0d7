"""The deeds of the first-run wizard before their rooms are loaded: its first pages need none of them."""

import threading
from typing import TYPE_CHECKING, Any

from desktop.ui.first_run_course import Answers, answers

if TYPE_CHECKING:
    from desktop.procedures.first_steps import FirstSteps
    from desktop.run_desktop.root import Root
    from desktop.ui.program import Program


class LateSteps:
    """Answers what was kept at once; any other deed loads the real ones first, or waits until `load` has done so."""

    def __init__(self, root: "Root", program: "Program") -> None:
        self._root, self._program = root, program
        self._lock = threading.Lock()
        self._steps: FirstSteps | None = None

    def kept(self) -> Answers:
        """What was answered before the wizard was left."""
        return answers(self._root.settings.setup)

    def keep(self, said: Answers) -> None:
        """Remember the answers."""
        self._root.keep(setup=said.kept())

    def load(self) -> None:
        """Load the real deeds: the database, every register, paper; seconds on a slow disk, for a worker thread."""
        with self._lock:
            if self._steps is None:
                from desktop.run_desktop.first_steps import set_up  # late: as said

                self._steps = set_up(self._root, self._program)

    def __getattr__(self, name: str) -> Any:
        """A deed of the real ones."""
        self.load()
        return getattr(self._steps, name)
