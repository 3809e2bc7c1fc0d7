"""常用语 under the notes of a visit, the list of them, and what visits leave to do."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from desktop.registers.contacts.model import Visit
from desktop.standard.phrases import Phrase
from tests.factories.profile import USER_ID
from tests.screens.conftest import Office

Alt = Qt.KeyboardModifier.AltModifier


def opened(office: Office, use: str = "said", *, text: str = "") -> tuple[Any, Any]:
    """The editor of a text and the frame opened from it by keyboard."""
    from desktop.ui.phrases import PhraseFrame

    page = office.go("visit", office.home("1-1-301"))
    editor = page.form.cells[use].editor
    editor.set_text(text)
    editor.box.setFocus()
    QTest.keyClick(editor.box, Qt.Key.Key_Down, Alt)
    office.settle()
    frame = next(one for one in office.window.findChildren(PhraseFrame) if one.isVisible())
    return editor, frame


def words(frame: Any) -> list[str]:
    return [offer.words for offer in frame.offers]


def phrases(office: Office) -> list[Phrase]:
    with office.village.profile.store.read() as session:
        return list(session.scalars(select(Phrase).where(Phrase.alive)))


def test_the_sentence_chosen_is_added_to_what_stands_there(office: Office) -> None:
    editor, frame = opened(office, text="第一句。")
    assert words(frame)[:2] == ["同上：家里都好。", "家里都好，没有困难。"]
    QTest.keyClick(frame.line, Qt.Key.Key_Down)
    QTest.keyClick(frame.line, Qt.Key.Key_Return)
    assert editor.text() == "第一句。\n家里都好，没有困难。"
    assert editor.box.hasFocus()


def test_needs_have_sentences_of_their_own(office: Office) -> None:
    _editor, frame = opened(office, "needs")
    assert words(frame)[0] == "楼道灯不亮，请维修。"


def test_what_is_written_can_be_kept_as_a_sentence_of_one_s_own(office: Office) -> None:
    _editor, frame = opened(office, text="看望了老人。")
    at = words(frame).index("＋ 收为常用语：看望了老人。")
    for _step in range(at):
        QTest.keyClick(frame.line, Qt.Key.Key_Down)
    QTest.keyClick(frame.line, Qt.Key.Key_Return)
    office.settle()
    (kept,) = phrases(office)
    assert (kept.text, kept.shared, kept.owner_id, kept.use) == ("看望了老人。", False, USER_ID, "said")
    office.shell.undo.undo()
    office.settle()
    assert phrases(office) == []


def test_esc_writes_nothing_and_gives_the_focus_back(office: Office) -> None:
    editor, frame = opened(office)
    QTest.keyClick(frame.line, Qt.Key.Key_Escape)
    assert not frame.isVisible()
    assert editor.text() == ""
    assert editor.box.hasFocus()


def test_emptying_the_line_shows_all_again(office: Office) -> None:
    _editor, frame = opened(office)
    every = words(frame)
    QTest.keyClicks(frame.line, "dx")
    office.settle()
    office.bot.waitUntil(lambda: len(words(frame)) < len(every))
    frame.line.clear()
    office.bot.waitUntil(lambda: words(frame) == every)


def test_the_last_row_leads_to_the_list_where_the_shipped_ones_can_be_taken_in(office: Office) -> None:
    _editor, frame = opened(office)
    frame.list.itemClicked.emit(frame.list.item(frame.list.count() - 1))
    office.settle()
    assert office.here == ("phrases", None)
    office.page.take_in.click()
    office.settle()
    assert len(phrases(office)) == 10
    office.page.take_in.click()
    office.settle()
    assert office.said[-1] == "自带的常用语都已在列表里。"


def test_a_new_sentence_is_written_on_a_page_of_its_own(office: Office) -> None:
    office.go("phrases").ways.new()
    office.settle()
    office.page.form.set_texts({"text": "新的一句。", "use": "said", "shared": "1"})
    office.page.save()
    office.settle()
    assert [(one.text, one.shared) for one in phrases(office)] == [("新的一句。", True)]


def test_a_need_marked_as_an_event_waits_in_its_list_until_it_is_unmarked(office: Office) -> None:
    page = office.go("visit", office.home("1-1-301"))
    page.form.set_texts({"outcome": "home", "needs": "路灯", "to_event": "1"})
    page.save()
    office.settle()
    listed = office.go("visits.event")
    assert listed.status == "共 1 次"
    listed.run(next(action for action in listed.actions_shown if action.verb == "unmark"))
    office.settle()
    assert listed.model.rowCount() == 0


def test_old_words_are_cleared_and_one_undo_brings_them_back(office: Office) -> None:
    office.village.profile.clock.pass_time(days=900)
    office.shell.stack.leave()
    with office.village.profile.store.read() as session:
        before = sum(bool(visit.said) for visit in session.scalars(select(Visit)))
    from desktop.screens.paper_loop import old_notes
    from desktop.screens.ways import Ways

    page: Any = old_notes(Ways(office.desk))
    office.bot.addWidget(page)
    office.settle()
    assert page.status == f"共 {before} 次"
    page.model.tick(page.model.ids(), on=True)
    page.run(next(action for action in page.actions_shown if action.verb == "erase"))
    office.settle()
    with office.village.profile.store.read() as session:
        assert {visit.said for visit in session.scalars(select(Visit))} == {""}
    office.shell.undo.undo()
    office.settle()
    with office.village.profile.store.read() as session:
        assert sum(bool(visit.said) for visit in session.scalars(select(Visit))) == before
