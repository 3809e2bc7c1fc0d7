"""Which parts of a shown text answer what was typed, literally or by pinyin."""

import re

from desktop.search.folding import fold
from desktop.search.pinyin import usual_sounds
from desktop.search.surnames import COMPOUND, SINGLE
from desktop.search.typed_doors import typed_door

Span = tuple[int, int]
_SEPARATORS = re.compile(r"[\s,，、;；/]+")
_RUNS = re.compile(r"[a-z]+|[0-9][0-9x-]*|[^0-9a-z]+")


def highlight(text: str, query: str) -> tuple[Span, ...]:
    """The (start, end) of each part of `text` that a word of `query` stands for, in order, never overlapping."""
    plain = fold(text)
    found = [span for word in _words(query) if (span := find_word(plain, word)) is not None]
    return _joined(found)


def find_word(plain: str, word: str) -> Span | None:
    """Where folded text holds a folded word: as it stands, else as pinyin from one of its characters on."""
    if not word:
        return None
    start = plain.find(word)
    if start >= 0:
        return start, start + len(word)
    if not word.isascii():  # names with a dot are typed without it
        dotted = re.search("·?".join(map(re.escape, word)), plain)
        return dotted.span() if dotted else None
    if not word.isalpha():
        return None
    for start in range(len(plain)):
        end = _spelled_end(plain, start, word)
        if end is not None:
            return start, end
    return None


def _words(query: str) -> list[str]:
    plain = fold(query)
    words = [word for piece in _SEPARATORS.split(plain) for word in _piece_words(piece)]
    joined = "".join(words)
    return [joined, *words] if len(words) > 1 and joined.isalpha() and joined.isascii() else words


def _piece_words(piece: str) -> list[str]:
    door = typed_door(piece)
    return [door[1]] if door else _RUNS.findall(piece)


def _spelled_end(plain: str, start: int, word: str) -> int | None:
    """Where the spelling `word` ends when it begins at `start`; each character gives a syllable or its first letter.

    The last character may be spelled in part.
    """
    if start >= len(plain) or plain[start].isspace():
        return None
    character = plain[start]
    if character in "·-":
        return _spelled_end(plain, start + 1, word) if start else None
    for sound in _all_sounds(plain, start):
        if sound.startswith(word):
            return start + 1
        if word.startswith(sound) and (end := _spelled_end(plain, start + 1, word[len(sound) :])) is not None:
            return end
        if word[0] == sound[0] and (end := _spelled_end(plain, start + 1, word[1:])) is not None:
            return end
    return None


def _all_sounds(plain: str, at: int) -> tuple[str, ...]:
    """The readings under which the index finds a character, those it has only as a surname or in one among them."""
    character = plain[at]
    found = list(usual_sounds(character))
    found += [reading.rstrip("12345") for reading in SINGLE.get(character, ())]
    for begin in (at - 1, at):
        for reading in COMPOUND.get(plain[max(begin, 0) : begin + 2], ()):
            found.append(re.findall(r"[a-z]+", reading)[at - begin])
    return tuple(dict.fromkeys(found))


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
