"""Finding functions, forms and settings by a few letters: small lists, matched in memory."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.search.folding import fold, squeeze
from desktop.search.highlight import Span, find_word, highlight


@dataclass(frozen=True, slots=True)
class Command:
    """One function as the palette offers it; `keywords` are other words that people say for it."""

    name: str
    title: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommandHit:
    """A command that matches, with the (start, end) of what matched in its title."""

    command: Command
    spans: tuple[Span, ...]


def match_words(text: str, candidates: Sequence[Command]) -> list[CommandHit]:
    """The commands in which every typed word is found, literally or by pinyin ("dy qdb" finds 打印签到表).

    Closest first: the title itself, its beginning, inside it, then keywords; equals stay in their given order.
    """
    words = [word for word in fold(text).split() if squeeze(word)]
    if not words:
        return []
    scored = [(score, command) for command in candidates if (score := _score(words, command)) is not None]
    scored.sort(key=lambda pair: pair[0])
    return [CommandHit(command, highlight(command.title, text)) for _score, command in scored]


def _score(words: list[str], command: Command) -> tuple[int, int] | None:
    """Smaller is closer; None when a word is found nowhere."""
    title = fold(command.title)
    whole = find_word(title, squeeze("".join(words)))
    if whole is not None and whole[0] == 0:
        return (0 if whole[1] == len(title) else 1), len(title)
    spans = [find_word(title, word) for word in words]
    if all(span is not None for span in spans):
        return 2, min(span[0] for span in spans if span is not None)
    elsewhere = [title, command.name.lower(), *map(fold, command.keywords)]
    if all(any(find_word(place, word) is not None for place in elsewhere) for word in words):
        return 3, len(title)
    return None
