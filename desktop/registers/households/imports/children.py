"""Who in a roster is a child, by age or by being listed as one."""

import re
from collections.abc import Sequence
from datetime import date

from desktop.registers.households.imports.claims import Claim

OF_AGE = 18  # years, 民法典 第十七条
TITLES = re.compile("儿童|幼儿|婴|未成年|新生儿|孩子|宝宝")  # data: what the title over their names says
_PARENTS = frozenset({"50", "51", "52"})  # 父母, 父亲, 母亲 in GB/T 4761


def is_child(claim: Claim, *, today: date) -> bool:
    """Whether somebody is listed as a child, or is under age by the birth date; of a year alone nobody is 17."""
    born = claim.born
    if claim.parents is not None or born is None:
        return claim.parents is not None
    years = today.year - born.year
    return years < OF_AGE or (
        years == OF_AGE and born.month is not None and (born.month, born.day or 1) > (today.month, today.day)
    )


def with_parents(child: Claim, relatives: Sequence[Claim]) -> None:
    """What a child's row says of its relatives is no relation to the head: only who its parents are is kept."""
    child.parents = tuple(one.name for one in relatives if one.relation in _PARENTS)
    for one in relatives:
        one.relation = None
