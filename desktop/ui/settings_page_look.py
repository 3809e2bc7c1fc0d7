"""How the program looks to this person: text size, light, row height, shortcuts in buttons, layout."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.base.text import _
from desktop.ui import shown_keys, system_theme
from desktop.ui.desk import Desk
from desktop.ui.list_memory import DENSITY
from desktop.ui.settings_page_parts import card, row, wrapped
from desktop.ui.style import em
from desktop.ui.system_theme import DARK, LIGHT, SYSTEM
from desktop.ui.user_menu import size_words
from desktop.ui.user_settings import UserSettings

THEMES = ((SYSTEM, _("跟随系统")), (LIGHT, _("浅色")), (DARK, _("深色")))
ROWS = (("close", _("紧凑")), ("standard", _("标准")), ("wide", _("宽松")))


class LookSettings(QWidget):
    """`window` takes another size or light at once."""

    def __init__(self, desk: Desk, window: Any) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self.desk, self._window = desk, window
        self.text_size, self.theme, self.density = QComboBox(), QComboBox(), QComboBox()
        self.keys = QCheckBox(_("按钮里显示快捷键"))
        self.layout_again = QPushButton(_("恢复默认布局"))
        sizes = [(size, _("{word}（{size}）").format(word=word, size=size)) for size, word in size_words().items()]
        for box, name, choices in (
            (self.text_size, _("字号"), sizes), (self.theme, _("界面颜色"), THEMES),
            (self.density, _("列表行高"), ROWS),
        ):  # fmt: skip
            box.setAccessibleName(name)
            for value, words in choices:
                box.addItem(words, value)
        self.keys.setChecked(bool(desk.settings.get(shown_keys.KEY)))
        self.density.setCurrentIndex(max(0, self.density.findData(desk.settings.get(DENSITY, "standard"))))
        again = wrapped(_("各列表的列、宽度、行高和分栏回到第一天的样子，筛选和数据不变。"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(em(self, 0.8))
        for part in (
            card(_("字和颜色"), row(QLabel(_("字号")), self.text_size), row(QLabel(_("界面颜色")), self.theme)),
            card(_("列表和按钮"), row(QLabel(_("列表行高")), self.density), self.keys),
            card(_("布局"), again, row(self.layout_again)),
        ):
            whole.addWidget(part)
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Show what is in force: the menu of the person changes it too."""
        self.text_size.setCurrentIndex(max(0, self.text_size.findData(self.desk.look.size)))
        theme = self.desk.settings.get(system_theme.KEY)
        shown = theme if theme == SYSTEM else DARK if self.desk.look.dark else LIGHT
        self.theme.setCurrentIndex(self.theme.findData(shown))

    def forget_layout(self) -> None:
        """Columns, widths and row heights as they were on the first day."""
        chosen = self.desk.settings
        if isinstance(chosen, UserSettings):
            chosen.forget(("list.", "record.", "splitter."))
        self.desk.say(_("已恢复默认布局，重新打开各列表后生效。"))

    def _connect(self) -> None:
        self.text_size.activated.connect(lambda _at: self._take(size=self.text_size.currentData()))
        self.theme.activated.connect(lambda _at: self._take_theme(self.theme.currentData()))
        self.density.activated.connect(lambda _at: self._take_density(self.density.currentData()))
        self.keys.clicked.connect(self._show_keys)
        self.layout_again.clicked.connect(self.forget_layout)

    def _take(self, **changed: Any) -> None:
        self._window.set_look(replace(self.desk.look, **changed))

    def _take_theme(self, theme: str) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._take(dark=system_theme.dark_for(app, theme, kept=theme == DARK))
        self.desk.settings.put(system_theme.KEY, theme)

    def _take_density(self, density: str) -> None:
        self.desk.settings.put(DENSITY, density)
        self.desk.say(_("行高已改，重新打开各列表后生效；单独调过的列表不变。"))

    def _show_keys(self, on: bool) -> None:
        self.desk.settings.put(shown_keys.KEY, on)
        shown_keys.turn(on=on)
