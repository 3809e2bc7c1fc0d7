"""Takes telephones and identity numbers out of what people wrote, for papers and messages that hold no numbers."""

import re

# Seven digits and more are a number of somebody; a door, a year or a sum of money has fewer. Spaces and dashes between
# digits do not hide it. 2026-11-22 has eight and is a day.
_NUMBER = re.compile(r"(?<![\d-])(?!\d{4}-\d{1,2}-\d{1,2}(?![\d-]))\d(?:[ \-\u00a0\u3000]?\d){6,}[xX]?")
MASKED = "＊＊＊"


def without_numbers(text: str) -> str:
    """The text with every such number replaced."""
    return _NUMBER.sub(MASKED, text)
