"""What is to be printed, and its first pages as the preview shows them."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from desktop.printing.page import Offset, Paper
from desktop.spec import Form, Register
from desktop.standard import print_choices
from desktop.standard.print_choices import Choice, Known
from desktop.ui.desk import Desk
from desktop.ui.print_menu import paper_of

SHOWN = 20  # sheets in the preview; a print of 500 is looked at in its first ones


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be printed."""

    register: Register
    form: Form
    ids: tuple[UUID, ...]
    filter_text: str = ""
    given: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A job, its first sheets as PDF, and what this PC remembers of printing the form."""

    job: Any  # standard.paper.Job
    pdf: bytes
    pages: int
    missing: tuple[Any, ...]
    paper: Paper
    choice: Choice | None
    known: Known
    offset: Offset  # the nudge that the pages are drawn with


def read(session: Any, desk: Desk, wish: Wish, *, both_sides: bool | None, offset: Offset | None) -> Drawn:
    """Read and draw, on a reader thread; without `both_sides` and `offset` as this form was printed last."""
    from desktop.standard import paper  # late, and off the main thread: the PDF library takes a moment

    whole = paper.gather(
        session, desk.actor, wish.register, wish.form,
        ids=wish.ids, clock=desk.clock, filter_text=wish.filter_text, given=wish.given,
    )  # fmt: skip
    known = print_choices.known(session)
    choice = print_choices.of_form(session, wish.register.name, wish.form.name)
    if both_sides is None:
        both_sides = choice is not None and choice.both_sides
    if offset is None:
        offset = known.offset(choice.printer if choice else known.usual)
    first = replace(whole, subjects=whole.subjects[:SHOWN], both_sides=both_sides, offset=offset)
    out = io.BytesIO()
    printed = paper.draw(first, out)
    missing = paper.missing_names(whole)
    return Drawn(whole, out.getvalue(), printed.pages, missing, paper_of(wish.form), choice, known, offset)
