"""Where the focus was on a page, in a word that survives the page: a lock or a change of person gives it back."""

from PySide6.QtWidgets import QWidget


def name_in(page: QWidget) -> str:
    """What the focused part of a page is called for those who cannot see it; "" when it has no name."""
    held: QWidget | None = page.focusWidget()
    while held is not None and held is not page:
        if held.accessibleName():
            return held.accessibleName()
        held = held.parentWidget()
    return ""


def give_back(page: QWidget, name: str) -> bool:
    """Put the focus where it was, if the page has such a part now."""
    for part in page.findChildren(QWidget) if name else ():
        if part.accessibleName() == name and part.isEnabled() and not part.isHidden():
            part.setFocus()
            return True
    return False
