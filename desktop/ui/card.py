"""The white card that a table and what stands in its place lie on."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


def on_card(*parts: QWidget) -> QFrame:
    """A card around `parts`, one under the other; the first takes the room. Its edge stays visible around them."""
    made = QFrame()
    made.setProperty("kind", "card")
    inside = QVBoxLayout(made)
    inside.setContentsMargins(1, 1, 1, 1)
    for part in parts:
        inside.addWidget(part)
    inside.setStretch(0, 1)
    return made
