"""Short ways through a page: fill and save it, do a deed of its menu, read its life."""

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QLabel

from tests.screens.conftest import Office


def every(office: Office, kind: Any) -> list[Any]:
    """All rows of a table, the oldest first."""
    with office.village.profile.store.read() as session:
        return session.query(kind).order_by(kind.id).all()


def new(office: Office, page_name: str, /, **texts: str) -> Any:
    """Fill the empty page of a register and save; the page of what was made."""
    page = office.go(page_name, UUID(int=1))
    page.form.set_texts(texts)
    page.save()
    office.settle()
    QApplication.processEvents()
    office.settle()
    return office.page


def deed(office: Office, verb: str) -> None:
    """Do a deed of the record in front, as its menu does."""
    (action,) = [one for one in office.page.deed_menu.actions if one.verb == verb]
    office.page.deed_menu.run(action, (office.page.record_id,))
    office.settle()


def life(office: Office) -> str:
    """What the page in front tells of its record."""
    return "\n".join(label.text() for label in office.page.life.findChildren(QLabel))
