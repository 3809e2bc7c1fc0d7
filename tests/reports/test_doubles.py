"""Who may be registered twice is found by number, by name and birth, by name and door; who was told apart is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.base.errors import UserError
from desktop.procedures import keep_apart
from desktop.reports import doubles
from desktop.values.partial_day import PartialDay
from tests.factories.family import Folk, add, make_folk
from tests.factories.profile import USER_ID

NUMBER, OTHER = "990101198001020011", "990101198001020038"


@pytest.fixture
def folk(tmp_path: Path) -> Iterator[Folk]:
    made = make_folk(tmp_path)
    yield made
    made.village.profile.close()


def found(folk: Folk) -> list[tuple[tuple[str, str], str]]:
    return [(pair.names, pair.why) for pair in folk.read(lambda session: doubles.pairs(session, folk.actor))]


def test_nobody_is_listed_without_a_reason(folk: Folk) -> None:
    assert found(folk) == []


def test_the_three_reasons_in_their_order(folk: Folk) -> None:
    def write(session) -> None:
        for name in ("钱进", "钱晋"):
            add(session, None, name, id_no=NUMBER)
        add(session, None, "赵强", born=PartialDay(1975, 3, 2))
        add(session, folk.home(), "赵母", born=PartialDay(1948, 5))

    folk.change(write)
    assert found(folk) == [
        (("钱晋", "钱进"), "证件号相同"),
        (("赵强", "赵强"), "姓名和出生日期相同"),
        (("赵母", "赵母"), "同一门牌同名"),
    ]


def test_different_numbers_or_births_are_two_people(folk: Folk) -> None:
    def write(session) -> None:
        add(session, folk.home(), "赵明", born=PartialDay(1970, 1, 1))  # the father's namesake
        for number in (NUMBER, OTHER):
            add(session, folk.home(), "钱进", id_no=number, born=PartialDay(1980, 1, 2))

    folk.change(write)
    assert found(folk) == []


def test_who_was_told_apart_is_not_listed_again_until_that_is_undone(folk: Folk) -> None:
    other = folk.change(lambda session: add(session, folk.home(), "赵母"))
    assert len(found(folk)) == 1
    profile = folk.village.profile
    with profile.store.write(USER_ID, "people.keep_apart") as session:
        said = keep_apart.do(session, folk.actor, folk.ids["赵母"], other_id=other)
    assert said == "已记下：赵母 和 赵母 不是同一人，不再列为疑似重复"
    assert found(folk) == []
    folk.tx = session.info["changes"].tx
    folk.undo()
    assert len(found(folk)) == 1


def test_a_long_list_stops_and_the_surest_come_first(folk: Folk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doubles, "MOST", 1)

    def write(session) -> None:
        add(session, folk.home(), "赵母")
        for name in ("钱进", "钱晋", "钱近"):
            add(session, None, name, id_no=NUMBER)

    folk.change(write)
    assert [why for _names, why in found(folk)] == ["证件号相同"]


def test_only_who_may_see_residents_sees_the_pairs(folk: Folk) -> None:
    stranger = type(folk.actor)(folk.actor.id, "", "nobody", folk.actor.unit_id, folk.actor.scope)
    with pytest.raises(UserError, match="没有做这一步的权限"):
        folk.read(lambda session: doubles.pairs(session, stranger))


def test_who_is_registered_already_is_found_while_somebody_new_is_typed(folk: Folk) -> None:
    def write(session) -> None:
        add(session, None, "钱进", id_no=NUMBER, born=PartialDay(1980, 1, 2))
        add(session, folk.home(), "钱进", born=PartialDay(1980, 1, 2))
        add(session, None, "赵强", born=PartialDay(1980, 1, 2))

    def typed(**what) -> list[tuple[str, bool, bool]]:
        said = {"name": "", "born": None, "id_no": None} | what
        told = folk.read(lambda session: doubles.alike(session, folk.actor, **said))
        return [(one.name, bool(one.door), one.same_number) for one in told]

    folk.change(write)
    assert typed(name="钱进") == typed(born=PartialDay(1980, 1, 2)) == []
    assert typed(name="钱进", born=PartialDay(1980, 1, 2)) == [("钱进", False, False), ("钱进", True, False)]
    assert typed(name="钱近", id_no=NUMBER) == [("钱进", False, True)]
    assert typed(name="钱进", id_no=NUMBER) == [
        ("钱进", False, True),
        ("钱进", True, False),
    ]  # born as the number tells
