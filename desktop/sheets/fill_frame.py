"""What stands around the data of a sheet and moves with it: merged cells, lists, colours, print areas."""

import re

from desktop.sheets import template_xml as xml
from desktop.sheets.template_book import Part
from desktop.sheets.template_cells import Area, Growth, area
from desktop.sheets.template_xml import Edit, Node

# Elements that follow the data down: where they stand, and whether a range over the first row covers all new ones.
_FOLLOWING: tuple[tuple[tuple[str, ...], str, bool], ...] = (
    (("dataValidations", "dataValidation"), "sqref", True),
    (("conditionalFormatting",), "sqref", True),
    (("ignoredErrors", "ignoredError"), "sqref", True),
    (("protectedRanges", "protectedRange"), "sqref", True),
    (("hyperlinks", "hyperlink"), "ref", False),
    (("autoFilter",), "ref", True),
    (("dimension",), "ref", True),
)
_EXTENDED = (
    ("extLst", "ext", "dataValidations", "dataValidation", "sqref"),
    ("extLst", "ext", "conditionalFormattings", "conditionalFormatting", "sqref"),
)
_PIECE = re.compile(r"((?:'(?:[^']|'')+'|[^',!]+)!)(\$?[A-Z]*\$?\d*(?::\$?[A-Z]*\$?\d*)?)")
_OF_PRINTING = ("_xlnm.Print_Area", "_xlnm._FilterDatabase")


def frame_edits(sheet: Part, growth: Growth) -> list[Edit]:
    """Every range of the sheet at its new place."""
    edits = _merges(sheet, growth)
    for path, name, along in _FOLLOWING:
        for node in sheet.root.all(*path):
            said = node.attributes.get(name, "")
            moved = _ranges(said, growth, along=along)
            if moved != said:
                tag = xml.with_attribute(sheet.data[node.start : node.inside], name, moved)
                edits.append(Edit(node.start, node.inside, tag))
    for deep in _EXTENDED:
        for node in sheet.root.all(*deep):
            said = xml.text(sheet.data, node)
            moved = _ranges(said, growth, along=True)
            if moved != said:
                edits.append(Edit(node.inside, node.close, moved.encode()))
    return edits


def moved_names(workbook: Part, growth: Growth, *, sheet: str, place: int) -> list[Edit]:
    """The print area and the filter of the sheet, over the new rows too."""
    edits = []
    for node in workbook.root.all("definedNames", "definedName"):
        ours = node.attributes.get("localSheetId") == str(place) and node.attributes.get("name") in _OF_PRINTING
        if not ours or node.is_empty:
            continue
        said = xml.text(workbook.data, node)
        moved = _PIECE.sub(lambda found: found[1] + _fixed(found[2], growth), said)
        if moved != said:
            edits.append(Edit(node.inside, node.close, xml.escape(moved).encode()))
    return edits


def _fixed(reference: str, growth: Growth) -> str:
    """$A$1:$F$20 at its new place, as fixed as it was."""
    found = area(reference.replace("$", ""))
    if found is None or not any(letter.isdigit() for letter in reference):
        return reference
    moved = growth.area(found, along=True)
    rows = iter((str(moved.top), str(moved.bottom)))
    return re.sub(r"\d+", lambda _old: next(rows), reference)


def _ranges(said: str, growth: Growth, *, along: bool) -> str:
    return " ".join(
        str(growth.area(found, along=along)) if (found := area(piece)) and piece[-1:].isdigit() else piece
        for piece in said.split()
    )


def _merges(sheet: Part, growth: Growth) -> list[Edit]:
    """Merged cells below the data move, those across the first data row stand in every row, others over it go."""
    node = sheet.root.find("mergeCells")
    if node is None:
        return []
    merges = [found for child in node.children if (found := area(child.attributes.get("ref", "")))]
    kept: list[Area] = []
    for merge in merges:
        if merge.top > growth.last:
            kept.append(growth.area(merge))
        elif merge.bottom < growth.first or merge.top > growth.filled:
            kept.append(merge)
        elif merge.top == merge.bottom == growth.first:
            kept += [Area(row, merge.left, row, merge.right) for row in range(growth.first, growth.filled + 1)]
    if kept == merges:
        return []
    return [Edit(node.start, node.end, _merge_cells(node, kept))]


def _merge_cells(node: Node, merges: list[Area]) -> bytes:
    if not merges:
        return b""
    name = node.prefix
    inside = "".join(f'<{name}mergeCell ref="{merge}"/>' for merge in merges)
    return f'<{name}mergeCells count="{len(merges)}">{inside}</{name}mergeCells>'.encode()
