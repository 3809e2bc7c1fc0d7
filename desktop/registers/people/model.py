"""People, the households they live in, and the dated facts between them."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index, case, exists, select
from sqlalchemy.orm import Mapped, column_property, mapped_column

from desktop.store.record import Record, Row
from desktop.store.types import Id, SomeDay, refers
from desktop.values.partial_day import PartialDay


class Person(Record):
    """A person, of the unit of the current main residence. The least that the work needs; no ethnicity, no religion."""

    __tablename__ = "person"
    name: Mapped[str] = mapped_column(index=True)
    former_name: Mapped[str] = mapped_column(default="")
    sex: Mapped[str | None]  # code table sex (GB/T 2261.1)
    born: Mapped[PartialDay | None] = mapped_column(SomeDay)
    id_type: Mapped[str | None]  # code table id_type
    id_no: Mapped[str | None] = mapped_column(index=True)
    employer: Mapped[str] = mapped_column(default="")
    occupation: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    died_on: Mapped[PartialDay | None] = mapped_column(SomeDay)  # by deed only (HOUSE, law 11)
    notice_version: Mapped[str] = mapped_column(default="")  # privacy notice handed over (PIPL 17, 35)
    notice_on: Mapped[date | None]
    consent: Mapped[str | None]  # code table consent_kind
    next_of_kin: Mapped[str | None]  # after a death: whom the branch may turn to, by deed only
    merged_into: Mapped[UUID | None] = mapped_column(Id)  # registered twice: the person that this one went into

    merge_groups: ClassVar = {"identity": ("id_type", "id_no"), "notice": ("notice_version", "notice_on")}


class Phone(Record):
    """A telephone number of a person; several are usual, `rank` 0 is the first to ring."""

    __tablename__ = "phone"
    person_id: Mapped[UUID] = mapped_column(Id, refers("person.id"), index=True)
    number: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str | None]  # code table phone_kind
    rank: Mapped[int] = mapped_column(default=0)


class Household(Record):
    """户: the people behind one door who are visited as one; a door may hold several (R11: 户 ≠ 门 ≠ hukou)."""

    __tablename__ = "household"
    dwelling_id: Mapped[UUID] = mapped_column(Id, refers("dwelling.id"), index=True)
    head_id: Mapped[UUID | None] = mapped_column(Id, refers("person.id"))
    head_name: Mapped[str] = mapped_column(default="")  # known before the person is: 某户
    phone: Mapped[str] = mapped_column(default="")  # when it is the household's and nobody's own
    presence: Mapped[str | None]  # code table presence: 人户同在 ...
    by_phone: Mapped[bool] = mapped_column(default=False)  # asks for a call instead of visits
    visit_days: Mapped[int | None]  # cadence of its own; None: the unit's
    appointed_on: Mapped[date | None]  # 约定走访
    remark: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]  # by deed only: moved out, merged
    end_reason: Mapped[str | None]  # code table household_end_reason
    merged_into: Mapped[UUID | None] = mapped_column(Id)  # the household that this one went into

    merge_groups: ClassVar = {"ending": ("ended_on", "end_reason", "merged_into")}


class Residence(Record):
    """Who lives in which household from when to when (R7), and as what to its head (GB/T 4761)."""

    __tablename__ = "residence"
    person_id: Mapped[UUID] = mapped_column(Id, refers("person.id"), index=True)
    household_id: Mapped[UUID] = mapped_column(Id, refers("household.id"), index=True)
    relation: Mapped[str | None]  # code table relation
    main: Mapped[bool] = mapped_column(default=True)
    place: Mapped[int] = mapped_column(default=0)  # order within the household
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    end_reason: Mapped[str | None]  # code table residence_end_reason
    moved_to: Mapped[str | None]  # a door of the compound, or a place elsewhere as it was told

    merge_groups: ClassVar = {"term": ("starts_on", "ends_on", "end_reason")}


class Membership(Record):
    """Membership of the Party with its kind, dated; 应到 counts the kind `here` only."""

    __tablename__ = "membership"
    person_id: Mapped[UUID] = mapped_column(Id, refers("person.id"), index=True)
    kind: Mapped[str]  # code table membership_kind
    branch_name: Mapped[str] = mapped_column(default="")
    joined_on: Mapped[PartialDay | None] = mapped_column(SomeDay)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    merge_groups: ClassVar = {"term": ("starts_on", "ends_on")}


class HukouRecord(Record):
    """What the household register of the police says of a person, kept as its own facts (R11)."""

    __tablename__ = "hukou_record"
    person_id: Mapped[UUID] = mapped_column(Id, refers("person.id"), index=True)
    number: Mapped[str] = mapped_column(default="", index=True)  # 户号
    kind: Mapped[str | None]  # code table hukou_kind
    relation: Mapped[str | None]  # to the head of the hukou, code table relation
    address: Mapped[str] = mapped_column(default="")  # 户籍详址, as written
    presence: Mapped[str | None]  # code table presence


class DistinctPeople(Record):
    """Two people who look alike and were found to be two: they are not offered for merging again."""

    __tablename__ = "distinct_people"
    one_id: Mapped[UUID] = mapped_column(Id, index=True)
    other_id: Mapped[UUID] = mapped_column(Id, index=True)


Index("ix_residence_current", Residence.household_id, Residence.ends_on)


class PersonRow(Row):
    """What the list of residents shows; refreshed in the transaction of whatever changed it."""

    __tablename__ = "person_row"
    id: Mapped[UUID] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(Id)  # no index: a PC holds its own scope, and lists walk a sort index
    household_id: Mapped[UUID | None] = mapped_column(Id)
    building_id: Mapped[UUID | None] = mapped_column(Id, index=True)
    name: Mapped[str]
    name_sort: Mapped[str]
    sex: Mapped[str | None]
    born: Mapped[PartialDay | None] = mapped_column(SomeDay)
    id_no: Mapped[str]
    door: Mapped[str]
    door_sort: Mapped[str]
    building: Mapped[str]
    relation: Mapped[str | None]
    membership: Mapped[str | None]
    phone: Mapped[str]
    employer: Mapped[str]
    presence: Mapped[str | None]
    marks: Mapped[int]


# Read from the person where it is asked for: a list shows and filters it seldom, and it needs no copy in the row.
PersonRow.notice_on = column_property(
    select(Person.notice_on).where(Person.id == PersonRow.id).scalar_subquery(), deferred=True
)
# A code of whereabouts: who lives here, who moved out, and whose home was never registered (a member, for example).
PersonRow.whereabouts = column_property(
    case(
        (PersonRow.household_id.is_not(None), "here"),
        (exists().where(Residence.person_id == PersonRow.id, Residence.alive), "left"),
        else_="unplaced",
    ),
    deferred=True,
)

for _name in ("name_sort", "born"):
    Index(f"ix_person_row_{_name}", getattr(PersonRow, _name), PersonRow.id)
# The order of the list as it opens, whole: of a part of it SQLite makes no use, and sorts all residents for each page.
Index("ix_person_row_door_sort", PersonRow.door_sort, PersonRow.name_sort, PersonRow.id)
# Of these the list counts who stays, as it opens, without reading one of 217,000 rows.
Index("ix_person_row_household_id", PersonRow.household_id, PersonRow.id, PersonRow.unit_id)
