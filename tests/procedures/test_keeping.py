"""The pages of data and settings: what they list, and what their buttons do."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from desktop import catalog
from desktop.base.clock import at_noon
from desktop.base.errors import UserError
from desktop.base.paths import Profile
from desktop.procedures import keys, profiles
from desktop.procedures.keeping import Keeping
from desktop.procedures.profiles import Desk
from desktop.standard import looks
from desktop.standard.tables import ImportBatch
from tests.factories.profile import TODAY

PASSWORD = "sunny garden 2026 east"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = profiles.create(
        Profile(tmp_path / "desk"), unit="第一网格", user="王建国", password=PASSWORD, clock=at_noon(TODAY),
        derived=catalog.DERIVED,
    )  # fmt: skip
    yield made
    made.close()


def test_backups_are_listed_with_what_is_in_them(desk: Desk, tmp_path: Path) -> None:
    keeping = Keeping(desk)
    name = keeping.back_up()
    keeping.back_up(tmp_path / "stick")
    (row,) = keeping.backups()
    assert (row.path.name, row.when, row.households) == (name, "2026-03-10 12:00", 0)
    assert len(keeping.backups(tmp_path / "stick")) == 1


def test_what_going_back_costs_is_counted(desk: Desk) -> None:
    keeping = Keeping(desk)
    with desk.store.read() as session:
        assert keeping.later_than(session, 0) > 0
        assert keeping.later_than(session, desk.clock.now_ms()) == 0


def test_imports_and_looks_are_listed_in_words(desk: Desk) -> None:
    with desk.store.write(desk.actor.id, "households.import") as session:
        session.add(
            ImportBatch(
                id=uuid4(), file_name="住户.xlsx", sheet="1", sha256="", register="households",
                counts=b'{"new": 3, "changed": 1}', actor=desk.actor.id, at=desk.clock.now_ms(),
            )
        )  # fmt: skip
        looks.log(session, desk.actor, kind="print", what="一户一档", at=desk.clock.now_ms(), count=2)
    keeping = Keeping(desk)
    with desk.store.read() as session:
        (batch,), (look,) = keeping.batches(session), keeping.looks(session)
    assert (batch.who, batch.brought, batch.undone) == ("王建国", "新增 3 人，更新 1 人", False)
    assert (look.kind, look.what, look.count) == ("打印", "一户一档", 2)


def test_users_come_and_go_and_change_their_password(desk: Desk) -> None:
    keeping = Keeping(desk)
    keeping.keys.add_user("李主任", "staff", "four other words here")
    with desk.store.read() as session:
        assert [(user.name, user.role, user.self) for user in keeping.keys.users(session)] == [
            ("王建国", "支部书记", True),
            ("李主任", "工作人员", False),
        ]
    keeping.keys.remove_user("李主任")
    with desk.store.read() as session:
        assert [user.name for user in keeping.keys.users(session)] == ["王建国"]
    keeping.keys.change_password(PASSWORD, "four other words here")
    with pytest.raises(UserError):
        keeping.keys.change_password(PASSWORD, "never mind that now")


def test_roles_cadences_and_a_new_code(desk: Desk) -> None:
    keeping = Keeping(desk)
    assert [word for _code, word in keeping.keys.roles()] == ["支部书记", "工作人员", "只读"]
    with desk.store.read() as session:
        assert [(row.key, row.days) for row in keeping.cadences(session)] == [
            ("visit_days", 90),
            ("first_visit_days", 30),
        ]
    assert keys.try_sheet(desk, keeping.keys.new_code())
