"""A household in memory, with its member, draft and history, for the tests of record pages."""

from typing import Any
from uuid import UUID, uuid4

from desktop.base.errors import UserError
from desktop.spec import Child, Field, Form, Register
from desktop.standard.drafts import Draft
from desktop.standard.history import Event
from desktop.standard.history import Line as Changed
from desktop.standard.load import Line, Loaded
from desktop.standard.save import Saved
from tests.ui.lists import Household, nothing

ID, VERSION = UUID(int=1), UUID(int=50)


class Member:
    __tablename__ = "member"


REGISTER = Register(
    name="households",
    title="住户",
    model=Household,  # type: ignore[arg-type]
    counter="户",
    columns=(),
    fields=(Field("name", "户主姓名", "name", required=True), Field("area", "房屋面积", "area")),
    children=(
        Child("members", "成员", Member, "household_id", (Field("name", "姓名", "name", required=True),)),  # type: ignore[arg-type]
    ),
    forms=(Form("household-sheet", "一户一档", nothing, nothing),),
)


class MemoryRecords:
    """One household in memory."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {"name": "周兰", "area": 12050}
        self.gone = False
        self.found: Draft | None = None
        self.kept: list[dict[str, Any]] = []
        self.dropped = 0
        self.saves: list[dict[str, Any]] = []
        self.error: UserError | None = None
        self.restored: list[str] = []

    def load(self, _session: Any, record_id: UUID) -> Loaded:
        lines = (Line(UUID(int=9), {"name": "于涛"}),)
        return Loaded(
            record_id, "3-2-1302 周兰", dict(self.values), {"members": lines}, VERSION, 1_793_600_000_000, "王书记",
            self.gone,
        )  # fmt: skip

    def save(self, _session: Any, record_id: UUID | None, **what: Any) -> Saved:
        self.saves.append(what)
        error, self.error = self.error, None
        if error:
            raise error
        return Saved(record_id or ID, "3-2-1302 周兰", 2)

    def draft(self, _session: Any, record_id: UUID | None) -> Draft | None:
        return self.found

    def keep_draft(self, _session: Any, record_id: UUID | None, **what: Any) -> None:
        self.kept.append(what)

    def drop_draft(self, _session: Any, record_id: UUID | None) -> None:
        self.dropped += 1

    def history(self, _session: Any, record_id: UUID) -> tuple[Event, ...]:
        line = Changed(uuid4(), "household", ID, "area", "房屋面积", "98.5", "120.5")
        return (Event(1_793_600_000_000, "王书记", "住户 · 修改", "名单.xlsx 第 3 行", uuid4(), (line,)),)

    def restore_value(self, _session: Any, *, change_id: UUID, field: str) -> UUID:
        self.restored.append(field)
        return ID
