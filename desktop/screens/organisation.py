"""组织队伍: the territory, the Party organisations and their posts."""

from desktop.screens.ways import Ways
from desktop.ui.desk import Command
from desktop.ui.places import Place
from desktop.ui.standard_places import standard_place


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    return (("units.see", standard_place(ways.desk, "units")),)


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area."""
    return ()
