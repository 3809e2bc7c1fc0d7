"""红色合伙人: partners, their agreements, projects and services, and the register of organisations."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import UUID

from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.screens.ways import Ways, form_place
from desktop.ui.desk import Command
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.standard_places import screen_ways, standard_place

GROUP = _("红色合伙人")
NEW = {"partners": _("新增合伙人"), "projects": _("新增领办项目"), "organisations": _("新增单位")}
Made = Callable[[Ways, UUID | None], Page]


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The tabs of this area, each with the permission to see it."""
    desk = ways.desk
    return (
        ("partners.see", _place(ways, "partners", partner)),
        ("agreements.see", replace(standard_place(desk, "agreements"), record=lambda _desk, key: agreement(ways, key))),
        ("projects.see", _place(ways, "projects", project)),
        ("deliveries.see", replace(standard_place(desk, "deliveries"), record=lambda _desk, key: delivery(ways, key))),
        ("organisations.see", _place(ways, "organisations", organisation)),
        *((f"{name}.save", _new_place(ways, name, made)) for name, made in MADE.items()),
    )


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area, each with the permission to use it."""
    return tuple(
        (f"{name}.save", Command(f"new.{name}", title, partial(_go_new, ways, name), (_("新增"),), icon="plus"))
        for name, title in NEW.items()
    )


def partner(ways: Ways, partner_id: UUID | None) -> Page:
    """One partner; None enrols a new one."""
    from desktop.registers.partners.screen import partner_page  # late: once it is opened

    return partner_page(ways.desk, partner_id, ways=screen_ways(ways.desk, ways.desk.register("partners")))


def agreement(ways: Ways, agreement_id: UUID) -> Page:
    """One agreement; new ones are drafted from the partner."""
    from desktop.registers.partners.screen import AgreementPage  # late: once it is opened

    return AgreementPage(ways.desk, agreement_id, ways=screen_ways(ways.desk, ways.desk.register("agreements")))


def project(ways: Ways, project_id: UUID | None) -> Page:
    """One project; None offers a new one."""
    from desktop.registers.partners.screen import project_page  # late: once it is opened

    return project_page(ways.desk, project_id, ways=screen_ways(ways.desk, ways.desk.register("projects")))


def delivery(ways: Ways, delivery_id: UUID) -> Page:
    """One service that was given; new ones are logged from the project."""
    from desktop.registers.partners.screen import DeliveryPage  # late: once it is opened

    return DeliveryPage(ways.desk, delivery_id, ways=screen_ways(ways.desk, ways.desk.register("deliveries")))


def organisation(ways: Ways, organisation_id: UUID | None) -> Page:
    """One organisation; None enters a new one."""
    from desktop.ui.form_ways import form_ways  # late, each: once it is opened
    from desktop.ui.record_page import RecordPage

    desk, register = ways.desk, ways.desk.register("organisations")
    fields = form_ways(desk, register, organisation_id)
    return RecordPage(desk, register, organisation_id, ways=screen_ways(desk, register), fields=fields)


MADE: dict[str, Made] = {"partners": partner, "projects": project, "organisations": organisation}


def _place(ways: Ways, name: str, made: Made) -> Place:
    register = ways.desk.register(name)

    def page() -> Page:
        from desktop.ui.list_page import ListPage  # late: once it is opened

        return ListPage(ways.desk, register, ways=screen_ways(ways.desk, register, new=partial(_go_new, ways, name)))

    return Place(
        name, register.title, register.icon, GROUP, lambda _desk: page(), record=lambda _desk, key: made(ways, key)
    )


def _new_place(ways: Ways, name: str, made: Made) -> Place:
    return form_place(f"{name}.new", NEW[name], GROUP, lambda _id: made(ways, None))


def _go_new(ways: Ways, name: str) -> None:
    """Open an empty page, never one that was saved before."""
    ways.desk.go(f"{name}.new", uuid7())
