"""组织架构 in a real window: the tree, an organisation, its deeds, and the look back at another day."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop.access.roles import READER
from desktop.registers.party_orgs.model import PartyOrg
from desktop.registers.party_orgs.queries.tree import tree
from desktop.registers.party_orgs.service import orgs, own, posts, rolls
from desktop.registers.people.model import Membership
from desktop.ui.ask import FieldsQuestion
from tests.factories.profile import TODAY, UNIT_ID, USER_ID
from tests.screens.conftest import Office, Open

FOUNDED = TODAY - timedelta(days=300)


def grow(office: Office) -> None:
    """A branch, a group over the first building led by 胡强, and one without a leader."""
    store, actor, village = office.village.profile.store, office.village.actor, office.village
    with store.write(USER_ID, "party_orgs.found") as session:
        branch = own.found_own(session, actor)
        first = orgs.found(session, actor, branch, name="1号楼党小组", on=FOUNDED)
        orgs.found(session, actor, branch, name="2号楼党小组", on=FOUNDED)
        rolls.cover(session, actor, first, building_ids=[village.buildings["1"]], on=FOUNDED)
        rolls.add_member(session, actor, first, person_id=village.members["胡强"], on=FOUNDED)
        posts.appoint(
            session, actor, first, kind="group_leader", person_id=village.members["胡强"], on=FOUNDED,
            term_until=TODAY + timedelta(days=9),
        )  # fmt: skip
        session.add(Membership(unit_id=UNIT_ID, person_id=village.members["周兰"], kind="branch"))


@pytest.fixture
def page(office: Office) -> Any:
    """组织架构 with the tree grown."""
    grow(office)
    return office.go("party_orgs")


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Each question is filled with the next of these texts and its verb pressed; an empty list of texts refuses."""
    given: list[dict[str, str]] = []

    def answer(box: FieldsQuestion) -> int:
        texts = given.pop(0)
        box.form.set_texts(texts)
        box.on_verb_clicked() if texts else box.reject()
        return box.result()

    monkeypatch.setattr(FieldsQuestion, "exec", answer)
    return given


def choose(office: Office, page: Any, name: str) -> Any:
    """Choose an organisation in the tree; returns the panel."""
    page.orgs.go_to(next(node.id for node in page.nodes if node.name == name))
    office.settle()
    return page.panel


def titles(panel: Any) -> list[str]:
    return [card.accessibleName() for card in panel.cards]


def test_an_empty_tree_is_founded_from_the_words_of_the_unit(office: Office) -> None:
    page = office.go("party_orgs")
    assert "还没有登记党组织" in page.empty.sentence.text()
    (button,) = page.empty.buttons()
    button.click()
    office.settle()
    assert page.orgs.shown() == ["第一网格党支部　▲ 空缺"]
    assert office.said[-1] == "已按单位建立党组织"


def test_the_branch_is_open_first_with_its_gap_and_its_members(office: Office, page: Any) -> None:
    assert page.status == "共 3 个组织"
    assert page.panel.facts.node.name == "第一网格党支部"
    assert titles(page.panel) == ["支部书记 空缺"]
    assert [line.words[0] for line in page.panel.roll.lines] == ["胡强", "刘丽", "周兰"]


def test_the_arrows_walk_the_tree_and_initials_find_a_group(office: Office, page: Any) -> None:
    page.focus_first()
    office.press(Qt.Key.Key_Down)
    assert page.panel.facts.node.name == "1号楼党小组"
    page.orgs.find_line.setText("某某")
    assert page.orgs.shown() == []
    assert not page.orgs.nothing.isHidden()
    page.orgs.find_line.setText("2 dxz")
    office.settle()
    assert page.orgs.shown() == ["第一网格党支部　▲ 空缺", "2号楼党小组　▲ 空缺"]
    assert page.panel.facts.node.name == "2号楼党小组"
    page.orgs.find_line.setFocus()
    QTest.keyClick(page.orgs.find_line, Qt.Key.Key_Return)
    page.orgs.find_line.clear()
    assert len(page.orgs.shown()) == 3


def test_a_group_shows_its_leader_term_buildings_and_gaps(office: Office, page: Any) -> None:
    panel = choose(office, page, "1号楼党小组")
    assert titles(panel) == ["楼栋党小组长 胡强"]
    assert (panel.cards[0].badge.state, panel.cards[0].badge.words) == ("soon", "任期将届满")
    assert panel.facts.unattended == ("1号楼1单元", "1号楼2单元")
    panel.roll.opened.emit(panel.roll.lines[0].meant)
    office.settle()
    assert office.here == ("people", office.village.members["胡强"])


def test_a_vacancy_is_filled_from_the_notice(office: Office, page: Any, answers: list[dict[str, str]]) -> None:
    answers.append({"person_id": str(office.village.members["周兰"])})
    page.panel.deeds.appoint(page.panel.facts, "secretary")
    office.settle()
    assert titles(page.panel) == ["支部书记 周兰"]
    assert office.said[-1] == "已任命：支部书记"


def test_what_is_refused_is_asked_again_with_the_reason(
    office: Office, page: Any, answers: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    first = FieldsQuestion.__init__
    monkeypatch.setattr(
        FieldsQuestion, "__init__", lambda box, parent, sentence, *rest, **more: (
            asked.append(sentence), first(box, parent, sentence, *rest, **more),
        )[1],
    )  # fmt: skip
    answers += [{"person_id": str(office.village.members["胡强"])}, {}]
    page.panel.deeds.appoint(page.panel.facts, "secretary")
    office.settle()
    assert asked[1].startswith("胡强没有登记住在本小区，不能任支部书记。")
    assert titles(page.panel) == ["支部书记 空缺"]


def test_a_new_group_is_shown_at_once(office: Office, page: Any, answers: list[dict[str, str]]) -> None:
    answers.append({"name": "3号楼党小组"})
    page.panel.buttons["found"].click()
    office.settle()
    assert page.panel.facts.node.name == "3号楼党小组"


def test_the_deeds_of_a_group(office: Office, page: Any, answers: list[dict[str, str]]) -> None:
    panel = choose(office, page, "1号楼党小组")
    answers += [{"person_id": str(office.village.members["周兰"])}, {"on": "2026-03-10"}]
    panel.buttons["add"].click()
    office.settle()
    assert [line.words[0] for line in panel.roll.lines] == ["胡强", "周兰"]
    panel.roll.go_to(1)
    panel.buttons["remove"].click()
    office.settle()
    assert [one.name for one in panel.facts.roll] == ["胡强"]
    answers.append({"household_id": str(office.home("1-1-301"))})
    panel.buttons["centre"].click()
    office.settle()
    assert [node.name for node in panel.facts.below] == ["1-1-301 周兰"]
    answers.append({"name": "东区党小组", "remark": "周五活动"})
    panel.deeds.rename(panel.facts)
    office.settle()
    assert panel.facts.node.name == "东区党小组"
    assert "周五活动" in panel._what(panel.facts)


def test_removing_needs_somebody_to_remove(office: Office, page: Any) -> None:
    panel = choose(office, page, "2号楼党小组")
    panel.buttons["remove"].click()
    assert "先在下面的成员里选一个人" in office.said[-1]


def test_buildings_are_ticked_and_unticked(office: Office, page: Any, answers: list[dict[str, str]]) -> None:
    panel = choose(office, page, "1号楼党小组")
    box, ticks = page.cover_question(panel.facts, ())
    assert ticks.count() == 0
    box.deleteLater()
    answers.append({"on": "2026-03-10"})
    panel.buttons["cover"].click()
    office.settle()
    assert panel.facts.buildings == ((office.village.buildings["1"], "1号楼"),)
    answers.append({})
    panel.buttons["cover"].click()
    office.settle()
    with office.village.profile.store.read() as session:
        assert len(tree(session, office.village.actor, on=TODAY)) == 3


def test_ending_tells_what_ends_with_it(
    office: Office, page: Any, answers: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    fill = FieldsQuestion.fill
    monkeypatch.setattr(
        FieldsQuestion, "fill",
        lambda box, texts, secret=(): (asked.append(box.sentence.text()), fill(box, texts, secret))[1],
    )  # fmt: skip
    panel = choose(office, page, "1号楼党小组")
    answers.append({"on": "2026-03-10"})
    more = panel.more_menu(panel.facts)
    more.actions()[1].trigger()
    office.settle()
    assert "同一天结束：任职 1 项、成员 1 人、负责楼栋 1 栋。" in asked[0]
    assert [node.name for node in page.nodes] == ["第一网格党支部", "2号楼党小组"]
    panel = choose(office, page, "2号楼党小组")
    answers.append({})
    panel.deeds.end(panel.facts)
    office.settle()
    assert asked[1].startswith("撤销“2号楼党小组”。以前的记录都保留")


def test_a_term_is_renewed_and_ended_from_its_card(office: Office, page: Any, answers: list[dict[str, str]]) -> None:
    panel = choose(office, page, "1号楼党小组")
    answers += [{"on": "2026-03-10", "term_until": "2029-03-10"}, {"on": "2026-03-10", "reason": "resigned"}]
    again, end = panel.cards[0].buttons
    again.click()
    office.settle()
    assert [button.text() for button in panel.cards[0].buttons] == ["连任", "卸任"]
    assert panel.facts.former[0].holder == "胡强"
    panel.cards[0].buttons[1].click()
    office.settle()
    assert titles(panel) == ["楼栋党小组长 空缺"]
    assert end is not None


def test_the_menu_offers_the_posts_of_the_tier_and_a_liaison_for_each_stairwell(office: Office, page: Any) -> None:
    panel = choose(office, page, "1号楼党小组")
    menu = panel.post_menu(panel.facts)
    assert [shown.text() for shown in menu.actions()] == ["楼栋党小组长", "楼道党建联络员", "其他职务"]
    assert [shown.text() for inner in menu.findChildren(QMenu) for shown in inner.actions()] == [
        "1号楼1单元",
        "1号楼2单元",
    ]
    panel.buttons["appoint"].click()
    panel.buttons["more"].click()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_another_day_shows_what_stood_then_and_lets_nothing_be_done(office: Office, page: Any) -> None:
    page.day_bar.editor.line.setText("2025-01-01")
    page.day_bar.take()
    office.settle()
    assert page.orgs.shown() == ["第一网格党支部　▲ 空缺"]
    assert page.panel.buttons == {}
    assert page.day_bar.past.sentence.text() == "正在看 2025-01-01 那天的情况，只能查看，不能办理。"
    groups = office.go("groups")
    assert groups.model.rowCount() == 0
    assert groups.day_bar.editor.text() == "2025-01-01", "the day is one for all pages of this area"
    groups.day_bar.past.links()[0].click()
    office.settle()
    assert groups.model.rowCount() == 2
    office.go("party_orgs")
    assert "appoint" in page.panel.buttons


def test_a_day_before_anything_says_so(office: Office) -> None:
    page = office.go("party_orgs")
    page.as_of.look_at(FOUNDED - timedelta(days=900))
    office.settle()
    assert "还没有登记党组织" in page.empty.sentence.text()
    assert page.empty.buttons()[0].text() == "回到今天"


def test_a_todo_and_a_hit_open_the_tree_at_their_organisation(office: Office, page: Any) -> None:
    group = next(node.id for node in page.nodes if node.name == "2号楼党小组")
    opened = office.go("party_orgs", group)
    assert opened.panel.facts.node.id == group


def test_a_reader_sees_the_tree_and_no_deed(open_office: Open) -> None:
    office = open_office(READER)
    with office.village.profile.store.write(USER_ID, "party_orgs.found") as session:
        session.add(PartyOrg(unit_id=UNIT_ID, tier="branch", name="支部"))
    page = office.go("party_orgs")
    assert page.panel.buttons == {}
    assert page.orgs.shown() == ["支部　▲ 空缺"]


def test_somebody_without_the_right_is_told_who_grants_it(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    page = office.go("party_orgs")
    monkeypatch.setattr(type(office.desk.actor), "may", lambda _actor, _permission: False)
    page.reload()
    assert "请支部书记开通" in page.empty.sentence.text()
