"""What the fields of a form need from the rest of the desk: finding records, naming one, showing what is masked."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from desktop.base.errors import UserError
from desktop.search import index
from desktop.spec import Field, Register
from desktop.standard.load import label_of, record_in_scope
from desktop.ui.desk import Desk
from desktop.ui.form import FormWays
from desktop.ui.picker import Find, Pick

MOST = 8  # results of a picker: more are narrowed by typing on


def form_ways(desk: Desk, register: Register, record_id: UUID | None) -> FormWays:
    """The ways of a form that shows `record_id` of `register`; a new record has nothing to reveal."""

    def reveal(field: Field, show: Callable[[str], None]) -> None:
        assert desk.reveal is not None
        desk.reveal(register.name, record_id, field=field, done=show)

    may_reveal = record_id is not None and desk.reveal is not None and desk.actor.may(f"{register.name}.reveal")
    return FormWays(
        find=lambda name: _find(desk, name),
        label=lambda name, wanted, show: _label(desk, name, wanted, show),
        reveal=reveal if may_reveal else None,
    )


def _find(desk: Desk, register: str) -> Find:
    def find(text: str, show: Callable[[Sequence[Pick]], None]) -> None:
        def job(session: Any) -> list[Pick]:
            kinds = frozenset({register})
            hits = index.query(session.connection(), text, units=desk.actor.scope, kinds=kinds, limit=MOST)
            return [Pick(hit.id, hit.label, hit.sublabel) for hit in hits]

        desk.tasks.read(desk.tasks, job, show, key=f"pick.{register}")

    return find


def _label(desk: Desk, name: str, wanted: UUID, show: Callable[[str], None]) -> None:
    register = desk.register(name)

    def job(session: Any) -> str:
        try:
            return label_of(session, register, record_in_scope(session, desk.actor, register, wanted))
        except UserError:
            return ""  # somebody outside the scope: the form keeps the reference and shows no name

    desk.tasks.read(desk.tasks, job, show)
