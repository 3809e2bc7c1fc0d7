"""What the pages of the county's desk are handed: every way asks the server, or says in a sentence why it cannot."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desktop.sync.asking import AskCode, AskSwitch, AskWithdraw, MadeCode


@dataclass(frozen=True, slots=True)
class BranchWays:
    """All run beside everything else and raise UserError without a line; those that are None this person may not do."""

    refresh: Callable[[], int]
    changed: Callable[[], None]  # the open pages read again
    server: Callable[[], str]  # as this PC dials it
    make_code: Callable[[AskCode], MadeCode] | None = None
    write_file: Callable[[AskCode, Path], MadeCode] | None = None
    do: Callable[[AskSwitch | AskWithdraw], int] | None = None
    print_slip: Callable[[UUID, dict[str, str]], None] | None = None
    wording: Callable[[], None] | None = None
