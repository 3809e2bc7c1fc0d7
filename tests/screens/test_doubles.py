"""疑似重复 in the window: reached from the residents, merged or told apart from the keyboard, empty when done."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.access.roles import READER
from desktop.screens import every
from desktop.ui.consequences import DeedQuestion
from tests.factories.family import add
from tests.factories.profile import USER_ID
from tests.screens.conftest import Office, Open


def doubled(office: Office) -> None:
    village = office.village
    with village.profile.store.write(USER_ID, "people.save") as session:
        add(session, village.homes["1-1-301"], "周兰", relation="97")


def test_the_list_of_residents_leads_to_the_pairs(office: Office) -> None:
    page = office.go("people")
    (button,) = [one for one in page.tools().findChildren(QPushButton) if one.text() == "查重"]
    button.click()
    office.settle()
    assert office.here == ("doubles", None)
    assert (office.page.status, office.page.empty.isVisible()) == ("共 0 对", True)
    assert "查找疑似重复的居民" in [command.title for command in every.commands(office.desk)]


def test_enter_merges_and_the_pair_is_gone(office: Office) -> None:
    doubled(office)
    page = office.go("doubles")
    assert [line.words for line in page.table.lines] == [("周兰", "1-1-301", "1-1-301", "同一门牌同名")]
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    office.settle()
    (asked,) = office.window.findChildren(DeedQuestion)
    assert asked.verb.text() == "把 2 条合并为 周兰"
    asked.verb.click()
    office.settle()
    assert office.said[-1] == "已合并：周兰 的 2 条登记合为 1 条"
    assert page.table.lines == ()
    office.shell.undo.undo()
    office.settle()
    assert len(page.table.lines) == 1
    assert page.focusWidget() is page.table, "the pair that came back is gone on with"


def test_delete_tells_them_apart_and_undo_brings_them_back(office: Office) -> None:
    doubled(office)
    page = office.go("doubles")
    page.apart.click()
    office.settle()
    assert office.said[-1] == "已记下：周兰 和 周兰 不是同一人，不再列为疑似重复"
    assert page.table.lines == ()
    office.shell.undo.undo()
    office.settle()
    assert len(page.table.lines) == 1
    page.open.click()
    office.settle()
    assert office.here == ("people", office.village.members["周兰"])
    office.shell.back()
    page.open_other.click()
    office.settle()
    assert office.here[0] == "people"
    assert office.here[1] not in (None, office.village.members["周兰"])


def test_a_reader_looks_only(open_office: Open) -> None:
    office = open_office(READER)
    page = office.go("doubles")
    assert (page.merge.isVisible(), page.apart.isVisible()) == (False, False)
