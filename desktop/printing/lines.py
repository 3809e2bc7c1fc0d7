"""Where Chinese text may be cut into lines: punctuation keeps its side, numbers, words and amounts stay whole."""

import re
from collections.abc import Sequence

NOT_AT_START = frozenset("，。、；：？！）〕”》’」』】〉…—～·％%℃，．・,.;:?!)]}")
NOT_AT_END = frozenset("（〔“《‘「『【〈￥¥＄$([{")

# Kept whole: a date, a number or Latin word with what belongs to it (¥1,234.50元, 3-2-1302, 138****5678), and —— ……
_WHOLE = re.compile(
    r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月\d{1,2}日|"
    r"[¥￥$]?[0-9A-Za-z\u00c0-\u024f]"
    r"(?:[0-9A-Za-z\u00c0-\u024f*@_#&+/'.,:\-\u2011]*[0-9A-Za-z\u00c0-\u024f*])?(?:[元角分万亿%％‰℃㎡])?"
    r"|—{2,}|…{2,}"
)


def atoms(text: str) -> list[tuple[int, int]]:
    """The parts of one paragraph that are never cut, as spans that join without gaps."""
    ends = {match.start(): match.end() for match in _WHOLE.finditer(text)}
    spans: list[tuple[int, int]] = []
    start = at = 0
    size = len(text)
    while at < size:
        at = ends.get(at, at + 1)
        if at < size and (text[at - 1] in NOT_AT_END or text[at] in NOT_AT_START or text[at] == " "):
            continue
        spans.append((start, at))
        start = at
    return spans


def break_lines(
    text: str, widths: Sequence[float], limit: float, *, first: float | None = None
) -> list[tuple[int, int]]:
    """Cut `text` into lines not wider than `limit` (`first` for the first one), as spans without the spaces at ends.

    `widths` has one width per character in the unit of `limit`. A line feed always cuts. What is kept whole but wider
    than a line is cut between characters: text is never lost and never runs out of its box.
    """
    lines: list[tuple[int, int]] = []
    room = limit if first is None else first
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if sum(widths[start:end]) <= room:
            lines.append(_trimmed(text, start, end))
        else:
            lines += _filled(text, widths, (start, end), room, limit)
        room = limit
        start = end + 1
    return lines


def _filled(
    text: str, widths: Sequence[float], span: tuple[int, int], room: float, limit: float
) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    begin, end = span
    line = begin
    used = 0.0
    for low, high in atoms(text[begin:end]):
        start, stop = begin + low, begin + high
        wide = sum(widths[start:stop])
        bare = wide
        back = stop
        while back > start and text[back - 1] == " ":
            back -= 1
            bare -= widths[back]
        if used + bare <= room:
            used += wide
            continue
        if line < start:
            lines.append(_trimmed(text, line, start))
            line, used, room = start, 0.0, limit
        if bare <= room:
            used = wide
            continue
        for at in range(start, stop):
            if used + widths[at] > room and at > line:
                lines.append((line, at))
                line, used, room = at, 0.0, limit
            used += widths[at]
    lines.append(_trimmed(text, line, end))
    return lines


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] == " ":
        end -= 1
    return start, end
