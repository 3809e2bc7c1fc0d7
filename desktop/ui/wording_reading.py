"""What the page of a form's wording reads: the texts in force, versions, records to try them on, a preview."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from desktop.base.clock import today
from desktop.printing.page import Paper
from desktop.spec import Form, Register
from desktop.standard import drafts, wording, wording_versions
from desktop.standard.drafts import Draft
from desktop.ui.desk import Desk
from desktop.ui.form_picker_reading import rows_of
from desktop.ui.print_menu import paper_of

DRAFTS = "wording"  # the register that their drafts are kept under
SHOWN = 3  # sheets in the preview


@dataclass(frozen=True, slots=True)
class Worded:
    """A form with texts that may be settled, and the register that it hangs on."""

    register: Register
    form: Form

    @property
    def key(self) -> UUID:
        """The id that its page is opened for."""
        return key_of(self.form.name)


@dataclass(frozen=True, slots=True)
class Found:
    """`current` None: the shipped texts are in force. `records` are the first ones that the form can be tried on."""

    texts: Mapping[str, str]
    versions: tuple[wording.Version, ...]
    current: wording.Version | None
    records: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """The first pages with the texts that were typed."""

    pdf: bytes
    pages: int
    paper: Paper


def key_of(form: str) -> UUID:
    """The name of a form as an id."""
    return uuid5(NAMESPACE_URL, form)


def worded(desk: Desk) -> tuple[Worded, ...]:
    """The forms of the catalogue that have such texts, each once."""
    found: dict[str, Worded] = {}
    for register in desk.catalog:
        for form in register.forms:
            if wording.has_wording(form.name) and desk.actor.may(f"{register.name}.print"):
                found.setdefault(form.name, Worded(register, form))
    return tuple(found.values())


def read(session: Any, desk: Desk, one: Worded) -> Found:
    """Everything but the draft."""
    name, unit_id = one.form.name, desk.actor.unit_id
    return Found(
        wording.of_unit(session, unit_id, name),
        wording_versions.history(session, unit_id, name),
        wording_versions.current(session, unit_id, name),
        rows_of(session, actor=desk.actor, register=one.register, text="", today=today(desk.clock)),
    )


def try_out(session: Any, desk: Desk, one: Worded, record_id: UUID, texts: Mapping[str, str]) -> Tried:
    """Draw the form of a record with these texts, signed or not; nothing is kept and nothing logged."""
    from desktop.standard import paper  # late, and off the main thread: the PDF library takes a moment

    wording.try_out(session, one.form.name, texts)
    whole = paper.fresh(session, desk.actor, one.form, ids=(record_id,), at=desk.clock.now_ms())
    out = io.BytesIO()
    printed = paper.draw(replace(whole, subjects=whole.subjects[:SHOWN]), out)
    return Tried(out.getvalue(), printed.pages, paper_of(one.form))


class WordingDrafts:
    """Keeps what is typed, as DraftKeeper asks for it."""

    def __init__(self, desk: Desk) -> None:
        self._actor = desk.actor

    def draft(self, session: Any, record_id: UUID | None) -> Draft | None:
        """This person's draft of the texts."""
        return drafts.find(session, self._actor, register=DRAFTS, record_id=record_id)

    def keep_draft(self, session: Any, record_id: UUID | None, **said: Any) -> None:
        """Keep what is typed."""
        drafts.keep(session, self._actor, register=DRAFTS, record_id=record_id, **said)

    def drop_draft(self, session: Any, record_id: UUID | None) -> None:
        """Forget what was typed."""
        drafts.drop(session, self._actor, register=DRAFTS, record_id=record_id)
