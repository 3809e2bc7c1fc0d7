"""关怀登记: its page and its form, for those to whom the register was given by name."""

from uuid import UUID

from desktop.base.text import _
from desktop.screens.ways import Ways, form_place
from desktop.store.session import Changes
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


def follow(desk: Desk, changes: Changes) -> None:
    """The tab goes and comes with the register, whoever switched it: the settings, their 撤销, the exchange."""
    if "unit_setting" not in changes.tables or not desk.actor.may("care.see"):
        return
    from desktop.registers.care.queries import purpose  # late: once a setting changes

    unit = desk.actor.unit_id

    def told(found: str) -> None:
        desk.let_find("care", found=bool(found))

    desk.tasks.read(desk.tasks, lambda session: purpose(session, unit), told, key="care")


def page(desk: Desk) -> Page:
    """关怀登记."""
    from desktop.registers.care.screen import CarePage  # late: once it is opened

    return CarePage(desk)


def form(desk: Desk, need_id: UUID | None) -> Page:
    """One need; None enters a new one."""
    from desktop.registers.care.screen import CareForm  # late: once it is opened

    return CareForm(desk, need_id)
