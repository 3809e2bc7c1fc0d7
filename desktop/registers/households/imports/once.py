"""A household of the file once its rows are read: its head by name, each person once."""

from desktop.registers.households.imports.claims import Claim, Home
from desktop.registers.households.imports.persons import HEAD, mend
from desktop.registers.households.imports.relatives import FIRST_PART


def settle(home: Home) -> None:
    """The head, where only a name said it, and each person once."""
    named = home.facts.get("head_name")
    if named and home.head is None:
        match = next((claim for claim in home.claims if claim.name == named), None)
        if match is not None:
            match.head, match.relation = True, match.relation or HEAD
    if home.head is not None:
        home.facts.pop("head_name", None)
    seen: dict[tuple[str, str], Claim] = {}
    once: list[Claim] = []
    for claim in home.claims:
        key = (claim.name, claim.facts.get("id_no", ""))
        if claim.who.part >= FIRST_PART and not key[1]:  # 配偶 without a number may have a row of its own
            key = next((one for one in seen if one[0] == claim.name), key)
        if key in seen:
            mend(seen[key], claim)
        else:
            seen[key] = claim
            once.append(claim)
    home.claims = once
