"""Rows put together as households: who stands under which head, behind which door."""

from collections.abc import Iterator

from desktop.base.text import _
from desktop.registers.households.imports import children
from desktop.registers.households.imports.cells import Reader
from desktop.registers.households.imports.claims import Claim, Home
from desktop.registers.households.imports.doors import Doors, Found
from desktop.registers.households.imports.once import settle
from desktop.registers.households.imports.persons import HEAD, Persons, mend
from desktop.registers.households.imports.relatives import Relatives
from desktop.standard.importing.plan import Problem
from desktop.standard.importing.staged import Staged, StagedRow
from desktop.values import door

_LET_COLUMN = "出租"
_LET = {"是": "let", "否": "own"}
_OF_DOOR = frozenset({"area", "tenure", "landlord", "owner_name"})
_LISTED_HEADS = 0.2  # so many rows are the head's own: then the head's column only says whose household it is


class Homes:
    """Builds the households of a roster in the order of the file."""

    def __init__(self, staged: Staged, reader: Reader, *, persons: Persons, doors: Doors) -> None:
        self._staged, self._reader, self._persons, self._doors = staged, reader, persons, doors
        mapped = staged.mapping
        self._head = next((t for t in ("head_name", "owner_name") if t in mapped), "") if "name" not in mapped else ""
        self._both = "name" in mapped and "head_name" in mapped and not self._heads_are_listed()
        self._relatives = Relatives(staged, reader, persons)
        self._has_relatives = bool(self._relatives)
        self._of_children = bool(children.TITLES.search(mapped.get("name", "")))
        self._by_number = "hukou_number" in mapped
        self._names_head = "head_name" in mapped and not self._head
        self._tells_of_door = not _OF_DOOR.isdisjoint(mapped)
        self._grouping = any(staged.left_of(target, "name") for target in ("door", "room"))
        self._homes: list[Home] = []
        self._by_key: dict[tuple[str, ...], Home] = {}

    def build(self) -> list[Home]:
        """Every household that the file tells of; rows that say nobody's name are told by the reader."""
        for row in self._staged.rows:
            if self._both:
                self._under_head(row)
            else:
                self._alone(row)
        for home in self._homes:
            settle(home)
        return self._homes

    @property
    def whole(self) -> bool:
        """Whether the file lists households with their members, so that somebody absent may have gone."""
        return self._both or not {"relation", "is_head"}.isdisjoint(self._staged.mapping)

    @property
    def heads_only(self) -> bool:
        """Whether each row is a household by its head alone."""
        return bool(self._head) and not self._has_relatives

    def _heads_are_listed(self) -> bool:
        told = [row for row in self._staged.rows if "name" in row.cells and "head_name" in row.cells]
        same = sum(1 for row in told if row.cells["name"].text == row.cells["head_name"].text)
        return bool(told) and same >= _LISTED_HEADS * len(told)

    # One row a person ------------------------------------------------------------------------------------------------

    def _alone(self, row: StagedRow) -> None:
        target = self._head or "name"
        found = self._doors.read(row)
        written = self._reader.cell(row, target)
        if written is None and self._lives_in_own(row):
            target, written = "owner_name", self._reader.cell(row, "owner_name")
        if written is None or self._persons.vacant(written.text):
            self._nobody(row, found, target, said=written.text if written else self._says_nobody(row))
            return
        names = self._reader.names_in(written, row, target, waits=True)
        prefixes = ("head_", "") if self._head else ("",)
        known = [parsed for parsed in names if not self._persons.placeholder(parsed.name)]
        claims = self._persons.claims(row, known, prefixes=prefixes, part=0 if self._head else 1)
        if not claims and not names:
            return
        relatives = self._relatives.claims(row) if self._has_relatives else []
        if claims and self._is_child(claims[0]):
            children.with_parents(claims[0], relatives)
        elif (self._head or self._has_relatives) and claims:
            claims[0].head, claims[0].relation = True, HEAD
        home = self._home_of(row, found, claims)
        home.claims += [*claims, *relatives]
        if names and not known:
            home.facts.setdefault("head_name", names[0].name)
            self._nobodys_phone(home, row, prefixes)
        if self._names_head and (head_name := self._reader.text(row, "head_name")):
            home.facts.setdefault("head_name", head_name)
        self._facts(home, row, claims)

    def _is_child(self, claim: Claim) -> bool:
        """Whether a row that nobody heads is a child's, by the title or, where parents stand beside, by the age."""
        if self._head or claim.head:
            return False
        return self._of_children or (self._has_relatives and children.is_child(claim, today=self._reader.today))

    def _home_of(self, row: StagedRow, found: Found, claims: list[Claim]) -> Home:
        number = self._reader.text(row, "hukou_number") if self._by_number else ""
        head_name = self._reader.text(row, "head_name") if self._names_head else ""
        starts = any(claim.head for claim in claims)
        if found.door is None and found.problem is None:
            carried = self._above(row, number, starts=starts or self._has_relatives)
            if carried is not None:
                return carried
        where = found.where
        key = (number, head_name, found.compound, where or f"{row.at.sheet}!{row.at.row}")
        home = self._by_key.get(key)
        if home is None or (starts and home.head is not None and not number and not head_name):
            home = Home(found.door, found.compound, from_hukou=found.hukou)
            self._homes.append(home)
            self._by_key[key] = home
            if number:
                self._by_key.setdefault((number,), home)
            if found.door is None and found.problem is None:
                self._waits_for_door(row)
        return home

    def _above(self, row: StagedRow, number: str, *, starts: bool) -> Home | None:
        """The household that a row without a door belongs to: by its number, else the one above."""
        if number:
            return self._by_key.get((number,))
        if starts or not self._homes or self._homes[-1].ats[-1].sheet != row.at.sheet:
            return None
        told = bool(self._reader.text(row, "relation")) if "relation" in self._staged.mapping else self._grouping
        return self._homes[-1] if told else None

    # A head beside the members ---------------------------------------------------------------------------------------

    def _under_head(self, row: StagedRow) -> None:
        home = self._homes[-1] if self._homes and self._homes[-1].ats[-1].sheet == row.at.sheet else None
        own = self._own(row, "head_name")
        found = None
        if home is None or own or self._other_door(row, home):
            found = self._doors.read(row)
            if home is None or self._differs(row, found, home=home, named=own):
                home = self._begin(row, found)
        written = self._reader.cell(row, "name")
        reads = written is not None and not self._persons.vacant(written.text)
        names = self._reader.names_in(written, row, "name", waits=not own) if written and reads else []
        known = [parsed for parsed in names if not self._persons.placeholder(parsed.name)]
        claims = self._persons.claims(row, known, prefixes=("",), part=1)
        for claim in claims:
            head = home.head
            if head is not None and (claim.name == head.name or claim.head):
                if claim.name == head.name:
                    mend(head, claim)
                    continue
                claim.head, claim.relation = False, None
            home.claims.append(claim)
        if not names and self._own(row, "id"):
            self._reader.bad(row.at, "name", _("有身份证号而没有姓名，这个人没有导入，请补上姓名"))
        self._facts(home, row, claims)

    def _own(self, row: StagedRow, target: str) -> bool:
        """Whether the row itself holds the cell, rather than a merged range from above."""
        cell = self._reader.cell(row, target)
        return cell is not None and cell.row == row.at.row

    def _other_door(self, row: StagedRow, home: Home) -> bool:
        """A row with a door of its own may begin a household whose head is not named."""
        return home.door is not None and any(self._own(row, target) for target in ("door", "room"))

    def _differs(self, row: StagedRow, found: Found, *, home: Home, named: bool) -> bool:
        if found.door is not None and home.door is not None and found.door != home.door:
            return True
        if not named:
            return False
        name = self._reader.text(row, "head_name")
        head = home.head
        return name != (head.name if head else home.facts.get("head_name", "")) and not self._repeats(row, home)

    def _repeats(self, row: StagedRow, home: Home) -> bool:
        names = self._reader.names(row, "head_name")
        return bool(names) and home.head is not None and names[0].name == home.head.name

    def _begin(self, row: StagedRow, found: Found) -> Home:
        home = Home(found.door, found.compound, from_hukou=found.hukou)
        self._homes.append(home)
        written = self._reader.cell(row, "head_name")
        if written is not None and self._persons.vacant(written.text):
            home.vacant = True
        elif written is not None:
            names = self._reader.names(row, "head_name")
            known = [parsed for parsed in names if not self._persons.placeholder(parsed.name)]
            home.claims += self._persons.claims(row, known, prefixes=("head_",), part=0)
            if home.claims:
                home.claims[0].head, home.claims[0].relation = True, HEAD
            elif names:
                home.facts["head_name"] = names[0].name
                self._nobodys_phone(home, row, ("head_",))
        if found.door is None and found.problem is None:
            self._waits_for_door(row)
        return home

    # What both share -------------------------------------------------------------------------------------------------

    def _facts(self, home: Home, row: StagedRow, claims: list[Claim]) -> None:
        """What the row says of the door and of the household; the first row that says it counts."""
        first = not home.ats
        home.ats.append(row.at)
        reader, mapped = self._reader, self._staged.mapping
        if "remark" in mapped and self._own(row, "remark") and (words := reader.remark(reader.text(row, "remark"))):
            if (first and self._both) or not claims:
                home.facts.setdefault("remark", words)
            else:
                self._persons.ask_about(claims[0], words)
                said = claims[0].facts.get("remark", "")
                claims[0].facts["remark"] = f"{said}；{words}" if said else words
        for name, found in self._of_door(row, home) if self._tells_of_door else ():
            if isinstance(found, Problem):
                home.unread.append(("dwelling", name, found))
            elif found is not None and found != "":
                home.dwelling.setdefault(name, found)
        if "home_phone" in mapped and "phone" not in home.facts and self._own(row, "home_phone"):
            numbers, unread = reader.phones(row, "home_phone")
            home.unread += [("household", "phone", problem) for problem in unread]
            if numbers:
                home.facts["phone"] = numbers[0]
        if "presence" in mapped and "presence" not in home.facts and (first or any(claim.head for claim in claims)):
            presence = reader.code(row, "presence", "presence")
            if isinstance(presence, str):
                home.facts["presence"] = presence

    def _nobodys_phone(self, home: Home, row: StagedRow, prefixes: tuple[str, ...]) -> None:
        """The number beside 某户 is the household's until the person is known."""
        targets = [prefix + "phone" for prefix in prefixes if prefix + "phone" in self._staged.mapping]
        numbers, unread = self._reader.phones(row, *targets)
        home.unread += [("household", "phone", problem) for problem in unread]
        if numbers:
            home.facts.setdefault("phone", numbers[0])

    def _of_door(self, row: StagedRow, home: Home) -> Iterator[tuple[str, str | int | Problem | None]]:
        mapped, reader = self._staged.mapping, self._reader
        if "area" in mapped and "area" not in home.dwelling and (not home.ats[1:] or self._own(row, "area")):
            yield "area", reader.square(row, "area")
        if "tenure" in mapped and "tenure" not in home.dwelling and (not home.ats[1:] or self._own(row, "tenure")):
            yield "tenure", self._tenure(row)
        for target in ("landlord", "owner_name"):
            if target in mapped and target != self._head:
                yield "owner_name", reader.text(row, target)

    def _tenure(self, row: StagedRow) -> str | Problem | None:
        """房屋性质; a column that asks whether it is let answers with yes or no."""
        said = self._reader.text(row, "tenure")
        if _LET_COLUMN in self._staged.mapping["tenure"] and said in _LET:
            return _LET[said]
        return self._reader.code(row, "tenure", "tenure")

    def _nobody(self, row: StagedRow, found: Found, target: str, *, said: str) -> None:
        """A row without a name: an empty door when it says so, else a row that waits."""
        home = Home(found.door, found.compound, vacant=True)
        self._facts(home, row, [])
        empty = said or home.dwelling.get("tenure") == "vacant" or self._persons.vacant(home.facts.get("remark", ""))
        if found.door is not None and empty:
            home.dwelling["tenure"] = "vacant"
            home.facts.clear()
            self._homes.append(home)
        elif found.problem is None:
            self._waits(row, target, _("这一行没有姓名，改好后才能导入"))

    def _lives_in_own(self, row: StagedRow) -> bool:
        """Whether a list of owners and tenants says that nobody but the owner lives there."""
        mapped = self._staged.mapping
        return {"owner_name", "tenure"} <= mapped.keys() and self._reader.code(row, "tenure", "tenure") == "own"

    def _says_nobody(self, row: StagedRow) -> str:
        """What stands in place of the head in a row without a name: 空房."""
        said = self._reader.text(row, "head_name") if self._names_head else ""
        return said if self._persons.vacant(said) else ""

    def _waits_for_door(self, row: StagedRow) -> None:
        """No cell told the door; the door above is offered, never taken."""
        last = next((home.door for home in reversed(self._homes[:-1]) if home.door), None)
        target = next((t for t in ("door", "room", "hukou_address") if t in self._staged.mapping), "door")
        fixes = (last.normal,) if last and isinstance(last, door.Door) else ()
        self._waits(row, target, _("这一行没有门牌，改好后才能导入"), fixes=fixes)

    def _waits(self, row: StagedRow, target: str, sentence: str, *, fixes: tuple[str, ...] = ()) -> None:
        self._reader.bad(row.at, target, sentence, fixes=fixes, waits=True)
