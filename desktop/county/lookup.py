"""按原因查一人: one person is found for a stated reason, which the unit of that person is told."""

from uuid import UUID

from sqlalchemy import Connection

from desktop import codes
from desktop.base.errors import UserError
from desktop.base.ids import uuid7
from desktop.base.text import _
from desktop.county import audit, finding, own_changes, published, tree
from desktop.county.devices import Account
from desktop.county.office import Office
from desktop.county.rights import UNIT_TABLE
from desktop.county.tree import Unit
from desktop.sync.asking import LEAST_SIGNS, LOOKUP_TABLE, MOST_FOUND, AskPerson, People, PersonFound
from desktop.sync.protocol import Key, Values
from desktop.sync.push import Hub

HOUR_MS = 3_600_000
REASONS = "lookup_reason"  # a code table that the county adds to
# How many in which time, and what is said to who asks for more.
MEASURE = (
    (HOUR_MS, 10, _("一小时内已经查了 {most} 次，这一次没有查。请过一小时再试，成批核对请交给社区。")),
    (24 * HOUR_MS, 40, _("今天已经查了 {most} 次，这一次没有查。请明天再试，成批核对请交给社区。")),
)
_NO_SIGN = _("号码至少要写末尾四位，没有查。请写身份证号或电话的后四位，或写全。")
_NO_NAME = _("请写全姓名，没有查。")
_NO_REASON = _("请选原因，并写一句为什么事，没有查。")


def mark_all(office: Office) -> None:
    """Bring the marks up to date, a portion in each transaction: meanwhile others are served."""
    more = True
    while more:
        with office.transaction() as connection:
            more = finding.mark_some(connection)


def one_person(
    office: Office, connection: Connection, question: AskPerson, *, by: Account, unit: Unit, units: frozenset[UUID]
) -> People:
    """Who it is, within `units`; in the same transaction the unit of the person is told.

    UserError when the name, the number or the reason is missing.
    """
    name, sign = question.name.strip(), question.sign.strip().upper()
    if len(name) < 2:
        raise UserError(_NO_NAME)
    if len(sign) < LEAST_SIGNS:
        raise UserError(_NO_SIGN)
    known = codes.is_valid(REASONS, question.reason) or question.reason in published.added_to(connection, REASONS)
    if not known or not question.note.strip():
        raise UserError(_NO_REASON)
    at = office.clock.now_ms()
    with office.hub(connection) as hub:
        found = finding.find(connection, hub, name=name, sign=sign, units=units)
        few = len(found) <= MOST_FOUND
        told: list[tuple[UUID, UUID | None]] = [(UUID(values["unit_id"]), person) for person, values in found if few]
        rows: list[tuple[Key, Values]] = [
            ((LOOKUP_TABLE, uuid7()), {
                "unit_id": str(whose), "alive": True, "asked_at": at, "asked_by": by.name, "asked_unit": unit.name,
                "reason": question.reason, "note": question.note.strip(), "found": len(found),
                "person_id": str(person) if person else None,
            })
            for whose, person in told or [(unit.id, None)]
        ]  # fmt: skip
        own_changes.write(connection, hub, rows, county=office.keys.id, at=at)
        every = tree.units(connection)
        shown = tuple(_shown(hub, every, values) for _person, values in found) if few else ()
    audit.note(connection, "a person looked up", at=at, detail=f"{by.id} {question.reason} {len(found)}")
    return People(len(found), shown)


def _shown(hub: Hub, every: dict[UUID, Unit], values: Values) -> PersonFound:
    unit = UUID(values["unit_id"])
    row = hub.state.row((UNIT_TABLE, unit)) or {}
    above = tuple(one.name for one in tree.above(every, unit)[1:])
    tail = str(values.get("id_no") or "")[-4:]
    return PersonFound(str(values["name"]), tail, every[unit].name, above, str(row.get("phone") or ""))
