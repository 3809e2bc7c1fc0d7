"""Asking for many ids at once gives what asking for each of them gives, on both databases."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql

from desktop.base.ids import uuid7
from desktop.registers.people.model import Person, PersonRow
from desktop.store.many_ids import FEW, AskedOften, said
from tests.factories.profile import UNIT_ID, USER_ID, make_profile

OTHER = UUID("018f0000-0000-7000-8000-0000000000ff")


def test_many_ids_find_what_each_of_them_finds(tmp_path: Path) -> None:
    profile = make_profile(tmp_path)
    ids = sorted(uuid7() for _ in range(3 * FEW))
    with profile.store.write(USER_ID, "people.save") as session:
        for number, row_id in enumerate(ids):
            session.add(Person(id=row_id, unit_id=UNIT_ID if number % 2 else OTHER, name=f"居民{number}"))
    wanted = ids[: 2 * FEW]
    with profile.store.read() as session:
        found = session.scalars(select(Person.id).where(Person.id.in_(set(wanted)))).all()
        assert sorted(found) == wanted
        others = session.scalars(select(Person.id).where(Person.id.not_in([*wanted, OTHER]))).all()
        assert sorted(others) == ids[2 * FEW :]
        both = select(Person.id).where(Person.id.in_(wanted), Person.unit_id.in_([UNIT_ID]))
        assert sorted(session.scalars(both)) == wanted[1::2]
        assert not session.scalars(select(Person.id).where(Person.merged_into.in_([*wanted, None]))).all()
        often = AskedOften(lambda among: select(Person.id).where(among(Person.id)).order_by(Person.id))
        for asked in ([], wanted[:1], wanted[:FEW], wanted):
            assert often.of(session, asked).scalars().all() == asked
    with profile.store.write(USER_ID, "people.save") as session:
        session.execute(delete(PersonRow).where(PersonRow.__table__.c.id.in_(wanted)))
    profile.close()


def test_many_ids_are_looked_up_and_no_table_is_read_through(tmp_path: Path) -> None:
    profile = make_profile(tmp_path)
    asked = select(Person.name).where(Person.id.in_([uuid7() for _ in range(FEW + 1)]))
    with profile.store.read() as session:
        sql = str(asked.compile(session.connection()))
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", ("[]",)).all()
    assert plan[0][-1].startswith("SEARCH person")
    profile.close()


def test_other_questions_about_ids_stay_as_they_are() -> None:
    few = select(Person.id).where(Person.id.in_([OTHER] * FEW))
    inner = select(Person.id).where(Person.id.in_(select(Person.merged_into)))
    assert "json_each" not in str(few)
    assert "json_each" not in str(inner)
    assert said([OTHER, None]) == f'["{OTHER.hex}",null]'


def test_postgresql_takes_them_as_one_array() -> None:
    ids = [uuid7() for _ in range(FEW + 1)]
    made = select(Person.id).where(Person.id.in_(ids)).compile(dialect=postgresql.dialect())
    assert "= ANY(CAST(%(ids_1)s AS UUID[]))" in str(made)
    (way,) = (kind.bind_processor(postgresql.dialect()) for kind in (made.binds["ids_1"].type,))
    assert way(ids) == ids
