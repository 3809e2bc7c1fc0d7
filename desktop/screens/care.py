"""关怀登记: its page and its form, for those to whom the register was given by name."""

from uuid import UUID

from desktop.base.text import _
from desktop.screens.ways import Ways, form_place
from desktop.ui.desk import Command, Desk
from desktop.ui.page import Page
from desktop.ui.places import Place

GROUP = _("居民住户")


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tab; nobody else sees it, nor that there is one."""
    desk = ways.desk
    return (
        (
            "care.see",
            Place(
                "care", _("关怀登记"), "heart-handshake", GROUP, lambda _desk: page(desk),
                record=lambda _desk, key: form(desk, key),
            ),
        ),
        ("care.save", form_place("care.new", _("新增关怀登记"), GROUP, lambda _key: form(desk, None))),
    )  # fmt: skip


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """No function of its own: the place is found by its title."""
    return ()


def page(desk: Desk) -> Page:
    """关怀登记."""
    from desktop.registers.care.screen import CarePage  # late: once it is opened

    return CarePage(desk)


def form(desk: Desk, need_id: UUID | None) -> Page:
    """One need; None enters a new one."""
    from desktop.registers.care.screen import CareForm  # late: once it is opened

    return CareForm(desk, need_id)
