"""Whatever is changed behind the program's back is found: values, old rows, cut or forked journals, flipped bytes."""

from collections.abc import Callable
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from desktop.base.errors import Damage
from desktop.registers.people.model import Person, Phone
from desktop.store.check import check
from desktop.store.journal import Change
from desktop.store.record import content, record_types
from desktop.store.session import Store
from tests.factories.profile import KEYS, TOKEN, UNIT_ID, USER_ID, Profile


@pytest.fixture
def filled(profile: Profile) -> Profile:
    with profile.store.write(USER_ID, "people.save") as session:
        for name in ("林𬭎", "单志刚", "仇桂兰"):
            person = Person(unit_id=UNIT_ID, name=name)
            session.add_all([person, Phone(unit_id=UNIT_ID, person_id=person.id, number="17000000001")])
    with profile.store.write(USER_ID, "people.save") as session:
        session.get_one(Person, person.id).name = "仇桂芝"
    return profile


def behind(profile: Profile, *statements: str) -> None:
    """Write as somebody who has the key and knows SQL, and takes the triggers away first."""
    with closing(profile.store.connection()) as raw:
        raw.execute("PRAGMA foreign_keys=0")
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        made = [row[0] for row in raw.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")]
        for name in names:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        for sql in made:
            raw.execute(sql)


def sentences(profile: Profile) -> set[str]:
    return {finding.sentence for finding in check(profile.store).findings}


def test_an_honest_file_is_clean(filled: Profile) -> None:
    steps: list[tuple[int, int]] = []
    checked = check(filled.store, on_step=lambda done, total: steps.append((done, total)))
    assert checked.findings == ()
    assert (checked.rows, checked.changes) == (9, 10)
    assert (steps[0], steps[-1]) == ((0, len(record_types())), (len(record_types()),) * 2)


@pytest.mark.parametrize(
    "change", ["name = '假'", "former_name = '假'", "unit_id = randomblob(16)", "alive = 0", "born = '1970'",
               "remark = x'00'", "mac = x'00'", "last_change = randomblob(16)", "id_no = '1'", "died_on = '2020'"],
)  # fmt: skip
def test_a_changed_value_is_found(filled: Profile, change: str) -> None:
    behind(filled, f"UPDATE person SET {change} WHERE name = '林𬭎'")
    assert sentences(filled) == {"内容与保存时不一致。"}


@pytest.mark.parametrize("change", ["unit_id = x'00'", "born = 'x'", "last_change = x''", "id = 'x'"])
def test_what_cannot_even_be_read_is_a_finding_and_no_fault(filled: Profile, change: str) -> None:
    behind(filled, f"UPDATE person SET {change} WHERE name = '林𬭎'")
    assert "有的内容读不出来，不是本程序写的。" in sentences(filled)


@given(st.sampled_from([(t.__tablename__, c) for t in record_types() for c in content(t)]))
def test_the_seal_covers_every_column_of_every_table(place: tuple[str, str]) -> None:
    table, column = place
    kind = next(t for t in record_types() if t.__tablename__ == table)
    assert column in {c.key for c in kind.__table__.columns}
    assert column not in {"id", "mac", "last_change"}


def test_an_old_row_put_back_is_found(filled: Profile) -> None:
    """Its own seal is right: only the newest change tells that it is old."""
    with closing(filled.store.connection()) as raw:
        old = raw.execute("SELECT name, last_change, mac FROM person WHERE name = '林𬭎'").fetchone()
    with filled.store.write(USER_ID, "people.save") as session:
        session.query(Person).filter(Person.name == "林𬭎").one().name = "林弘"
    assert sentences(filled) == set()
    behind(
        filled,
        f"UPDATE person SET name = '{old[0]}', last_change = x'{old[1].hex()}', mac = x'{old[2].hex()}' "
        "WHERE name = '林弘'",
    )
    assert sentences(filled) == {"不是最后一次保存的内容。"}


def test_a_missing_row_is_found(filled: Profile) -> None:
    behind(filled, "DELETE FROM phone")
    assert "有改动记录，但这一条不见了。" in sentences(filled)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = randomblob(16) WHERE n = 5",
        "UPDATE journal SET at = at + 1 WHERE n = 5",
        "UPDATE journal SET patch = x'7b7d' WHERE n = 5",
        "UPDATE journal SET prev = x'00' WHERE n = 5",
        "DELETE FROM journal WHERE n = 5",
        "UPDATE journal SET n = 99 WHERE n = 5",
        "UPDATE journal SET app = '9' WHERE n = 5",
    ],
)
def test_a_rewritten_journal_is_found(filled: Profile, statement: str) -> None:
    behind(filled, statement)
    assert "改动记录前后接不上。" in sentences(filled)


@pytest.mark.parametrize("change", ["patch = '{}'", "actor = x'00'", "row_id = 'x'", "id = x'00'"])
def test_a_journal_that_cannot_even_be_read_is_a_finding(filled: Profile, change: str) -> None:
    behind(filled, f"UPDATE journal SET {change} WHERE n = 5")
    assert "改动记录里有的内容读不出来，不是本程序写的。" in sentences(filled)


def test_a_chain_that_follows_nothing_known_is_found(filled: Profile) -> None:
    behind(filled, "DELETE FROM journal")
    assert "改动记录前后接不上。" in sentences(filled)


def test_a_cut_journal_is_found(filled: Profile) -> None:
    behind(filled, "DELETE FROM journal WHERE n = (SELECT max(n) FROM journal)")
    assert "改动记录少了最后几条。" in sentences(filled)


def test_an_erased_person_is_no_finding(filled: Profile) -> None:
    with filled.store.write(USER_ID, "people.erase") as session:
        session.execute(update(Change).where(Change.table_name == "person").values(patch=None, salt=None))
    assert sentences(filled) == set()


def test_a_missing_guard_is_found(filled: Profile) -> None:
    with closing(filled.store.connection()) as raw:
        raw.execute("DROP TRIGGER guard_update_person")
    findings = check(filled.store).findings
    assert [finding.table for finding in findings] == ["guard_update_person"]


def test_a_dangling_reference_is_found(filled: Profile) -> None:
    with closing(filled.store.connection()) as raw:
        raw.execute("PRAGMA foreign_keys=0")
        raw.execute("UPDATE write_guard SET mode='migrate'")
        raw.execute("DELETE FROM person WHERE name = '林𬭎'")
        raw.execute("UPDATE write_guard SET mode=''")
    assert any(sentence.startswith("数据库文件有损坏的地方") for sentence in sentences(filled))


@pytest.mark.parametrize("share", [0.15, 0.4, 0.6, 0.9])
def test_a_flipped_byte_is_found(filled: Profile, share: float) -> None:
    """The page seal of the cipher breaks: reading says damage, or the check lists the page."""
    path, clock = filled.store.path, filled.clock
    with closing(filled.store.connection()) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    filled.close()
    data = bytearray(path.read_bytes())
    data[int(len(data) * share)] ^= 0x40
    path.write_bytes(data)
    assert _found(lambda: Store(path, KEYS, clock=clock, token=TOKEN))


def _found(opened: Callable[[], Store]) -> bool:
    try:
        store = opened()
        try:
            return bool(check(store).findings)
        finally:
            store.close()
    except Damage:
        return True
