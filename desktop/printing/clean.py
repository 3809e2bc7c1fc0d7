"""Text made safe for paper: nothing that is invisible, reorders its neighbours or has no shape reaches a page."""

import re

# Control characters but the line feed, soft hyphens, zero-width and bidi controls, variation selectors, lone
# surrogates, noncharacters. Names from old systems carry them; in a form they would hide or turn around what is read.
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffc"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e01ef]"
)
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x0b\x0c\x85]")


def clean(text: str) -> str:
    """`text` without unseen characters; every kind of line end becomes a line feed, a tab or hard space a space."""
    if text.isascii() and text.isprintable():
        return text
    if not _UNSEEN.search(text) and "\xa0" not in text:
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ").replace("\xa0", " ")
    return _UNSEEN.sub("", text)
