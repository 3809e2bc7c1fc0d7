"""Many records are changed in one deed with one undo, or none is and those that refuse are named."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from desktop.access.roles import READER
from desktop.base.errors import UserError
from desktop.catalog import REGISTERS
from desktop.registers.buildings.model import Dwelling
from desktop.registers.buildings.rules import BuildingPlan
from desktop.registers.buildings.service import compound_of, generate
from desktop.spec import Field, Register
from desktop.standard import bulk
from desktop.standard.bulk import Edit, Refusals, Sample
from desktop.standard.load import load
from desktop.standard.undo import undo
from tests.factories.compound import HOMES, Village, make_compound
from tests.factories.profile import TODAY

BY_NAME = {register.name: register for register in REGISTERS}
HOUSEHOLDS, DWELLINGS = BY_NAME["households"], BY_NAME["dwellings"]
TENURE, REMARK = (next(f for f in HOUSEHOLDS.fields if f.name == name) for name in ("tenure", "remark"))


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Village]:
    made = make_compound(tmp_path)
    yield made
    made.profile.close()


def apply(village: Village, edits: Sequence[Edit], register: Register = HOUSEHOLDS, **more: Any) -> UUID:
    """Do it; the tx of the deed."""
    with village.profile.store.write(village.actor.id, f"{register.name}.save") as session:
        changed = bulk.apply(session, more.pop("actor", village.actor), register, edits, today=TODAY)
        assert changed == len(edits)
    tx: UUID = session.info["changes"].tx
    return tx


def stands(village: Village, door: str) -> dict[str, Any]:
    with village.profile.store.read() as session:
        return dict(load(session, village.actor, HOUSEHOLDS, village.homes[door]).values)


def no_rent_for_zhou(record: Any) -> None:
    if record.remark == "1-1-301":
        raise UserError("这一户不能改", field="remark")


def test_one_deed_changes_all_and_one_undo_takes_it_back(village: Village) -> None:
    before = {door: stands(village, door) for door in HOMES}
    tx = apply(village, [Edit(home, {"tenure": "let", "remark": "查过"}) for home in village.homes.values()])
    assert all(stands(village, door)["tenure"] == "let" for door in HOMES)
    with village.profile.store.write(village.actor.id, "journal.undo") as session:
        undo(session, village.actor, tx=tx)
    assert {door: stands(village, door) for door in HOMES} == before


def test_those_that_refuse_are_named_and_nothing_is_written(village: Village) -> None:
    register = replace(HOUSEHOLDS, check=no_rent_for_zhou)
    edits = [Edit(home, {"tenure": "let"}) for home in village.homes.values()]
    with pytest.raises(Refusals, match="有 1 条不能这样改") as told:
        apply(village, edits, register)
    (refusal,) = told.value.refused
    assert (refusal.label, refusal.sentence) == ("1-1-301 周兰", "这一户不能改")
    assert stands(village, "1-1-302")["tenure"] is None
    apply(village, told.value.rest, register)
    assert (stands(village, "1-1-302")["tenure"], stands(village, "1-1-301")["tenure"]) == ("let", None)


def test_what_was_changed_since_it_was_shown_is_refused(village: Village) -> None:
    home = village.homes["1-1-301"]
    apply(village, [Edit(home, {"tenure": "own"})])
    with pytest.raises(Refusals) as told:
        apply(village, [Edit(home, {"tenure": "let"}, {"tenure": None})])
    assert "刚被别人改过" in told.value.refused[0].sentence
    apply(village, [Edit(home, {"tenure": "let"}, {"tenure": "own"})])
    assert stands(village, "1-1-301")["tenure"] == "let"


def test_permission_and_scope_are_asked(village: Village) -> None:
    edit = Edit(village.homes["1-1-301"], {"tenure": "let"})
    with pytest.raises(UserError, match="没有做这一步的权限"):
        apply(village, [edit], actor=replace(village.actor, role=READER))
    with pytest.raises(Refusals) as told:
        apply(village, [edit], actor=replace(village.actor, scope=frozenset({uuid4()})))
    assert (told.value.refused[0].label, told.value.rest) == ("已不在列表里的一条", ())


def test_a_field_that_only_a_deed_changes_is_a_fault_of_ours(village: Village) -> None:
    with pytest.raises(AssertionError):
        apply(village, [Edit(village.homes["1-1-301"], {"door": "1-1-999"})])
    with pytest.raises(AssertionError):
        apply(village, [Edit(uuid4(), {"kind": "resident"})], BY_NAME["contacts"])


@pytest.mark.parametrize(
    ("field", "value", "after", "same"),
    [(TENURE, "let", "出租", 0), (TENURE, None, "（空白）", 10), (REMARK, "好", "好", 0)],
)
def test_the_preview_tells_before_and_after_and_how_many(
    village: Village, field: Field, value: Any, after: str, same: int
) -> None:
    ids = list(village.homes.values())
    with village.profile.store.read() as session:
        seen = bulk.preview(session, village.actor, HOUSEHOLDS, ids=ids, field=field, value=value, today=TODAY)
    assert (seen.count, len(seen.samples), {sample.after for sample in seen.samples}) == (10, 3, {after})
    assert seen.same == same
    assert "" not in {sample.label for sample in seen.samples}


def test_where_no_table_tells_it_the_number_of_equals_is_not_said(village: Village) -> None:
    people, person = BY_NAME["people"], village.members["周兰"]
    kind = next(field for field in people.fields if field.name == "hukou_kind")
    with village.profile.store.read() as session:
        seen = bulk.preview(session, village.actor, people, ids=[person], field=kind, value=None, today=TODAY)
    assert (seen.same, seen.samples) == (None, (Sample("周兰", "（空白）", "（空白）"),))


def test_a_record_that_is_picked_is_called_by_its_name(village: Village) -> None:
    contacts = BY_NAME["contacts"]
    field = contacts.fields[0]
    with village.profile.store.read() as session:
        link = session.connection().exec_driver_sql("SELECT id FROM link_row LIMIT 1").scalar_one()
        seen = bulk.preview(
            session, village.actor, contacts, ids=[UUID(bytes=link)], field=field, value=village.members["刘丽"],
            today=TODAY, catalog=REGISTERS,
        )  # fmt: skip
    assert (seen.samples[0].after, seen.samples[0].before in {"胡强", "刘丽"}) == ("刘丽", True)


def test_only_what_makes_sense_is_offered() -> None:
    assert {field.name for field in bulk.bulk_fields(HOUSEHOLDS)} >= {"tenure", "presence", "by_phone"}
    assert bulk.bulk_fields(BY_NAME["contacts"]) == ()


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
def test_in_place_are_only_fields_of_the_form_and_never_identity_money_or_status(register: Register) -> None:
    fields = {field.name: field for field in register.fields}
    for column in register.columns:
        assert not column.field or column.field in fields
        found = bulk.in_place(register, column)
        assert found is None or (found.kind not in bulk.NEVER_IN_PLACE and not found.read_only)
        assert found is None or found.kind == column.kind
    assert not [field.name for field in bulk.bulk_fields(register) if field.kind in {"citizen_id", "phone", "door"}]


def test_labels_come_for_rows_put_together_and_for_plain_ones(village: Village) -> None:
    with village.profile.store.read() as session:
        for register in (HOUSEHOLDS, DWELLINGS):
            rows = register.listed or register.model
            ids = [UUID(bytes=row[0]) for row in session.connection().exec_driver_sql(
                f"SELECT id FROM {rows.__tablename__}")]  # fmt: skip
            found = bulk.labels(session, register, ids, today=TODAY)
            assert len(found) == len(ids)
            assert all(said.startswith(("1-", "2-")) for said in found.values())


def test_hundreds_are_one_deed_and_one_undo_told_step_by_step(village: Village) -> None:
    store, actor = village.profile.store, village.actor
    with store.write(actor.id, "buildings.generate") as session:
        plan = BuildingPlan("9", stairwells=5, floors=10, per_floor=5)
        generate(session, actor, compound_of(session, actor.unit_id), plans=[plan])
    with store.read() as session:
        doors = session.scalars(select(Dwelling.id).where(Dwelling.door.startswith("9-"))).all()
    tx = apply(village, [Edit(one, {"tenure": "let"}) for one in doors], DWELLINGS)
    steps: list[tuple[int, int]] = []
    with store.write(actor.id, "journal.undo") as session:
        done = undo(session, actor, tx=tx, on_step=lambda *at: steps.append(at))
    assert (len(doors), done.changed, done.kept) == (250, 250, ())
    assert (steps[0], steps[-1]) == ((0, 250), (250, 250))
    assert {at for at, _all in steps} == set(range(251)), "stopped at any of them, nothing is taken back"
    with store.read() as session:
        assert session.scalar(select(func.count()).where(Dwelling.tenure == "let", Dwelling.id.in_(doors))) == 0
