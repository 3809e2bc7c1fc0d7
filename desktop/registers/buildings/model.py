"""Places: compound, building, stairwell and dwelling, whose ids come from the door, alike on every PC."""

from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from desktop.store.record import Record
from desktop.store.types import Id, refers


class Compound(Record):
    """A residential compound 小区; one grid may cover several."""

    __tablename__ = "compound"
    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")


class Building(Record):
    """楼栋: `number` is what stands in a door (`3` of 3-2-501), `name` what people say (3号楼)."""

    __tablename__ = "building"
    compound_id: Mapped[UUID] = mapped_column(Id, refers("compound.id"), index=True)
    number: Mapped[str]
    name: Mapped[str]
    sort: Mapped[str]  # natural order as text: 2 before 10


class Stairwell(Record):
    """单元; `number` is "" where a building has none."""

    __tablename__ = "stairwell"
    building_id: Mapped[UUID] = mapped_column(Id, refers("building.id"), index=True)
    number: Mapped[str]
    name: Mapped[str]
    sort: Mapped[str]


class Dwelling(Record):
    """门: one door. `door` is the normal form 3-2-501; `area` in hundredths of a square metre."""

    __tablename__ = "dwelling"
    building_id: Mapped[UUID] = mapped_column(Id, refers("building.id"), index=True)
    stairwell_id: Mapped[UUID] = mapped_column(Id, refers("stairwell.id"), index=True)
    door: Mapped[str] = mapped_column(index=True)
    room: Mapped[str]
    floor: Mapped[int | None]
    kind: Mapped[str] = mapped_column(default="home")  # code table dwelling_kind
    tenure: Mapped[str | None]  # code table tenure: 自住, 出租, 空置 ...
    area: Mapped[int | None]
    owner_name: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    sort: Mapped[str] = mapped_column(index=True)

    merge_groups: ClassVar = {"place": ("building_id", "stairwell_id", "door", "room", "floor")}
