"""One cell that tells the whole family: 张琳（妻）、王小（子）, or 妻：张琳；子：王小."""

import re
from collections.abc import Iterator

from desktop import codes
from desktop.base.errors import UserError
from desktop.registers.households.imports.cells import Reader
from desktop.registers.households.imports.claims import Claim
from desktop.registers.households.imports.columns import RELATIVES
from desktop.registers.households.imports.persons import HEAD, Persons
from desktop.standard.importing.choices import Who
from desktop.standard.importing.staged import StagedRow
from desktop.values import person_name

TARGET = "members"
FIRST_PART = 10_000  # of a person in a row: after those who have columns of their own
_BETWEEN = re.compile(r"[、，,；;/／|\n]+(?![^（(]*[)）])")  # no separator within brackets separates
_SAID = re.compile(r"(?P<who>[^:：]{1,4})[:：] ?(?P<name>.+)")
_WORDS = "|".join(sorted((word for word in RELATIVES if len(word) > 1 and word[-1] != "#"), key=len, reverse=True))
_BEFORE = re.compile(rf"(?P<who>{_WORDS}) ?(?P<name>[\u3400-\u9fff\U00020000-\U000323af·]{{2,}})")
_NOBODY = re.compile(r"无.{0,4}|没有|/|-+|暂无")  # data


def claims(row: StagedRow, reader: Reader, persons: Persons) -> list[Claim]:
    """Everybody whom the cell names, with the relation beside the name; a name that cannot be read is told."""
    cell = reader.cell(row, TARGET)
    if cell is None or _NOBODY.fullmatch(cell.text):
        return []
    found: list[Claim] = []
    for piece in filter(None, (piece.strip() for piece in _BETWEEN.split(cell.text))):
        try:
            told = list(_told(piece))
        except UserError as error:
            reader.bad(row.at, TARGET, error.message, value=piece)
            continue
        for name, relation in told:
            if not persons.placeholder(name):
                found.append(Claim(Who(row.at, FIRST_PART + len(found)), name, relation=relation))
    return found


def _told(piece: str) -> Iterator[tuple[str, str | None]]:
    """Names with the code of the relation (GB/T 4761), None where no word tells one."""
    said = _SAID.fullmatch(piece) or _BEFORE.fullmatch(piece)
    who = said["who"] if said else ""
    for parsed in person_name.split(said["name"] if said else piece):
        yield parsed.name, next((code for word in (who, parsed.remark) if (code := _relation(word))), None)


def _relation(word: str) -> str | None:
    try:
        code = codes.parse("relation", word) if word else None
    except UserError:
        return None
    return None if code in {"01", HEAD} else code  # the row's own person is the head
