"""How a set of titles was mapped and what its words meant: asked once, remembered on this PC."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
from sqlalchemy.orm import Session

from desktop.standard.importing.choices import Choices
from desktop.standard.importing.staged import Staged
from desktop.standard.tables import ImportMemory


@dataclass(frozen=True, slots=True)
class Remembered:
    """`mapping`: target → title, of `register`; `words`: "table/word" → code."""

    mapping: Mapping[str, str]
    words: Mapping[str, str]
    register: str


def recall(session: Session, header_key: str) -> Remembered | None:
    """What is remembered for these titles, or None."""
    row = session.get(ImportMemory, header_key)
    if row is None:
        return None
    decode = msgspec.json.Decoder(dict[str, str]).decode
    return Remembered(decode(row.mapping), decode(row.words), row.register)


def remember(session: Session, staged: Staged, choices: Choices, *, at: int) -> None:
    """Keep the mapping that was used and every word that was given a meaning. `session` is a writing one."""
    if not staged.header_key:
        return
    row = session.get(ImportMemory, staged.header_key)
    if row is None:
        row = ImportMemory(header_key=staged.header_key)
        session.add(row)
    row.register = staged.register
    row.mapping = msgspec.json.encode(dict(staged.mapping))
    row.words = msgspec.json.encode({**staged.words, **choices.words})
    row.at = at
