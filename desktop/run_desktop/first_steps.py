"""The deeds of the first-run wizard, tied to the files of this machine and to the window."""

from typing import TYPE_CHECKING, Any

from desktop import catalog
from desktop.procedures.first_steps import FirstSteps
from desktop.ui import furnish
from desktop.ui.first_run_course import Answers
from desktop.ui.program import Program

if TYPE_CHECKING:
    from desktop.procedures.opening import Opened
    from desktop.run_desktop.root import Root
    from desktop.ui.desk import Desk


def set_up(root: "Root", program: Program) -> FirstSteps:
    """The deeds of the first-run wizard but those of `LateSteps`, with the desk that it works at."""

    class Steps(FirstSteps):
        def make(self, said: Answers, password: str) -> Any:
            return root.known(self.create(**said.kept(), password=password))

        def desk_of(self, opened: "Opened") -> "Desk":
            made = furnish.desk_over(
                opened.desk.store, opened.desk.actor, clock=root.clock, catalog=catalog.REGISTERS,
                chosen=opened.chosen, look=program.look,
            )  # fmt: skip
            made.tasks.faulted.connect(program.faults.meet)
            return made

    by_name = {register.name: register for register in catalog.REGISTERS}
    return Steps(
        root.profile, root.clock, derived=catalog.DERIVED, units=by_name["units"], households=by_name["households"]
    )
