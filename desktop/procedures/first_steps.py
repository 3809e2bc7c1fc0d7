"""The deeds of setting up beside the profile itself: buildings as people describe them, recovery sheet, test page."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from desktop.base.clock import Clock
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.base.text import _
from desktop.printing.page import Stamp
from desktop.printing.ruler import ruler_page
from desktop.procedures import keys, profiles
from desktop.procedures.opening import Opened, describe
from desktop.procedures.profiles import Desk
from desktop.registers.buildings import rules
from desktop.registers.buildings.rules import BuildingPlan
from desktop.registers.buildings.service import Made, compound_of, generate
from desktop.spec import Form, Register
from desktop.standard import paper
from desktop.store.session import Derived
from desktop.values.door import building_label, stairwell_label

MOST_BUILDINGS = 200
_RANGE = re.compile(r"(\d{1,3})\s*[-–~到至]\s*(\d{1,3})")
_SEPARATORS = re.compile(r"[\s,，、;；]+")
_STAIRWELL = re.compile(r"(\d{1,2})\s*单元\s*(?:每层)?\s*(\d{1,2})\s*户")
_WITHOUT = re.compile(r"^[缺无没]有?")


class BuildingLine(Protocol):
    """One line of the wizard: "1-8" or "3,5" buildings alike, and what is different in them.

    `exceptions` is free writing: 2单元每层3户, 缺 1-101 (a room that is not there), both as often as needed.
    """

    @property
    def buildings(self) -> str:
        """Which buildings."""
        ...

    @property
    def stairwells(self) -> int:
        """How many stairwells each has, 0 for none."""
        ...

    @property
    def floors(self) -> int:
        """How many floors."""
        ...

    @property
    def per_floor(self) -> int:
        """How many doors on each floor of a stairwell."""
        ...

    @property
    def exceptions(self) -> str:
        """What is different."""
        ...


class FirstSteps:
    """The deeds of the first-run wizard over one profile; `units` is the register that the recovery sheet hangs on."""

    def __init__(
        self, profile: Profile, clock: Clock, *, derived: tuple[Derived, ...], units: Register, households: Register
    ) -> None:
        self._profile, self._clock, self._derived, self._units = profile, clock, derived, units
        self.households, self.backups = households, profile.backups

    def create(self, *, compound: str, branch: str, above: str, grid: str, user: str, password: str) -> Opened:
        """Make the profile; UserError with a field when an answer will not do."""
        return describe(
            profiles.create(
                self._profile, unit=grid or compound, user=user, password=password, clock=self._clock,
                derived=self._derived, above=above, branch=branch, compound=compound,
            )
        )  # fmt: skip

    def code_of(self, opened: Opened) -> str:
        """The recovery code as long as it was not tried out, then and after a restart ""."""
        return opened.desk.recovery_code

    def new_code(self, opened: Opened) -> str:
        """A new recovery code; the sheet before no longer opens."""
        opened.desk.recovery_code = keys.new_sheet(opened.desk)
        return opened.desk.recovery_code

    def sheet(self, opened: Opened, code: str) -> bytes:
        """The recovery sheet as PDF."""
        return recovery_pdf(opened.desk, self._units, code=code)

    def try_code(self, opened: Opened, code: str) -> bool:
        """Does this code open the very profile? UserError when it opens nothing.

        A paper that does is noted: whoever copied it by hand has a sheet as good as a printed one.
        """
        good = keys.try_sheet(opened.desk, code)
        if good:
            keys.note_tried(opened.desk)
        return good

    def plan(self, lines: Sequence[BuildingLine]) -> tuple[tuple[str, tuple[tuple[int, str, str], ...]], ...]:
        """Each planned building: its name, and floor, stairwell and room of each door."""
        return tuple(
            (
                building_label(plan.building),
                tuple((door.floor or 1, stairwell_label(door.stairwell), door.room) for door in rules.doors(plan)),
            )
            for plan in plans(lines)
        )

    def build(self, opened: Opened, lines: Sequence[BuildingLine]) -> int:
        """Make every door of the lines; returns how many were made."""
        return make_buildings(opened.desk, lines).doors

    def test_page(self, opened: Opened) -> bytes:
        """One page for the printer."""
        return test_page(opened.desk)

    def back_up(self, opened: Opened, folder: Path | None = None) -> Path:
        """A verified backup; returns the file."""
        return profiles.back_up(opened.desk, folder).path


def plans(lines: Sequence[BuildingLine]) -> tuple[BuildingPlan, ...]:
    """The buildings of all lines. UserError, with the line's words, for what cannot be."""
    found: dict[str, BuildingPlan] = {}
    for line in lines:
        per_stairwell, without = _exceptions(line.exceptions)
        for number in _numbers(line.buildings):
            if number in found:
                raise UserError(_("{number}号楼写了两次，请去掉一行。").format(number=number), field="buildings")
            plan = BuildingPlan(
                number, line.stairwells, line.floors, line.per_floor, per_stairwell=per_stairwell, without=without
            )
            rules.check_plan(plan)
            found[number] = plan
    if len(found) > MOST_BUILDINGS:
        raise UserError(_("一共 {count} 栋，超过了一个小区的上限，请核对楼号。").format(count=len(found)))
    return tuple(found.values())


def make_buildings(desk: Desk, lines: Sequence[BuildingLine]) -> Made:
    """Make every door of these lines; doors that stand already stay as they are."""
    wanted = plans(lines)
    with desk.store.read() as session:
        compound = compound_of(session, desk.actor.unit_id)
    with desk.store.write(desk.actor.id, "buildings.generate") as session:
        return generate(session, desk.actor, compound, plans=wanted)


def recovery_pdf(desk: Desk, units: Register, *, code: str) -> bytes:
    """The recovery sheet as PDF, two copies; the code is on the paper only."""
    form: Form = next(form for form in units.forms if form.name == "recovery-sheet")
    out = io.BytesIO()
    paper.print_form(
        desk.store, desk.actor, units, form, ids=(desk.actor.unit_id,), out=out, clock=desk.clock, given={"code": code}
    )
    return out.getvalue()


def test_page(desk: Desk) -> bytes:
    """One page that shows whether the printer works and prints in true size."""
    return ruler_page(Stamp(desk.actor.name, desk.clock.now_ms()))


def _numbers(typed: str) -> list[str]:
    """1-8 and 10, 12 as building numbers, in order."""
    found: list[str] = []
    rest = _RANGE.sub(lambda pair: _spread(pair, found), typed.replace("号楼", "").replace("栋", ""))  # data
    found += [part for part in _SEPARATORS.split(rest) if part]
    if not found:
        raise UserError(_("请填写楼号，例如 1-8，或 3、5、7"), field="buildings")
    return sorted(dict.fromkeys(found), key=lambda number: (not number.isdigit(), number.zfill(6)))


def _spread(pair: re.Match[str], found: list[str]) -> str:
    first, last = int(pair[1]), int(pair[2])
    if not first <= last < first + MOST_BUILDINGS:
        raise UserError(_("楼号“{typed}”前后颠倒或太多，请核对。").format(typed=pair[0]), field="buildings")
    found.extend(str(number) for number in range(first, last + 1))
    return " "


def _exceptions(typed: str) -> tuple[tuple[tuple[str, int], ...], tuple[str, ...]]:
    """2单元每层3户 and 缺 1-101 1-102, as the plan has them."""
    per_stairwell = tuple((pair[1], int(pair[2])) for pair in _STAIRWELL.finditer(typed))
    rest = _STAIRWELL.sub(" ", typed)
    words = [_WITHOUT.sub("", word) for word in _SEPARATORS.split(rest)]
    rooms = tuple(word for word in words if word)
    strange = [word for word in rooms if not re.fullmatch(r"(?:\d{1,2}-)?\d{2,4}", word)]
    if strange:
        raise UserError(
            _("例外“{word}”没有看懂。可以写：2单元每层3户，缺 1-101。").format(word=strange[0]), field="exceptions"
        )
    return per_stairwell, rooms
