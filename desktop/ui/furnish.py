"""Furnishing a desk: threads over the open store, settings, search, undo and reveals, and the window's inside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop.access.actor import Actor
from desktop.base.clock import Clock
from desktop.base.text import _
from desktop.search import index
from desktop.search.index import Hit
from desktop.spec import Field, Form, Register
from desktop.standard import preferences
from desktop.standard.views import View
from desktop.store.session import Store
from desktop.ui import shown_keys
from desktop.ui.at_work import AtWork
from desktop.ui.desk import Command, Desk, UndoToken
from desktop.ui.exchange_chip import ChipWays, ExchangeChip
from desktop.ui.identity import Identity
from desktop.ui.jot_strip import JotWays
from desktop.ui.means import Means
from desktop.ui.nav import Group
from desktop.ui.places import Place
from desktop.ui.saved_filters_shelf import Shelf
from desktop.ui.shell import Shell
from desktop.ui.style import Look
from desktop.ui.tasks import Step, Tasks
from desktop.ui.user_settings import UserSettings


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking a deed back came to, in the words of the window."""

    changed: int
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the composition root brings: pages, groups, functions and the deeds on a hit, made for the desk."""

    groups: tuple[Group, ...]
    places: Callable[[Desk], tuple[Place, ...]]
    commands: Callable[[Desk], tuple[Command, ...]] = lambda _desk: ()
    actions: Callable[[Desk, Hit], Sequence[Command]] = lambda _desk, _hit: ()
    jot: Callable[[Desk], JotWays | None] = lambda _desk: None
    chip: Callable[[Desk], ChipWays | None] = lambda _desk: None
    doubts: Callable[[Any, Any], frozenset[str]] = lambda _session, _rows: frozenset()  # of an undo out of turn


def desk_over(
    store: Store, actor: Actor, *, clock: Clock, catalog: tuple[Register, ...], chosen: Mapping[str, Any], look: Look
) -> Desk:
    """A desk without a window yet: its threads, and what its person chose."""
    tasks = Tasks(store.read, lambda action: store.write(actor.id, action))
    kept = UserSettings(tasks, chosen, lambda session, values: preferences.keep(session, actor, values), tasks)
    desk = Desk(store, actor, clock, catalog, tasks, kept, look)
    desk.reveal = lambda name, record_id, field, done: _reveal(desk, name, record_id, field=field, done=done)
    return desk


def furnish(
    desk: Desk, identity: Identity, furniture: Furniture, *, shut: Callable[[], None], back_up: Callable[[], bool]
) -> AtWork:
    """The window's inside over a desk, and how it is put away."""
    actor: Actor = desk.actor
    words = {register.name: (register.title, register.icon or "file-text") for register in desk.catalog}
    shelf = Shelf(desk, lambda view: _show_view(shell, view))
    means = Means(
        find=lambda session, text: find(session, actor, text, catalog=desk.catalog),
        reverse=lambda session, token, step: reverse(session, actor, token, on_step=step, doubts=furniture.doubts),
        kinds=lambda kind: words.get(kind, ("", "file-text")),
        actions=lambda hit: furniture.actions(desk, hit),
        commands=furniture.commands(desk),
        changing=shelf.commands,
        jot=furniture.jot(desk),
    )
    shell = Shell(desk, identity, groups=furniture.groups, places=furniture.places(desk), means=means)
    desk.print_form = lambda register, form, ids, **more: _print(shell, register, form, ids=ids, more=more)
    if (chip := furniture.chip(desk)) is not None:
        ExchangeChip(shell, desk, chip, show=shell.top.set_sync, on_page=lambda way: _exchange(shell, way))
    desk.bring_in = lambda register: _bring_in(shell, register)
    shell.password_asked.connect(lambda: _change_password(shell))
    chosen = desk.settings
    assert isinstance(chosen, UserSettings)
    shown_keys.turn(on=bool(chosen.get(shown_keys.KEY)))
    shell.stack.shown.connect(lambda visit: shown_keys.on_page_shown(visit.page))
    return AtWork(actor.name, desk, shell, desk.tasks, chosen, shut, back_up)


def find(session: Any, actor: Actor, text: str, *, catalog: Sequence[Register]) -> Sequence[Hit]:
    """What Ctrl+K finds: the record of a short code that was typed or scanned, else the search index."""
    from desktop.standard import by_code  # late: not before something is looked for

    return by_code.hits(session, actor, text, catalog=catalog) or index.query(
        session.connection(), text, units=actor.scope
    )


def reverse(
    session: Any,
    actor: Actor,
    token: UndoToken,
    *,
    on_step: Step = lambda _done, _total: None,
    doubts: Callable[[Any, Any], frozenset[str]] = lambda _session, _rows: frozenset(),
) -> Undone:
    """Take a deed or a batch back; what somebody changed since stays, and that is said."""
    from desktop.standard import undo  # late: not before something is taken back

    done = undo.undo(session, actor, tx=token.tx, batch=token.batch, on_step=on_step, doubts=doubts)
    if not done.kept:
        return Undone(done.changed, ())
    if not done.changed:
        return Undone(0, (_("这一步之后又改过，或者已经撤销过，没有动它。可在“历史”里逐条恢复。"),))
    sentence = _("已撤销 {changed} 处；另有 {kept} 处之后又改过，没有动它们，可在“历史”里逐条恢复。")
    return Undone(done.changed, (sentence.format(changed=done.changed, kept=len(done.kept)),))


def _change_password(shell: Shell) -> None:
    from desktop.ui.settings_page import SettingsPage  # late: once it is opened

    shell.go("settings")
    page = shell.stack.current.page if shell.stack.current else None
    assert isinstance(page, SettingsPage), "the settings are among the places"
    page.change_password()


def _print(shell: Shell, register: Register, form: Form, *, ids: Sequence[UUID], more: Mapping[str, Any]) -> None:
    from desktop.ui.print_preview import PrintPage  # late, each: once it is opened
    from desktop.ui.print_preview_wish import Wish

    shell.go("print")
    page = shell.stack.current.page if shell.stack.current else None
    assert isinstance(page, PrintPage), "the print page is among the places"
    page.show_wish(Wish(register, form, tuple(ids), **more))


def _bring_in(shell: Shell, register: Register) -> None:
    from desktop.ui.import_wizard import ImportPage  # late: once it is opened

    shell.go("import")
    page = shell.stack.current.page if shell.stack.current else None
    if isinstance(page, ImportPage):
        page.begin(register)


def _exchange(shell: Shell, way: str) -> None:
    from desktop.ui.exchange_page import ExchangePage  # late: once it is opened

    shell.go("exchange")
    page = shell.stack.current.page if shell.stack.current else None
    if isinstance(page, ExchangePage):
        page.begin(way)


def _show_view(shell: Shell, view: View) -> None:
    from desktop.ui.list_page import ListPage  # late: the first page may be no list

    shell.go(view.register)
    page = shell.stack.current.page if shell.stack.current else None
    if isinstance(page, ListPage):
        page.show_query(view.query)


def _reveal(desk: Desk, name: str, record_id: UUID, *, field: Field, done: Callable[[str], None]) -> None:
    from desktop.standard import fields, looks  # late, each: not before something is shown in full
    from desktop.standard.load import load

    register, actor, clock = desk.register(name), desk.actor, desk.clock

    def job(session: Any) -> str:
        actor.require(f"{name}.reveal")
        value = load(session, actor, register, record_id).values[field.name]
        what = _("{register} {field}").format(register=register.title, field=field.title)
        looks.log(session, actor, kind="reveal", what=what, at=clock.now_ms(), record_id=record_id)
        return fields.text(field, value)

    desk.tasks.write(desk.tasks, f"{name}.reveal", job, lambda text, _changes: done(text))
