"""Which rows go into a table: what kind, which building, members only, an age."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSpinBox, QWidget

from desktop.base.text import _
from desktop.standard.filling.choice import Choice
from desktop.standard.views import View
from desktop.ui.flow import Flow
from desktop.ui.style import chars, em

_ANY_AGE = -1
_OLDEST = 130


class RowsBar(QWidget):
    """The choice as a few boxes in one or two lines; `rows_chosen` when another kind of row was asked for."""

    rows_chosen = Signal(str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choice = Choice()
        self.rows, self.building, self.view = QComboBox(), QComboBox(), QComboBox()
        self._views: tuple[tuple[View, str], ...] = ()
        self.view.setAccessibleName(_("我的筛选"))
        self.rows.addItem(_("每人一行"), "people")
        self.rows.addItem(_("每户一行"), "households")
        self.rows.setAccessibleName(_("一行写什么"))
        self.rows.activated.connect(lambda _at: self.rows_chosen.emit(self.rows.currentData()))
        self.building.setAccessibleName(_("哪一栋"))
        self.building.setMinimumWidth(chars(self, 7))
        self.by_home = QCheckBox(_("按户排，户主在前"))
        self.members = QCheckBox(_("只要党员"))
        self.low, self.high = self._age(_("年龄从")), self._age(_("年龄到"))
        self.ages = QWidget()
        ages = Flow(self.ages, spacing=em(self, 0.4))
        for box in (QLabel(_("年龄")), self.low, QLabel(_("至")), self.high):
            ages.addWidget(box)
        self._line = line = Flow(self, spacing=em(self, 0.8))
        for part in (self.rows, self.view, self.building, self.by_home, self.members, self.ages):
            line.addWidget(part)
        for tick in (self.by_home, self.members):
            tick.toggled.connect(self.changed)
        self.building.activated.connect(self.changed)
        self.view.activated.connect(self.changed)
        for spin in (self.low, self.high):
            spin.valueChanged.connect(self.changed)

    def add(self, words: str, box: QWidget) -> None:
        """One more box with its words before it."""
        pair = QWidget()
        inside = Flow(pair, spacing=em(self, 0.4))
        label = QLabel(words)
        label.setBuddy(box)
        inside.addWidget(label)
        inside.addWidget(box)
        self._line.addWidget(pair)

    def show_buildings(self, names: Sequence[str]) -> None:
        """The buildings that may be chosen."""
        chosen = self.building.currentData()
        self.building.clear()
        self.building.addItem(_("全部楼栋"), "")
        for name in names:
            self.building.addItem(name, name)
        self.building.setCurrentIndex(max(0, self.building.findData(chosen)))

    def show_views(self, views: Sequence[tuple[View, str]]) -> None:
        """The saved filters that may be chosen, each as it is kept."""
        self._views = tuple(views)
        self._offer_views(self.choice)

    def _offer_views(self, choice: Choice) -> None:
        """Those of the rows that are filled; one that is not kept any more stays as it was."""
        self.view.clear()
        self.view.addItem(_("不用筛选"), ("", ""))
        offered = [(view.name, said) for view, said in self._views if view.register == choice.rows]
        if choice.query and (choice.view, choice.query) not in offered:
            offered.append((choice.view, choice.query))
        for name, said in offered:
            self.view.addItem(name, (name, said))
        self.view.setCurrentIndex(offered.index((choice.view, choice.query)) + 1 if choice.query else 0)
        self.view.setVisible(bool(offered))

    def show_choice(self, choice: Choice) -> None:
        """What is chosen now."""
        self._choice = choice
        parts = (self.rows, self.building, self.by_home, self.members, self.low, self.high)
        for part in parts:
            part.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.rows.setCurrentIndex(max(0, self.rows.findData(choice.rows)))
        name = next(iter(choice.buildings), "")
        if name and self.building.findData(name) < 0:
            self.building.addItem(name, name)
        self.building.setCurrentIndex(max(0, self.building.findData(name)))
        self._offer_views(choice)
        self.by_home.setChecked(choice.by_home)
        self.members.setChecked(choice.members)
        self.low.setValue(_ANY_AGE if choice.age_from is None else choice.age_from)
        self.high.setValue(_ANY_AGE if choice.age_to is None else choice.age_to)
        for part in parts:
            part.blockSignals(False)  # noqa: FBT003 - Qt's signature
        for only_people in (self.by_home, self.members, self.ages):
            only_people.setVisible(choice.rows == "people")

    @property
    def choice(self) -> Choice:
        """What is chosen, with the parts that this bar does not show as they were."""
        name = self.building.currentData()
        view, query = self.view.currentData() or ("", "")
        return replace(
            self._choice,
            rows=self.rows.currentData(),
            buildings=(name,) if name else (),
            members=self.members.isChecked(),
            age_from=None if self.low.value() == _ANY_AGE else self.low.value(),
            age_to=None if self.high.value() == _ANY_AGE else self.high.value(),
            by_home=self.by_home.isChecked(),
            view=view,
            query=query,
        )

    def _age(self, name: str) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(_ANY_AGE, _OLDEST)
        spin.setSpecialValueText(_("不限"))
        spin.setSuffix(_(" 岁"))
        spin.setValue(_ANY_AGE)
        spin.setAccessibleName(name)
        return spin
