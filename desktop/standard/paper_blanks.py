"""Which boxes of a print nobody has filled in yet: told before it is printed."""

from collections import Counter
from dataclasses import dataclass

from desktop.printing.blocks import Fields
from desktop.standard.paper import Job

MOST_SHEETS = 500  # a larger print is judged by its first sheets


@dataclass(frozen=True, slots=True)
class Blank:
    """A box by its label, and on how many sheets it is empty."""

    label: str
    sheets: int


def blanks(job: Job) -> tuple[Blank, ...]:
    """The empty boxes of the sheets, those that most sheets lack first. Tables have empty rows on purpose."""
    counted: Counter[str] = Counter()
    for subject in job.subjects[:MOST_SHEETS]:
        fields = [field for block in job.form.draw(subject) if isinstance(block, Fields) for field in block.fields]
        counted.update(list(dict.fromkeys(field.label for field in fields if not field.value.strip())))
    return tuple(Blank(label, count) for label, count in counted.most_common())
