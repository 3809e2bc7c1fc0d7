"""Identity and telephone numbers within the words of a roster, however they were typed, shown in part only."""

import re

_GAP = r"[\s.·\-‐-―－]{0,2}"  # what people put between the digits of a number
_NUMBER = re.compile(
    rf"(?<!\d)(?:\d{_GAP}){{17}}[\dXx](?!\d)"  # an identity number of 18
    rf"|(?<!\d)(?:\d{_GAP}){{14}}\d(?!\d)"  # and one of 15
    rf"|(?:(?:[+＋]|00)?86{_GAP})?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)"  # a mobile
    r"|\d{7,}"  # anything else that is long: a landline, a number with a digit too few
)
_NO_DIGIT = re.compile(r"[^\dXx]")


def hide(words: str) -> str:
    """`words` with every long number reduced to its first three and last two characters; doors and dates stay."""
    return _NUMBER.sub(lambda found: _shown(_NO_DIGIT.sub("", found[0])), words)


def _shown(number: str) -> str:
    return f"{number[:3]}****{number[-2:]}"
