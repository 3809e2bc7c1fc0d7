"""What a record page reads and writes by default: the standard verbs, as the person signed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from desktop.access.actor import Actor
from desktop.spec import Register
from desktop.standard import drafts
from desktop.standard.drafts import Draft
from desktop.standard.history import Event, history, restore_value
from desktop.standard.load import Line, Loaded, load
from desktop.standard.save import Saved, save


def tables_of(register: Register) -> frozenset[str]:
    """The tables that the page of a record shows: its own, those of its child rows, and those its deeds write."""
    models = (register.model, *(child.model for child in register.children), *(words.model for words in register.words))
    return frozenset(model.__tablename__ for model in models)


@dataclass(frozen=True, slots=True)
class RegisterRecords:
    """Every method runs off the main thread, with a session that may read or, for deeds, write."""

    actor: Actor
    register: Register
    catalog: tuple[Register, ...]
    today: date

    def load(self, session: Any, record_id: UUID) -> Loaded:
        """The record as it stands."""
        return load(session, self.actor, self.register, record_id)

    def save(
        self,
        session: Any,
        record_id: UUID | None,
        *,
        values: Mapping[str, Any],
        children: Mapping[str, Sequence[Line]],
        version: UUID | None,
    ) -> Saved:
        """Save it and forget its draft, in one deed; fields that are not in `values` stay as they are stored now."""
        if record_id is not None:
            now = load(session, self.actor, self.register, record_id).values
            values = {
                **{field.name: now[field.name] for field in self.register.fields if not field.read_only},
                **values,
            }
        saved = save(session, self.actor, self.register, record_id, values=values, children=children, version=version)
        self.drop_draft(session, record_id)
        return saved

    def draft(self, session: Any, record_id: UUID | None) -> Draft | None:
        """This person's draft of it."""
        return drafts.find(session, self.actor, register=self.register.name, record_id=record_id)

    def keep_draft(
        self,
        session: Any,
        record_id: UUID | None,
        *,
        label: str,
        said: Mapping[str, str],
        at: int,
        version: UUID | None,
    ) -> None:
        """Keep what is typed."""
        name = self.register.name
        drafts.keep(
            session, self.actor, register=name, record_id=record_id, label=label, said=said, at=at, version=version
        )

    def drop_draft(self, session: Any, record_id: UUID | None) -> None:
        """Forget what was typed."""
        drafts.drop(session, self.actor, register=self.register.name, record_id=record_id)

    def history(self, session: Any, record_id: UUID) -> tuple[Event, ...]:
        """Who changed what."""
        return history(session, self.actor, self.register, record_id, catalog=self.catalog, today=self.today)

    def restore_value(self, session: Any, change_id: UUID, field: str) -> UUID:
        """Put one value back."""
        return restore_value(session, self.actor, change_id=change_id, field=field)
