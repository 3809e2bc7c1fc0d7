"""Writing the lines of a draft contract: steps of rent and services."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from desktop.registers.venues.model import Contract, ContractService, RentStep

Kind = type[RentStep] | type[ContractService]


def changes(session: Session, kind: Kind, lines: Sequence[Any]) -> bool:
    """Would writing these lines change anything?"""
    for line in lines:
        row = session.get(kind, line.id) if line.id else None
        if row is None or line.gone or any(getattr(row, name) != value for name, value in line.values.items()):
            return True
    return False


def write(session: Session, kind: Kind, lines: Sequence[Any], *, contract: Contract) -> None:
    """New lines, changed ones, and those taken away."""
    for line in lines:
        given = {name: value for name, value in line.values.items() if value is not None}
        if line.id is None:
            if not line.gone:
                session.add(kind(unit_id=contract.unit_id, contract_id=contract.id, **given))
            continue
        row = session.get_one(kind, line.id)
        if line.gone:
            row.alive = False
        for name, value in given.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
