"""What this PC remembers of its printers, and of how each form was printed last; nobody's own, and no person's data."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.printing.page import Offset
from desktop.standard.tables import FormSetup, PrinterSetup


@dataclass(frozen=True, slots=True)
class Choice:
    """How a form is to be printed. `printer` and `tray` may be empty: nothing was chosen yet."""

    printer: str = ""
    tray: str = ""
    copies: int = 1
    both_sides: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The usual printer ("" for that of the system), and the nudge of each printer."""

    usual: str
    offsets: Mapping[str, Offset]

    def offset(self, printer: str) -> Offset:
        """How far this printer is nudged."""
        return self.offsets.get(printer, Offset())


def known(session: Session) -> Known:
    """Every printer that something was set for."""
    rows = session.scalars(select(PrinterSetup).order_by(PrinterSetup.name)).all()
    usual = next((row.name for row in rows if row.usual), "")
    return Known(usual, {row.name: Offset(row.right_mm, row.down_mm) for row in rows})


def nudge(session: Session, printer: str, offset: Offset) -> None:
    """Keep how far a printer is off, in millimetres."""
    row = _printer(session, printer)
    row.right_mm, row.down_mm = offset.x_mm, offset.y_mm


def make_usual(session: Session, printer: str) -> None:
    """Offer this printer first from now on."""
    for row in session.scalars(select(PrinterSetup)):
        row.usual = False
    _printer(session, printer).usual = True


def of_form(session: Session, register: str, form: str) -> Choice | None:
    """How a form was printed last; None when it never was."""
    row = session.get(FormSetup, (register, form))
    return Choice(row.printer, row.tray, row.copies, row.both_sides) if row else None


def keep_form(session: Session, register: str, form: str, *, choice: Choice) -> None:
    """Remember how a form is printed now."""
    session.merge(
        FormSetup(
            register=register, form=form, printer=choice.printer, tray=choice.tray, copies=choice.copies,
            both_sides=choice.both_sides,
        )
    )  # fmt: skip


def _printer(session: Session, name: str) -> PrinterSetup:
    row = session.get(PrinterSetup, name)
    if row is None:
        row = PrinterSetup(name=name, right_mm=0.0, down_mm=0.0, usual=False)
        session.add(row)
    return row
