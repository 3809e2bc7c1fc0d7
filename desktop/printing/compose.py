"""Turns blocks into slabs, each kind by its setter."""

from collections.abc import Sequence
from dataclasses import replace
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
    """All slabs of a form, from the top down. A place to sign never stands on a page without any of what is signed."""
    slabs: list[Slab] = []
    held = 0  # slabs at the end that stay with a place to sign: the last of the content, and what stands between
    for block in blocks:
        made = _set(block, room)
        if isinstance(block, Signatures):
            slabs[len(slabs) - held :] = [replace(slab, keep_next=True) for slab in slabs[len(slabs) - held :]]
        if isinstance(block, PageBreak):
            held = 0
        elif isinstance(block, Note | Spacer | Signatures):
            held += len(made) if held else 0
        else:
            held = 1
        slabs += made
    return slabs


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
