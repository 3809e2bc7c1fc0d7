"""What people do in the model: edit, register, retire, move a home, decide a conflict; each one deed at one PC."""

from collections.abc import Callable
from uuid import UUID

import msgspec

from desktop.sync.conflicts import CONFLICT
from desktop.sync.model.pc import Pc
from desktop.sync.model.world import COUNTY, World
from desktop.sync.protocol import Key, Patch

FIELDS = {"home": ("phone", "note", "starts", "ends"), "person": ("name", "tel"), "notice": ("text",)}


def edit(world: World, pc: Pc) -> bool:
    """Change one or two fields of one row."""
    tables = ["notice"] if pc.unit == COUNTY else ["home", "home", "person"]
    table = world.random.choice(tables)
    if table not in pc.shape:
        return False
    rows = [pair for pair in pc.alive(table) if table != "notice" or pair[1]["unit_id"] == str(pc.unit)]
    if not rows:
        return False
    row_id, row = world.random.choice(rows[:1] if world.crowded else rows)
    known = [name for name in FIELDS[table] if name in pc.shape[table].groups]
    names = world.random.sample(known, min(len(known), world.random.choice((1, 1, 2))))
    patch: Patch = {}
    for name in sorted(names):
        patch[name] = [row.get(name), world.fresh(row.get(name))]
    pc.deed([((table, row_id), "update", patch)])
    return True


def register(world: World, pc: Pc) -> bool:
    """A new home with people in it, or a notice of the county."""
    unit = str(pc.unit)
    if pc.unit == COUNTY and "notice" not in pc.shape:
        return False
    if pc.unit == COUNTY:
        patch: Patch = {"unit_id": [None, unit], "alive": [None, True], "text": [None, world.fresh(None)]}
        pc.deed([(("notice", world.new_id()), "insert", patch)])
        return True
    if world.crowded and len(pc.alive("home")) > 1:
        return False
    home = world.new_id()
    edits: list[tuple[Key, str, Patch]] = [
        (("home", home), "insert", {"unit_id": [None, unit], "alive": [None, True], "phone": [None, world.fresh(None)]})
    ]
    for _each in range(world.random.randrange(3)):
        patch = {
            "unit_id": [None, unit],
            "alive": [None, True],
            "home": [None, str(home)],
            "name": [None, world.fresh(None)],
        }
        edits.append((("person", world.new_id()), "insert", patch))
    pc.deed(edits)
    return True


def retire(world: World, pc: Pc) -> bool:
    """Put a person, or a home without people, into the recycle bin."""
    if pc.unit == COUNTY:
        return False
    lived = {row.get("home") for _id, row in pc.alive("person")}
    rows = [("person", pair) for pair in pc.alive("person")]
    rows += [("home", pair) for pair in pc.alive("home") if str(pair[0]) not in lived]
    if not rows:
        return False
    table, (row_id, _row) = world.random.choice(rows)
    pc.deed([((table, row_id), "update", {"alive": [True, False]})])
    return True


def move(world: World, pc: Pc) -> bool:
    """A home moves to another branch with everybody in it."""
    homes = pc.alive("home")
    units = sorted(unit for unit in world.parents if world.parents[unit] != COUNTY)
    if pc.unit == COUNTY or not homes:
        return False
    home_id, home = world.random.choice(homes)
    to = str(world.random.choice(units))
    if to == home["unit_id"]:
        return False
    edits: list[tuple[Key, str, Patch]] = [(("home", home_id), "update", {"unit_id": [home["unit_id"], to]})]
    left = set(pc.desk.left())
    for key, row in sorted(pc.desk.rows.items()):
        if key not in left and key[0] == "person" and row.get("home") == str(home_id) and row["unit_id"] != to:
            edits.append((key, "update", {"unit_id": [row["unit_id"], to]}))
    pc.deed(edits)
    return True


def decide(world: World, pc: Pc) -> bool:
    """Decide an open conflict: what stands stays, or what was wanted is written again, knowing both."""
    asked = [pair for pair in pc.alive(CONFLICT) if pair[1]["state"] == "open"]
    if pc.unit == COUNTY or not asked:
        return False
    row_id, row = world.random.choice(asked)
    edits: list[tuple[Key, str, Patch]] = [((CONFLICT, row_id), "update", {"state": ["open", "decided"]})]
    key: Key = (row["table_name"], UUID(row["row_id"]))
    stands = pc.desk.row(key)
    wanted = msgspec.json.decode(row["mine"])
    if stands and stands.get("alive") and world.random.random() < 0.5:
        names = [name for name in wanted if name in FIELDS[key[0]] and name in pc.shape[key[0]].groups]
        patch = {name: [stands.get(name), world.fresh(stands.get(name))] for name in names}
        if patch:
            edits.append((key, "update", patch))
    pc.deed(edits)
    return True


DOINGS: tuple[tuple[int, Callable[[World, Pc], bool]], ...] = (
    (12, edit),
    (2, register),
    (2, retire),
    (2, move),
    (2, decide),
)
