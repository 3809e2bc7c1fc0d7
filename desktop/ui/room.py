"""How wide a widget may be before what it scrolls in has to be pushed sideways."""

from PySide6.QtWidgets import QScrollArea, QWidget


def room_for(widget: QWidget) -> int:
    """Pixels: its own width, or less where it already stands out of the area that it scrolls in."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is None or above.widget() is None:
        return widget.width()
    return min(widget.width(), above.viewport().width() - above.widget().width() + widget.width())
