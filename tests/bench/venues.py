"""How fast contracts and ledger list with 2,000 contracts and 100,000 obligations, beside the list of households."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from desktop.base import calm
from desktop.base.ids import uuid7
from desktop.catalog import DERIVED, REGISTERS
from desktop.registers.households.model import HouseholdRow
from desktop.registers.organisations.model import Organisation
from desktop.registers.venues.model import Contract, ObligationRow, Venue
from desktop.registers.venues.queries import due
from desktop.search.pinyin import sort_key
from desktop.standard import list as listing
from desktop.standard.list import Filter, Query, Sort
from tests.bench.figures import Figure, percentile, timed_ms
from tests.bench.lists import rows as households
from tests.factories.profile import TODAY, UNIT_ID, Profile, make_profile

BY_NAME = {register.name: register for register in REGISTERS}
TENANTS = ("康养服务中心", "小星星托管", "幸福里餐饮店", "邻里超市", "蓝天公益")
A_MONTH = timedelta(days=30)


def measure(contracts: int = 2_000, each: int = 50, *, rounds: int = 20) -> list[Figure]:
    """The 95th percentile of each act; the floor is the first page of 70,000 households in the same file."""
    owed = Query(filters=(Filter("state", values=("owed",)),))
    acts: dict[str, tuple[str, Query, int]] = {
        "first page of contracts": ("venue_contracts", Query(), 100),
        "first page of the ledger": ("venue_ledger", Query(), 150),
        "ledger, most owed first": ("venue_ledger", Query(sort=(Sort("open", descending=True),)), 150),
        "first page of obligations": ("venue_obligations", Query(), 100),
        "obligations that are owed": ("venue_obligations", owed, 150),
    }
    with tempfile.TemporaryDirectory() as folder:
        profile = filled(Path(folder), contracts, each)
        calm.settle()  # as the program does before anybody signs in: what filling made is no part of the acts
        with profile.store.read() as session:
            floor = _p95(session, profile, "households", Query(), rounds)
            made = [
                Figure(name, _p95(session, profile, of, query, rounds), "ms", f"<= {most} ms", floor, "households page")
                for name, (of, query, most) in acts.items()
            ]
            told = timed_ms(lambda: due.todos(session, profile.actor, TODAY), rounds=rounds)
            made.append(Figure("what Today asks of venues", percentile(told, 0.95), "ms", "<= 150 ms"))
        profile.close()
        calm.unsettle()
    return made


def filled(folder: Path, contracts: int, each: int) -> Profile:
    """A profile with so many contracts on as many venues, `each` obligations in two currencies to a contract."""
    profile = make_profile(folder, derived=DERIVED)
    with profile.store.write(profile.actor.id, "venues.import") as session:
        session.connection().execute(insert(HouseholdRow), list(households(70_000)))
        for name in TENANTS:
            session.add(Organisation(unit_id=UNIT_ID, kind="merchant", name=name, name_sort=sort_key(name)))
        session.flush()
        tenants = [one.id for one in session.query(Organisation).order_by(Organisation.id)]
        made = []
        for at in range(contracts):
            venue = Venue(unit_id=UNIT_ID, name=f"{at + 1}号铺", name_sort=f"{at + 1:05}haopu")
            session.add(venue)
            made.append(Contract(
                unit_id=UNIT_ID, venue_id=venue.id, tenant_id=tenants[at % len(tenants)], number=f"场-{at + 1:04}",
                party_a="居委会", trade="shop", starts_on=TODAY - 12 * A_MONTH, ends_on=TODAY + 13 * A_MONTH,
                signed_on=TODAY - 12 * A_MONTH,
            ))  # fmt: skip
        session.add_all(made)
        session.flush()
        for one in made:
            session.connection().execute(insert(ObligationRow), list(_obligations(one, each)))
    return profile


def _obligations(contract: Contract, each: int) -> Iterator[dict[str, Any]]:
    for at in range(each):
        first = contract.starts_on + (at // 2) * A_MONTH
        measure, due_ = ("times", 4) if at % 2 else ("money", 300_000)
        yield {
            "id": uuid7(), "unit_id": UNIT_ID, "contract_id": contract.id, "service_id": None,
            "kind": "service" if at % 2 else "rent", "measure": measure, "first_on": first,
            "last_on": first + A_MONTH, "due_on": first, "amount": due_, "due": due_,
            "met": due_ if first < TODAY - A_MONTH else 0,
        }  # fmt: skip


def _p95(session: Session, profile: Profile, name: str, query: Query, rounds: int) -> float:
    def act() -> None:
        listing.page(session, profile.actor, BY_NAME[name], query=query, today=TODAY)

    return percentile(timed_ms(act, rounds=rounds), 0.95)
