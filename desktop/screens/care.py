"""关怀登记: its page and its form, for those to whom the register was given by name."""

from desktop.base.text import _
from desktop.registers.care.screen import CareForm, CarePage
from desktop.screens.ways import Ways, form_place
from desktop.ui.desk import Command
from desktop.ui.places import Place

GROUP = _("居民住户")


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tab; nobody else sees it, nor that there is one."""
    desk = ways.desk
    return (
        (
            "care.see",
            Place(
                "care", _("关怀登记"), "heart-handshake", GROUP, lambda _desk: CarePage(desk),
                record=lambda _desk, key: CareForm(desk, key),
            ),
        ),
        ("care.save", form_place("care.new", _("新增关怀登记"), GROUP, lambda _key: CareForm(desk, None))),
    )  # fmt: skip


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """No function of its own: the place is found by its title."""
    return ()
