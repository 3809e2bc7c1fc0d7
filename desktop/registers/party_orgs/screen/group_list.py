"""楼栋党小组: the groups as a list, each row opening its organisation."""

from dataclasses import replace
from functools import partial

from desktop.base.text import _
from desktop.registers.party_orgs.queries.lists import Linked, org_rows
from desktop.spec import Column, Register

COLUMNS = ("name", "leader", "liaisons", "buildings", "members", "households", "centres", "parent", "starts_on")


def groups(orgs: Register, linked: Linked) -> Register:
    """The register of organisations as far as it is groups."""
    by_name = {column.name: column for column in orgs.columns}
    titles: dict[str, Column] = {
        "name": replace(by_name["name"], title=_("党小组")),
        "leader": replace(by_name["leader"], title=_("组长")),
    }
    return replace(
        orgs,
        title=_("楼栋党小组"),
        counter=_("个"),
        order=("sort",),
        columns=tuple(titles.get(name, by_name[name]) for name in COLUMNS),
        dated=partial(org_rows, linked=linked, tier="group"),
        actions=(),
        help="party_orgs",
    )
