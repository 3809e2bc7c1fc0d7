"""What keyboards, Excel and chat programs leave around a value: full-width forms, odd spaces, invisible marks."""

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys(
    [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029]
)
_SPACES |= dict.fromkeys([0x202F, 0x205F, 0x3000])
_INVISIBLE = dict.fromkeys([0xAD, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)])
_INVISIBLE |= dict.fromkeys([*range(0x2066, 0x2070), 0xFEFF, *range(0x09), *range(0x0E, 0x20), 0x7F])
_DASHES = dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-")
_COMPACT = {**_FULL_WIDTH, **_SPACES, **_INVISIBLE, **_DASHES}
_VISIBLE = {**dict.fromkeys(_SPACES, " "), **_INVISIBLE}

QUOTES = "'’‘`′＇"  # a leading one is how Excel users force text


def compact(text: str) -> str:
    """Return `text` in half-width ASCII where it has one, every dash as "-", with no space and nothing invisible."""
    if text.isascii() and text.isalnum():
        return text
    return text.lstrip(QUOTES).translate(_COMPACT)


def visible(text: str) -> str:
    """Return `text` without invisible characters, every kind of space as one plain space; all else stays as written."""
    return " ".join(text.translate(_VISIBLE).split())


def bounded(text: str, longest: int) -> str:
    """Return `text`, or "?", which is no value of any kind, when it is too long: nothing is read from a piece of it."""
    return text if len(text) <= longest else "?"


def quoted(text: str) -> str:
    """Return `text` as a sentence may quote it: on one line, at most 30 characters."""
    seen = visible(text)
    return seen if len(seen) <= 30 else f"{seen[:29]}…"
