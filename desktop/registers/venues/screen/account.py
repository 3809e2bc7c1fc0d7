"""The account of one contract: a row a period, money beside service, the sum first."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.registers.venues.queries.periods import Account, PeriodBalance
from desktop.registers.venues.rules.words import both_words
from desktop.ui.plain_table import Head, Line, PlainTable
from desktop.ui.style import em
from desktop.values import money

HEADS = (
    Head(_("期间"), 13), Head(_("应收"), 6), Head(_("实收"), 6), Head(_("未收"), 6), Head(_("应服务"), 9),
    Head(_("已服务"), 9), Head(_("未服务"), 0),
)  # fmt: skip


class AccountTable(QWidget):
    """Shows an account; a deposit is told in the line above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.deposit = QLabel()
        self.deposit.setProperty("kind", "quiet")
        self.table = PlainTable(HEADS)
        self.table.setAccessibleName(_("账目"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.4))
        whole.addWidget(self.deposit)
        whole.addWidget(self.table, 1)

    def show_account(self, account: Account) -> None:
        """Show this."""
        held = account.deposit
        words = _("签订以后，每一期应收应服务排在这里。")
        if account.periods:
            words = _("未收、未服务前面有减号的，是多付或多做的。")
            if held.due or held.met:
                words += _("押金应收 {due} 元，已收 {met} 元。").format(
                    due=money.show(held.due), met=money.show(held.met)
                )
        self.deposit.setText(words)
        total = account.total
        lines = [] if total is None else [_line(_("合计"), total)]
        lines += [
            _line(_("{first} 至 {last}").format(first=one.first.isoformat(), last=one.last.isoformat()), one)
            for one in account.periods
        ]
        self.table.show_lines(lines)


def _line(title: str, one: PeriodBalance) -> Line:
    sums = (money.show(one.money.due), money.show(one.money.met), money.show(one.money.open))
    times, minutes = one.times, one.minutes
    served = (
        both_words(times.due, minutes.due), both_words(times.met, minutes.met), both_words(times.open, minutes.open),
    )  # fmt: skip
    return Line((title, *sums, *served), one)
