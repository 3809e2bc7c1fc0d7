"""The map from drawn bytes back to characters, so that text copied from a PDF is the text that went in."""

_BLOCK = 100  # the most entries that PDF 32000-1 §9.10.3 allows in one bfchar block


def to_unicode_map(font_name: str, subset: list[int]) -> str:
    """The ToUnicode map of one subset: its byte → UTF-16BE, surrogate pairs beyond the BMP.

    reportlab writes such characters as five hex digits, which readers cut into a wrong character.
    Code point 0 marks a byte without a character and is left out.
    """
    entries = [f"<{byte:02X}> <{_utf16(code)}>" for byte, code in enumerate(subset) if code]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({font_name}) /Ordering ({font_name}) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be").hex().upper()
