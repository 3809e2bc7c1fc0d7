"""Whose desk this is: the names that the window, the sign-in page and every fault show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Identity:
    """The unit in full, its chain of command, who issued the program and where help is.

    `chain` reads from the county down, separated by spaces; `issued_by` and `help_phone` are "" until enrolment says.
    """

    unit_name: str
    chain: str = ""
    issued_by: str = ""
    version: str = ""
    help_phone: str = ""
    compound: str = ""
