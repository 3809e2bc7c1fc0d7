"""Turns blocks into slabs, each kind by its setter."""

from collections.abc import Sequence
from typing import assert_never

from desktop.printing.blocks import (
    Block,
    Cards,
    Drawing,
    Fields,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Qr,
    Signatures,
    Spacer,
    Table,
    Title,
)  # fmt: skip
from desktop.printing.set_cards import set_cards
from desktop.printing.set_drawing import set_drawing
from desktop.printing.set_grid import set_fields, set_table
from desktop.printing.set_marks import set_qr, set_signatures
from desktop.printing.set_text import set_heading, set_note, set_paragraph, set_title, space
from desktop.printing.slabs import Room, Slab, nothing


def compose(blocks: Sequence[Block], room: Room) -> list[Slab]:
    """All slabs of a form, from the top down."""
    return [slab for block in blocks for slab in _set(block, room)]


def _set(block: Block, room: Room) -> list[Slab]:
    match block:
        case Title():
            return set_title(block, room)
        case Heading():
            return set_heading(block, room)
        case Paragraph():
            return set_paragraph(block, room)
        case Fields():
            return set_fields(block, room)
        case Table():
            return set_table(block, room)
        case Cards():
            return set_cards(block, room, compose)
        case Signatures():
            return set_signatures(block, room)
        case Qr():
            return set_qr(block, room)
        case Drawing():
            return set_drawing(block, room)
        case Note():
            return set_note(block, room)
        case Spacer():
            return [space(room.mm(block.height_mm) * room.scale)]
        case PageBreak():
            return [Slab(0.0, nothing, new_page=True)]
        case _:
            assert_never(block)
