"""What came of one seed: a fault that was made on purpose, with what the desk did about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tried:
    """One seed. `what` names the fault in a few words; `broken` says what was lost or wrong, empty when all is well."""

    seed: int
    what: str
    broken: str = ""
