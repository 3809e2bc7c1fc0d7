"""What a deed will bring about, told before it is done: sentences, before → after, and what has still to be chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from desktop.base.errors import UserError
from desktop.base.text import _

NOTHING: Mapping[str, str] = {}  # no question was answered yet
UNKNOWN = "-"  # chosen on purpose: 暂不填


@dataclass(frozen=True, slots=True)
class Step:
    """One thing as it stands and as it will stand, in words."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Tick:
    """One of those that the deed may be done to, such as a person of a household."""

    id: UUID
    words: str
    on: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question that only this case raises; `chosen` is one of the options' values, "" while nobody has answered."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...]  # value, words
    chosen: str = ""

    def answered(self, picked: Mapping[str, str]) -> "Choice":
        """The same with the answer of `picked`, if that is one of the options."""
        said = picked.get(self.name, self.chosen)
        known = said if any(said == value for value, _words in self.options) else ""
        return Choice(self.name, self.title, self.options, known)


@dataclass(frozen=True, slots=True)
class Consequences:
    """All of it. `verb` is what the button says, `texts` is what stands in the asks at first."""

    verb: str
    sentences: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    choices: tuple[Choice, ...] = ()
    ticks: tuple[Tick, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    danger: bool = False  # not wrong, but sad or hard to explain: the safe button has the focus


def answer(choices: Iterable[Choice], name: str) -> str:
    """What was answered to a question; "" when it was not raised or not answered."""
    return next((choice.chosen for choice in choices if choice.name == name), "")


def require_answers(choices: Sequence[Choice]) -> None:
    """UserError while a question is open."""
    for choice in choices:
        if not choice.chosen:
            raise UserError(_("还没有办理：请先选定“{title}”。").format(title=choice.title), field=choice.name)
