"""The index holds what it was last told, in the caller's transaction."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import blake2b

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from desktop.search.entries import EDITION, tokens
from desktop.search.index import DDL, TABLES, clear, create, drop, optimize, put, query
from tests.search.conftest import GRID, OTHER_GRID, household, person, record

Find = Callable[..., list[str]]


def test_a_changed_entry_replaces_the_old_one(connection: sqlcipher.Connection, find: Find) -> None:
    old = person("林涛")
    put(connection, [old])
    assert put(connection, [replace(old, label="林海", names=("林海",), unit_id=OTHER_GRID)]) == 1
    assert find("林涛") == []
    assert find("林海", units=frozenset([OTHER_GRID])) == ["林海"]
    assert find("林", units=frozenset([GRID])) == []


def test_an_entry_that_says_the_same_is_left_alone(connection: sqlcipher.Connection) -> None:
    assert put(connection, [person("林涛"), household("3-2-501")]) == 2
    assert put(connection, [person("林涛"), household("3-2-501")]) == 0
    assert put(connection, []) == 0


def test_other_tokens_are_another_edition() -> None:
    """What an entry says tells whether it changed: rules that make other tokens of it need another EDITION."""
    samples = [
        person("陈宇", phones=("138 0013 8000",), identities=("11010519491231002X",)), person("欧阳女明-li"),
        household("3-2-501", "吕绿"), replace(household("底商5"), keys=("K7f3 第5小学", "便民服务站")),
    ]  # fmt: skip
    said = blake2b(repr([tokens(each) for each in samples]).encode(), digest_size=8).hexdigest()
    assert (EDITION, said) == (1, "200189ea52765292")


def test_the_last_word_on_a_record_wins(connection: sqlcipher.Connection, find: Find) -> None:
    entry = person("林涛")
    put(connection, [entry, replace(entry, label="林涛（户主）")])
    assert find("林涛") == ["林涛（户主）"]


def test_what_is_dropped_is_found_no_more(connection: sqlcipher.Connection, find: Find) -> None:
    gone = person("林涛")
    put(connection, [gone, person("林涛明")])
    drop(connection, "people", [gone.id, record("unknown")])
    assert find("林涛") == ["林涛明"]
    assert put(connection, [gone]) == 1
    assert find("林涛") == ["林涛", "林涛明"]


def test_a_record_changed_back_and_forth_keeps_one_row(connection: sqlcipher.Connection, find: Find) -> None:
    entry = person("林涛")
    for turn in range(20):
        put(connection, [replace(entry, label=f"林涛{turn}")])
    assert find("林涛") == ["林涛19"]


def test_more_than_one_chunk_goes_in_and_out(connection: sqlcipher.Connection, find: Find) -> None:
    people = [person(f"林{number}") for number in range(1203)]
    assert put(connection, iter(people)) == 1203
    optimize(connection)
    assert find("林1202") == ["林1202"]
    drop(connection, "people", [each.id for each in people[1:]])
    assert find("林") == ["林0"]


def test_a_cleared_index_can_be_filled_again(connection: sqlcipher.Connection, find: Find) -> None:
    put(connection, [person("林涛")])
    clear(connection)
    assert find("林涛") == []
    assert find("林涛", [person("林涛")]) == ["林涛"]


def test_a_transaction_taken_back_takes_the_index_with_it(connection: sqlcipher.Connection, find: Find) -> None:
    put(connection, [person("林涛")])
    connection.execute("BEGIN IMMEDIATE")
    put(connection, [person("林海"), replace(person("林涛"), label="x")])
    drop(connection, "people", [person("林涛").id])
    connection.execute("ROLLBACK")
    assert find("林") == ["林涛"]


def test_nothing_of_a_name_stands_in_the_full_text_table(connection: sqlcipher.Connection) -> None:
    put(connection, [person("林涛")])
    assert connection.execute("SELECT words FROM search_index").fetchall() == [(None,)]


def test_the_statements_make_the_named_tables(connection: sqlcipher.Connection) -> None:
    assert [name for name in TABLES if any(f" {name} " in statement for statement in DDL)] == list(TABLES)
    made = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert set(TABLES) <= made


def test_it_works_on_a_connection_of_the_orm_in_its_transaction() -> None:
    engine = create_engine("sqlite://", module=sqlcipher, poolclass=StaticPool)
    with engine.begin() as connection:
        create(connection)
        assert put(connection, [person("林涛"), person("林海")]) == 2
    with engine.connect() as connection:
        drop(connection, "people", [person("林海").id])
        put(connection, [person("林明")])
        assert [hit.label for hit in query(connection, "lin", units=None)] == ["林涛", "林明"]
        connection.rollback()
    with engine.connect() as connection:
        assert [hit.label for hit in query(connection, "lin", units=None)] == ["林涛", "林海"]
    engine.dispose()
