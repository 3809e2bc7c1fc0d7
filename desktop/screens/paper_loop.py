"""The way back from paper: whole sheets, sheets that are still out, phrases, and what visits leave to do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from desktop.access.actor import Actor
from desktop.base.ids import uuid7
from desktop.base.late import late
from desktop.base.text import _
from desktop.registers.contacts import queries, rules
from desktop.reports import paper_out
from desktop.screens.ways import Ways, form_place
from desktop.spec import Action
from desktop.standard import drafts, phrases, sheets_out
from desktop.standard.list import Filter
from desktop.standard.phrases import Phrase
from desktop.standard.sheet_rows import OutSheet
from desktop.ui.data_places import PAPER
from desktop.ui.desk import Command, Desk
from desktop.ui.page import Page
from desktop.ui.places import Place
from desktop.ui.standard_places import screen_ways, standard_place

if TYPE_CHECKING:
    from desktop.registers.contacts import service
    from desktop.ui.phrases import PhraseWays
else:
    service = late("desktop.registers.contacts.service")

GROUP = _("联户走访")
ERASE = Action("erase", _("清除谈话内容"), service.erase_words, icon="trash-2")


def places(ways: Ways) -> tuple[tuple[str, Place], ...]:
    """The pages of this area, each with the permission to see it."""
    desk = ways.desk
    listed = replace(standard_place(desk, "phrases"), tab=False, make=lambda _desk: phrase_list(ways))
    return (
        ("contacts.see", Place("paper_out", _("未收回的表"), "scan-line", PAPER, lambda _desk: sheets(ways))),
        (
            "contacts.see",
            Place(
                sheets_out.PLACE, _("整张录入"), "pencil", PAPER, lambda _desk: sheets(ways), tab=False,
                record=lambda _desk, key: whole_sheet(ways, key),
            ),
        ),
        ("phrases.see", listed),
        ("phrases.save", form_place("phrases.new", _("新增常用语"), GROUP, lambda _id: phrase(ways))),
        (
            "visits.see",
            Place("visits.event", _("待转事件"), "list", GROUP, lambda _desk: to_events(ways), tab=False),
        ),
        ("visits.erase", Place("visits.old", _("满两年的走访记录"), "history", GROUP, lambda _desk: old_notes(ways),
                               tab=False)),
    )  # fmt: skip


def commands(ways: Ways) -> tuple[tuple[str, Command], ...]:
    """The functions of this area, each with the permission to use it."""
    go = ways.go
    return (
        ("phrases.see", Command("phrases", _("常用语"), lambda: go("phrases", None), (_("走访"),), icon="list")),
        ("visits.see", Command("visits.event", _("待转事件"), lambda: go("visits.event", None), (_("走访"),),
                               icon="list")),
        ("visits.erase", Command("visits.old", _("满两年的走访记录"), lambda: go("visits.old", None), (_("清除"),),
                                 icon="history")),
    )  # fmt: skip


def phrase_ways(desk: Desk) -> "PhraseWays":
    """Where 常用语 come from, for any page with a text."""
    from desktop.ui.phrases import PhraseWays  # late: once it is opened

    actor: Actor = desk.actor

    def add(session: Any, use: str, text: str) -> None:
        actor.require("phrases.save")
        made = Phrase(unit_id=actor.unit_id, use=use, text=text, shared=False, owner_id=actor.id)
        phrases.check(made)
        session.add(made)

    return PhraseWays(
        read=lambda session, use: phrases.choices(session, actor, use=use),
        same=lambda session, use: queries.last_words(session, actor, use),
        add=add if actor.may("phrases.save") else None,
        manage=(lambda: desk.go("phrases", None)) if actor.may("phrases.save") else None,
    )


@dataclass(frozen=True, slots=True)
class SheetDrafts:
    """What is typed into a sheet and not saved, as the keeper of drafts wants it."""

    actor: Actor

    def draft(self, session: Any, record_id: UUID) -> drafts.Draft | None:
        """This person's draft of a sheet."""
        return drafts.find(session, self.actor, register=sheets_out.PLACE, record_id=record_id)

    def keep_draft(
        self, session: Any, record_id: UUID, *, label: str, said: Mapping[str, str], at: int, version: object
    ) -> None:
        """Keep what is typed."""
        place = sheets_out.PLACE
        drafts.keep(session, self.actor, register=place, record_id=record_id, label=label, said=said, at=at)

    def drop_draft(self, session: Any, record_id: UUID) -> None:
        """Forget what was typed."""
        drafts.drop(session, self.actor, register=sheets_out.PLACE, record_id=record_id)


def whole_sheet(ways: Ways, sheet_id: UUID) -> Page:
    """整张录入."""
    from desktop.ui.form_ways import form_ways  # late, each: once it is opened
    from desktop.ui.whole_sheet import SheetWays, WholeSheetPage
    from desktop.ui.whole_sheet_model import Written

    desk, actor, day = ways.desk, ways.actor, ways.day

    def save(session: Any, wanted: UUID, rows: tuple[Written, ...], on: date, member_id: UUID | None) -> int:
        written = tuple(service.Written(place, **_plain(values)) for place, values in rows)
        visitor = "" if member_id else actor.name
        return service.log_sheet(
            session, actor, wanted, written=written, on=on, today=day, member_id=member_id, visitor_name=visitor
        )

    made = SheetWays(
        read=lambda session, wanted: paper_out.whole_sheet(session, actor, wanted),
        save=save,
        drafts=SheetDrafts(actor),
        fields=form_ways(desk, desk.register("visits"), None),
        phrases=phrase_ways(desk),
        may=actor.may("contacts.visit"),
    )
    return WholeSheetPage(desk, sheet_id, made)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts that were left empty are empty, not missing."""
    return {name: "" if value is None and name in {"said", "needs"} else value for name, value in values.items()}


def sheets(ways: Ways) -> Page:
    """未收回的表."""
    from desktop.ui.paper_out import PaperOutPage, PaperWays  # late: once it is opened

    desk, actor, day = ways.desk, ways.actor, ways.day

    def close(session: Any, sheet_id: UUID, how: Any) -> int:
        return sheets_out.close(session, actor, [sheet_id], how=how, at=desk.clock.now_ms())

    def again(sheet: OutSheet) -> None:
        found = [(one, form) for one in desk.catalog for form in one.forms if form.name == sheet.form]
        if found:
            read = partial(paper_out.open_ids, actor=actor, sheet_id=sheet.id)
            desk.tasks.read(page, read, lambda ids: desk.print_form(*found[0], ids))

    page = PaperOutPage(desk, PaperWays(
        read=lambda session, every: paper_out.sheets(session, actor, today=day, every=every),
        find=lambda session, typed: paper_out.find_sheet(session, actor, typed),
        close=close,
        enter=lambda sheet_id: desk.go(sheets_out.PLACE, sheet_id),
        print_again=again if actor.may("households.print") else None,
        may=actor.may("contacts.close_sheet"),
    ))  # fmt: skip
    return page


def phrase_list(ways: Ways) -> Page:
    """常用语; the shipped ones can be made one's own, to be changed and put away."""
    from desktop.ui.phrase_list import PhraseList  # late: once it is opened

    desk, actor = ways.desk, ways.actor
    listed = screen_ways(desk, desk.register("phrases"), new=lambda: desk.go("phrases.new", uuid7()))
    return PhraseList(desk, desk.register("phrases"), ways=listed, adopt=lambda s: phrases.adopt(s, actor))


def phrase(ways: Ways) -> Page:
    """A new sentence, shared unless one says otherwise."""
    from desktop.ui.record_page import RecordPage  # late: once it is opened

    desk = ways.desk
    register = desk.register("phrases")
    return RecordPage(desk, register, None, ways=screen_ways(desk, register))


def to_events(ways: Ways) -> Page:
    """待转事件."""
    return _visits(ways, _("待转事件"), _("没有待转事件的走访。"), (Filter("to_event", values=(True,)),))


def old_notes(ways: Ways) -> Page:
    """满两年的走访记录, whose words are to be cleared."""
    old = Filter("visited_on", span=(None, rules.words_end(ways.day)))
    always, title = (old, Filter("has_words", values=(True,))), _("满两年的走访记录")
    return _visits(ways, title, _("没有满两年的谈话内容要清除。"), always, extra=(ERASE,))


def _visits(
    ways: Ways, title: str, nothing: str, always: tuple[Filter, ...], *, extra: tuple[Action, ...] = ()
) -> Page:
    from desktop.ui.list_narrowed import NarrowedList  # late: once it is opened

    register = ways.desk.register("visits")
    listed = screen_ways(ways.desk, register)
    return NarrowedList(ways.desk, register, always, title=title, nothing=nothing, ways=listed, extra_actions=extra)
