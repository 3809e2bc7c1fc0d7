"""The three lists, the search and Today: what they say of a day, then and now."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop.catalog import REGISTERS, register_named
from desktop.registers.contacts.service import assign
from desktop.registers.party_orgs.model import PartyOrg
from desktop.registers.party_orgs.queries import finding
from desktop.registers.party_orgs.queries.due import todos
from desktop.registers.party_orgs.service import orgs, posts, rolls
from desktop.registers.people.model import Membership
from desktop.search import index
from desktop.standard import list as listing
from desktop.standard.export import export
from desktop.standard.history import history
from desktop.standard.list import Filter, Query, Sort
from desktop.standard.save import save
from tests.factories.profile import TODAY, UNIT_ID, USER_ID
from tests.registers.party_orgs.conftest import BRANCH, FIRST, FOUNDED, SECOND, Branch

BEFORE = FOUNDED - timedelta(days=1)


def rows(branch: Branch, name: str, on: date = TODAY, query: Query | None = None) -> list[dict[str, object]]:
    register = register_named(name)
    found = branch.ask(listing.page, register, query=query or Query(), today=on).rows
    titles = [column.name for column in register.columns]
    return [dict(zip(titles, row.values, strict=True)) for row in found]


@pytest.fixture
def staffed(branch: Branch) -> Branch:
    """胡强 leads the first group, 刘丽 attends the second stairwell; both look after households."""
    for name in ("胡强", "刘丽"):
        branch.do(
            "party_orgs.add_member", rolls.add_member, branch.orgs[FIRST], person_id=branch.person(name), on=FOUNDED
        )
    branch.appoint(FIRST, "group_leader", "胡强", term_until=TODAY + timedelta(days=5))
    return branch


def test_the_list_of_organisations_says_who_leads_whom_and_how_many_doors(staffed: Branch) -> None:
    first = next(row for row in rows(staffed, "party_orgs") if row["name"] == FIRST)
    assert (first["leader"], first["buildings"], first["members"], first["households"]) == ("胡强", "1号楼", 2, 8)
    assert first["parent"] == BRANCH
    assert [row["leader"] for row in rows(staffed, "party_orgs")] == ["空缺", "胡强", "空缺"]


def test_a_household_of_two_members_counts_once(staffed: Branch) -> None:
    home = staffed.village.homes["1-1-301"]
    staffed.do("contacts.assign", assign, [home], member_id=staffed.person("刘丽"), on=TODAY, replace=False)
    first = next(row for row in rows(staffed, "party_orgs") if row["name"] == FIRST)
    assert first["households"] == 8


def test_the_lists_answer_for_another_day(staffed: Branch) -> None:
    assert [row["name"] for row in rows(staffed, "party_orgs", BEFORE)] == [BRANCH]
    assert rows(staffed, "posts", BEFORE) == []
    assert [row["holder_name"] for row in rows(staffed, "posts")] == ["胡强"]
    assert [row["group"] for row in rows(staffed, "members", BEFORE)] == ["", ""]
    assert [row["group"] for row in rows(staffed, "members")] == [FIRST, FIRST]
    register = register_named("posts")
    assert staffed.ask(listing.count, register, query=Query(), today=BEFORE).all == 0
    assert staffed.ask(listing.ids, register, query=Query(), today=BEFORE) == ()


def test_lists_are_searched_sorted_filtered_and_counted(staffed: Branch) -> None:
    staffed.appoint(FIRST, "liaison", "刘丽", stairwell_id=None)
    assert [row["holder_name"] for row in rows(staffed, "posts", query=Query(text="hq"))] == ["胡强"]
    down = Query(sort=(Sort("holder_name", descending=True),))
    assert [row["holder_name"] for row in rows(staffed, "posts", query=down)] == ["刘丽", "胡强"]
    soon = Query(filters=(Filter("term_until", values=("soon",)),))
    assert [row["title"] for row in rows(staffed, "posts", query=soon)] == ["楼栋党小组长"]
    register = register_named("posts")
    states = staffed.ask(listing.facet, register, column="term_until", query=Query(), today=TODAY)
    assert [(choice.value, choice.count) for choice in states] == [("soon", 1), ("none", 1)]
    kinds = staffed.ask(listing.facet, register, column="title", query=Query(), today=TODAY)
    assert {choice.value: choice.count for choice in kinds} == {"楼栋党小组长": 1, "楼道党建联络员": 1}
    assert staffed.ask(listing.count, register, query=soon, today=TODAY).filtered == 1


def test_pages_of_a_dated_list_join_without_a_gap(staffed: Branch) -> None:
    register = register_named("party_orgs")
    seen, after = [], None
    for _turn in range(3):
        page = staffed.ask(listing.page, register, query=Query(), today=TODAY, after=after, limit=1)
        seen += [row.id for row in page.rows]
        after = page.next
    assert tuple(seen) == staffed.ask(listing.ids, register, query=Query(), today=TODAY)


def test_somebody_with_two_memberships_is_listed_once(staffed: Branch) -> None:
    with staffed.village.profile.store.write(USER_ID, "people.save") as session:
        session.add(Membership(unit_id=UNIT_ID, person_id=staffed.person("胡强"), kind="floating"))
    assert [row["name"] for row in rows(staffed, "members")].count("胡强") == 1


def test_an_export_is_of_the_day_that_is_looked_at(staffed: Branch, tmp_path) -> None:
    for on, count in ((BEFORE, 1), (None, 3)):
        path = tmp_path / "组织.xlsx"
        clock = staffed.village.profile.clock
        made = staffed.ask(export, register_named("party_orgs"), path, query=Query(), clock=clock, on=on)
        assert made == count


def test_search_finds_what_stands_and_forgets_what_has_ended(staffed: Branch) -> None:
    def hits(text: str) -> set[tuple[str, str]]:
        with staffed.village.profile.store.read() as session:
            found = index.query(
                session.connection(), text, units=None, kinds=frozenset({"party_orgs", "posts"}), limit=9
            )
        return {(hit.label, hit.sublabel) for hit in found}

    assert (FIRST, "楼栋党小组") in hits("1号楼党小组")
    assert ("楼栋党小组长 胡强", FIRST) in hits("党小组长")
    staffed.do("party_orgs.save", orgs.rename, staffed.orgs[FIRST], name="东区党小组")
    assert ("楼栋党小组长 胡强", "东区党小组") in hits("党小组长")
    staffed.do("party_orgs.end", orgs.end, staffed.orgs["东区党小组"], on=TODAY)
    assert hits("党小组长") == set()
    assert {label for label, _sub in hits("党小组")} == {SECOND}


def test_the_search_entries_are_the_same_when_made_anew(staffed: Branch) -> None:
    with staffed.village.profile.store.write(USER_ID, "settings.rebuild") as session:
        finding.refresh(session, {})
        hits = index.query(session.connection(), "党小组", units=None, kinds=frozenset({"party_orgs"}), limit=9)
        assert {hit.label for hit in hits} == {FIRST, SECOND}
        assert len(session.scalars(select(PartyOrg.id)).all()) == 3


def test_today_names_vacancies_and_terms_that_end(staffed: Branch) -> None:
    staffed.appoint(FIRST, "liaison", "刘丽", stairwell_id=None, term_until=TODAY + timedelta(days=20))
    staffed.appoint(SECOND, "liaison", "刘丽", stairwell_id=None, term_until=TODAY - timedelta(days=2))
    said = [(todo.when, todo.title) for todo in staffed.ask(todos, TODAY)]
    assert said == [
        ("overdue", "刘丽 2号楼党小组楼道党建联络员"),
        ("soon", "胡强 1号楼党小组楼栋党小组长"),
        ("none", "刘丽 1号楼党小组楼道党建联络员"),
        ("none", "第一网格党支部还没有支部书记"),
        ("none", "2号楼党小组还没有楼栋党小组长"),
    ]
    assert "已于 2026-03-08 届满" in staffed.ask(todos, TODAY)[0].detail


def test_the_history_tells_the_deeds_in_words(staffed: Branch) -> None:
    register = register_named("party_orgs")
    events = staffed.ask(history, register, staffed.orgs[FIRST], catalog=REGISTERS, today=TODAY)
    assert [event.action for event in events] == ["任职 · 任命", "编入成员", "编入成员", "划分楼栋", "新建下级组织"]
    lines = {line.title: line.new for event in events for line in event.lines}
    assert lines["楼栋"] == "1号楼"
    assert lines["任职人姓名"] == "胡强"


def test_the_title_and_basis_of_a_post_are_put_right_by_hand(staffed: Branch) -> None:
    register = register_named("posts")
    made = staffed.appoint(SECOND, "group_leader", "刘丽")
    values = {"title": "党小组组长", "term_until": None, "basis": "支部决定"}
    saved = staffed.do("posts.save", save, register, made, values=values)
    assert saved.label == "党小组组长 刘丽"
    with pytest.raises(posts.UserError, match="职务名称"):
        staffed.do("posts.save", save, register, made, values={"title": "", "term_until": None, "basis": ""})
