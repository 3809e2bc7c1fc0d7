"""Receipts of one's own: on with the words of the county's permission, off again with one press."""

from desktop.standard import own_receipt
from desktop.ui.settings_page_receipt import ReceiptSettings
from tests.factories.profile import UNIT_ID
from tests.ui.over_store import Work


def basis(work: Work) -> str:
    with work.village.profile.store.read() as session:
        return own_receipt.basis(session, UNIT_ID)


def test_receipts_of_ones_own_are_on_with_the_words_that_allow_them(work: Work) -> None:
    receipt = ReceiptSettings(work.desk)
    work.bot.addWidget(receipt)
    receipt.reload()
    work.settle()
    assert receipt.said.text() == "没有开通。"
    receipt.turn_on.click()
    work.settle()
    assert basis(work) == ""
    receipt.by.setText("县财发〔2026〕3号")
    receipt.switch_on()
    work.settle()
    assert receipt.said.text() == "已开通，依据：县财发〔2026〕3号"
    assert basis(work) == "县财发〔2026〕3号"
    assert (receipt.by.isHidden(), receipt.turn_off.isHidden()) == (True, False)
    receipt.turn_off.click()
    work.settle()
    assert receipt.said.text() == "没有开通。"
    assert basis(work) == ""
