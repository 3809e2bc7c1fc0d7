"""One table on its way to be filled: the file, how it is laid out, and what is guessed or remembered about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.base.errors import UserError
from desktop.sheets.clean import plain
from desktop.sheets.template import Template, open_template, template_of
from desktop.sheets.template_layout import Layout, layout_of, visible_sheets
from desktop.sheets.workbook import Progress
from desktop.standard.filling.choice import Choice
from desktop.standard.filling.guess import Guessed, guess, synonyms_of
from desktop.standard.filling.memory import Kept
from desktop.standard.filling.offers import Assigned, Source

Recall = Callable[[str], Kept | None]


@dataclass(frozen=True, slots=True)
class Opened:
    """A table with everything known about it. `surely`: its header was recognised; `remembered`: it was filled before.

    `unkept`: titles of columns that are never kept.
    """

    template: Template
    layout: Layout
    source: Source
    mapping: Mapping[str, Assigned]
    unkept: tuple[str, ...]
    choice: Choice
    surely: bool = True
    remembered: bool = False

    @property
    def mapped(self) -> int:
        """How many columns are filled with something."""
        return sum(1 for one in self.mapping.values() if one.fact)


def open_path(path: Path, sources: Sequence[Source], *, recall: Recall, on_progress: Progress | None = None) -> Opened:
    """Open a table; what was remembered for its titles counts, then what the titles say.

    Raises UserError as `open_template`; `on_progress` may raise Cancelled.
    """
    return _opened(open_template(path, on_progress=on_progress), sources, recall=recall)


def open_kept(kept: Kept, sources: Sequence[Source], *, on_progress: Progress | None = None) -> Opened:
    """A table of 我的表 as it was filled the last time."""
    template = template_of(kept.file, kept.data, on_progress=on_progress)
    known = synonyms_of(sources[0])
    try:
        layout = layout_of(template, known, sheet=kept.sheet)
    except UserError:
        layout = None
    if layout is None or layout.header.top_row != kept.header_row:  # a person had pointed at it
        layout = layout_of(template, known, sheet=kept.sheet, header_row=kept.header_row)
    return _remembered(template, layout, sources, kept)


def again(
    opened: Opened, sources: Sequence[Source], *, sheet: str = "", header_row: int | None = None, rows: str = ""
) -> Opened:
    """The same table on another sheet, with another header, or with rows of another kind, guessed anew."""
    layout = opened.layout
    if sheet or header_row is not None:
        known = synonyms_of(sources[0])
        layout = layout_of(opened.template, known, sheet=sheet or layout.sheet, header_row=header_row)
    source = _named(sources, rows or opened.source.name)
    found = guess(layout, source)
    choice = replace(opened.choice, rows=source.name)
    if source.name != opened.source.name:
        choice = replace(choice, view="", query="")  # a saved filter is of one list
    return replace(
        opened, layout=layout, source=source, mapping=found.mapping, unkept=found.unkept, choice=choice, surely=True
    )


def _opened(template: Template, sources: Sequence[Source], *, recall: Recall) -> Opened:
    surely = True
    try:
        layout = layout_of(template, synonyms_of(sources[0]))
    except UserError:
        surely = False
        sheet = visible_sheets(template)[0]
        row = _first_full_row(template, sheet)
        layout = layout_of(template, synonyms_of(sources[0]), sheet=sheet, header_row=row)
    kept = recall(layout.header.key)
    if kept is not None:
        return _remembered(template, layout, sources, kept)
    source, found = _likelier(layout, sources)
    return Opened(template, layout, source, found.mapping, found.unkept, Choice(rows=source.name), surely)


def _remembered(template: Template, layout: Layout, sources: Sequence[Source], kept: Kept) -> Opened:
    source = _named(sources, kept.choice.rows)
    found = guess(layout, source)
    known = {title: one for title, one in kept.mapping.items() if title in found.mapping}
    return Opened(
        template, layout, source, {**found.mapping, **known}, found.unkept, kept.choice, surely=True, remembered=True
    )


def _named(sources: Sequence[Source], name: str) -> Source:
    return next((source for source in sources if source.name == name), sources[0])


def _likelier(layout: Layout, sources: Sequence[Source]) -> tuple[Source, Guessed]:
    """Rows of people, unless rows of households fill more columns, or nothing is asked of the person."""
    people, households = sources
    guesses = {source.name: guess(layout, source) for source in sources}
    counts = {name: sum(1 for a in found.mapping.values() if a.fact) for name, found in guesses.items()}
    names = {offer.name for offer in people.offers}
    asked = [one.fact for one in guesses[people.name].mapping.values() if one.fact]
    own = [fact for fact in asked if f"head.{fact}" in names or fact == "relation"]
    homes = counts[households.name] > counts[people.name] or not own or own.count("name") > 1
    source = households if homes and counts[households.name] else people
    return source, guesses[source.name]


def _first_full_row(template: Template, sheet: str) -> int:
    """The first row with several words: what a person may take for the header."""
    grid = template.book.read(sheet)
    for number, row in enumerate(grid.rows, 1):
        if sum(1 for cell in row if plain(cell)) >= 2:
            return number
    return next((number for number, row in enumerate(grid.rows, 1) if any(plain(cell) for cell in row)), 1)
