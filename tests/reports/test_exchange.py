"""What the exchange asks is told to those whom it concerns, in words, and Today leads to it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from desktop import catalog
from desktop.access.actor import Actor
from desktop.access.unit import User
from desktop.base.errors import UserError
from desktop.registers.care.model import CareNeed
from desktop.registers.people.model import Household, Person, Phone, Residence
from desktop.reports.aside_open import of_record
from desktop.reports.conflict_cards import cards
from desktop.reports.exchange_standing import past, standing, todos
from desktop.reports.set_aside import set_aside
from desktop.store.exchange_rows import Exchange, ExchangeCheck, ExchangeRun
from desktop.store.journal import Change, Outgoing
from desktop.sync.conflict_row import Conflict
from desktop.sync.shown import Card
from tests.factories import questions
from tests.factories.compound import Village
from tests.factories.profile import TODAY, USER_ID


def told(village: Village) -> tuple[Card, ...]:
    with village.profile.store.read() as session:
        return cards(session, village.actor, catalog.REGISTERS, today=TODAY)


def test_a_child_row_is_known_by_what_it_belongs_to(village: Village) -> None:
    store = village.profile.store
    with store.read() as session:
        lives = session.scalars(select(Residence)).first()
    assert lives is not None
    questions.ask(store, (Residence, lives.id), {"relation": "01"}, theirs={"relation": "02"})
    (card,) = told(village)
    assert card.register in ("people", "households")
    assert card.record in (lives.person_id, lives.household_id)


def test_a_field_without_words_is_asked_about_without_its_value(village: Village) -> None:
    home = (Household, village.homes["1-1-301"])
    questions.ask(village.profile.store, home, {"something_new": "x"}, theirs={"something_new": "y"})
    (card,) = told(village)
    assert (card.rows[0].mine, card.rows[0].theirs) == ("后报的内容", "现在的内容")
    both = {"remark": "甲", "something_new": "x"}
    questions.ask(village.profile.store, home, both, theirs={"remark": "乙", "something_new": "y"})
    assert [row.field.name for row in told(village)[-1].rows] == ["remark"], "beside what has words it is none"


def test_what_was_changed_again_since_is_not_put_down_to_the_author_of_before(village: Village) -> None:
    home = (Household, village.homes["1-1-301"])
    questions.ask(village.profile.store, home, {"remark": "甲"}, theirs={"remark": "乙"})
    (card,) = told(village)
    assert (card.theirs.by, card.theirs.at, card.rows[0].theirs) == ("之后又改过", None, "1-1-301")


def test_a_record_that_left_can_only_stay_as_it_is(village: Village) -> None:
    store = village.profile.store
    asked = questions.ask(store, (Household, village.homes["1-1-301"]), {"remark": "甲"}, theirs={"remark": "乙"})
    with store.write(USER_ID, "exchange.take") as session:
        session.get_one(Conflict, asked).row_id = uuid4()
    (card,) = told(village)
    assert (card.gone, card.register, card.title) == (True, "", "住户")


def test_two_rows_that_say_the_same_are_one_question_until_one_of_them_is_put_away(village: Village) -> None:
    store, first, second = village.profile.store, village.members["周兰"], village.members["于涛"]
    sides = {"row": str(first)}, {"row": str(second)}
    questions.ask(store, (Person, first), sides[0], theirs=sides[1], kind="duplicate", group="duplicate")
    (card,) = told(village)
    assert (card.about, card.gone) == ("两条登记写的一样", False)
    with store.write(USER_ID, "people.save") as session:
        for one in (first, second):
            session.get_one(Person, one).id_no = "990101195803020011"
    (card,) = told(village)
    assert card.about == "两条登记的身份证号一样"
    assert card.pair is not None
    assert card.pair == (first, card.pair[1], second, card.pair[3])
    assert ("周兰" in card.pair[1], "于涛" in card.pair[3]) == (True, True)
    with store.write(USER_ID, "people.retire") as session:
        session.get_one(Person, second).alive = False
    assert told(village)[0].gone


def test_numbers_are_masked_until_one_question_is_asked_bare(village: Village) -> None:
    store = village.profile.store
    with store.read() as session:
        phone = session.scalars(select(Phone)).first()
    assert phone is not None
    asked = questions.ask(store, (Phone, phone.id), {"number": "13899990000"}, theirs={"number": phone.number})
    assert "*" in told(village)[0].rows[0].mine
    with store.read() as session:
        (card,) = cards(session, village.actor, catalog.REGISTERS, today=TODAY, bare=asked)
    assert card.rows[0].mine == "13899990000"


def test_what_no_register_shows_is_asked_all_the_same(village: Village) -> None:
    store = village.profile.store
    user = questions.ask(
        store, (User, USER_ID), {"alive": False}, theirs={"alive": True}, kind="retired", group="alive"
    )
    (card,) = told(village)
    assert (card.id, card.register, card.title, card.about) == (user, "", "其他", "留在册上，还是移走")
    assert [row.field.name for row in card.rows] == ["alive"]


def test_care_needs_are_asked_of_nobody_whom_they_were_not_given_to(village: Village) -> None:
    store = village.profile.store
    asked = questions.ask(store, (Household, village.homes["1-1-301"]), {"remark": "甲"}, theirs={"remark": "乙"})
    with store.write(USER_ID, "exchange.take") as session:
        session.get_one(Conflict, asked).table_name = CareNeed.__tablename__
    assert told(village) == ()


def test_other_units_are_asked_nothing_of_ours(village: Village) -> None:
    questions.ask(village.profile.store, (Person, village.members["周兰"]), {"remark": "甲"}, theirs={"remark": "乙"})
    mine = village.actor
    other = Actor(mine.id, mine.name, mine.role, uuid4(), frozenset({uuid4()}))
    with village.profile.store.read() as session:
        assert cards(session, other, catalog.REGISTERS, today=TODAY) == ()
        with pytest.raises(UserError):
            cards(session, Actor(mine.id, "", "nobody", mine.unit_id, mine.scope), catalog.REGISTERS, today=TODAY)


def test_today_leads_to_questions_and_to_an_exchange_that_is_due(village: Village) -> None:
    store = village.profile.store
    with store.read() as session:
        assert todos(session, village.actor, TODAY) == ()
        assert not standing(session, village.actor, catalog.REGISTERS).enrolled
    questions.enrol(store)
    questions.ask(store, (Person, village.members["周兰"]), {"remark": "甲"}, theirs={"remark": "乙"})
    with store.write(USER_ID, "exchange.take") as session:
        now = village.profile.clock.now_ms()
        session.add(ExchangeRun(at=now, way="line", outcome="done", actor=USER_ID))
    with store.read() as session:
        assert [one.place for one in todos(session, village.actor, TODAY)] == ["conflicts"]
        later = todos(session, village.actor, TODAY + timedelta(days=7))
        assert [(one.place, one.title) for one in later][1] == ("exchange", "已 7 天没有和县里交换")
    with store.write(USER_ID, "exchange.take") as session:
        session.add(ExchangeCheck(id=1, amiss="[]", held='{"person": 1200}', may_leave=False))
    with store.read() as session:
        assert "1,200 条划给了别的单位" in [one.title for one in todos(session, village.actor, TODAY)]


def test_a_try_that_broke_off_in_its_midst_is_said_to_have(village: Village) -> None:
    store = village.profile.store
    questions.enrol(store)
    now = village.profile.clock.now_ms()
    with store.write(USER_ID, "exchange.take") as session:
        session.add(ExchangeRun(at=now - 9, way="line", outcome="done", received=4, actor=USER_ID))
        session.add(ExchangeRun(at=now, way="line", outcome="broken", what="没有连上。", sent=0, actor=USER_ID))
    with store.read() as session:
        found = standing(session, village.actor, catalog.REGISTERS)
        assert (found.broken, found.received, found.last_try) == ("", 4, now), "it never came through: no news"
        assert [one.done for one in past(session)] == [False, True]
    with store.write(USER_ID, "exchange.take") as session:
        session.add(ExchangeRun(at=now + 1, way="line", outcome="broken", what="断了。", sent=3, actor=USER_ID))
    with store.read() as session:
        assert standing(session, village.actor, catalog.REGISTERS).broken == "断了。"
    with store.write(USER_ID, "exchange.take") as session:
        session.add(ExchangeRun(at=now + 2, way="line", outcome="broken", what="没有连上。", sent=0, actor=USER_ID))
    with store.read() as session:
        assert standing(session, village.actor, catalog.REGISTERS).broken == "断了。", "a try in vain changes nothing"


def test_a_first_copy_that_did_not_end_is_said_to_lack_rows(village: Village) -> None:
    store = village.profile.store
    questions.enrol(store)
    with store.write(USER_ID, "exchange.take") as session:
        session.get_one(Exchange, 1).whole = 0
    with store.read() as session:
        assert standing(session, village.actor, catalog.REGISTERS).copying
        assert [one.title for one in todos(session, village.actor, TODAY)] == ["第一次交换没有完成"]


def test_the_clock_of_a_try_does_not_say_which_is_the_newest(village: Village) -> None:
    store = village.profile.store
    questions.enrol(store)
    now = village.profile.clock.now_ms()
    with store.write(USER_ID, "exchange.take") as session:
        session.add(
            ExchangeRun(at=now + 900 * 86_400_000, way="line", outcome="done", actor=USER_ID, what="时间不对。")
        )
    with store.read() as session:
        assert standing(session, village.actor, catalog.REGISTERS).clock == "时间不对。"
        assert [one.title for one in todos(session, village.actor, TODAY)] == ["上次交换的日期比今天晚"]
    with store.write(USER_ID, "exchange.take") as session:
        session.add(ExchangeRun(at=now, way="line", outcome="done", actor=USER_ID))
    with store.read() as session:
        found = standing(session, village.actor, catalog.REGISTERS)
        assert (found.last_done, found.clock, past(session)[0].at) == (now, "", now)
        assert todos(session, village.actor, TODAY) == ()


def test_what_waits_is_told_after_what_was_set_aside_and_each_record_once(village: Village) -> None:
    store = village.profile.store
    with store.write(USER_ID, "exchange.take") as session:
        rows = session.execute(select(Outgoing, Change).join(Change, Change.id == Outgoing.change_id)).all()
        for number, (sending, _change) in enumerate(rows):
            sending.state = {0: "parked", 1: "quarantined"}.get(number, "done")
            sending.result = "something that nobody has words for" if number == 1 else ""
    with store.read() as session:
        aside, waits = set_aside(session, village.actor, catalog.REGISTERS)
        assert of_record(session, rows[1][1].row_id) == [rows[1][1].id]
    assert (aside.waits, waits.waits) == (False, True)
    assert aside.why == "县里没有接收"
    assert "不用处理" in waits.step
