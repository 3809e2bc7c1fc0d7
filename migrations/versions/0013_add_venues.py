"""Add venues, their contracts, the ledger in two currencies, and what rent is spent on."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _record(name: str, *columns: sa.Column, refers: dict[str, str], index: tuple[str, ...]) -> None:
    """A journaled table: its own columns between the id and the seal."""
    op.create_table(
        name,
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        *columns,
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [target],
                name=op.f(f"fk_{name}_{column}_{target.split('.')[0]}"),
                deferrable=True,
                initially="DEFERRED",
            )
            for column, target in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    with op.batch_alter_table(name, schema=None) as batch_op:
        for column in ("unit_id", *index):
            batch_op.create_index(batch_op.f(f"ix_{name}_{column}"), [column], unique=False)


def _text(*names: str, nullable: bool = False) -> tuple[sa.Column, ...]:
    return tuple(sa.Column(name, sa.String(), nullable=nullable) for name in names)


def _number(*names: str, nullable: bool = False) -> tuple[sa.Column, ...]:
    return tuple(sa.Column(name, sa.Integer(), nullable=nullable) for name in names)


def _big(*names: str, nullable: bool = False) -> tuple[sa.Column, ...]:
    return tuple(sa.Column(name, sa.BigInteger(), nullable=nullable) for name in names)


def _day(*names: str, nullable: bool = False) -> tuple[sa.Column, ...]:
    return tuple(sa.Column(name, sa.Date(), nullable=nullable) for name in names)


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, Id(), nullable=nullable)


def upgrade() -> None:
    _contracts()
    _ledger()
    _fund()
    op.create_table(
        "venue_obligation_row",
        sa.Column("id", Id(), nullable=False),
        _id("unit_id"),
        _id("contract_id"),
        _id("service_id", nullable=True),
        *_text("kind", "measure"),
        *_day("first_on", "last_on", "due_on"),
        *_big("amount", "due", "met"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venue_obligation_row")),
    )
    op.create_index(
        "ix_venue_obligation_row_sums",
        "venue_obligation_row",
        ["contract_id", "measure", "due_on", "due", "met", "kind"],
    )
    op.create_index("ix_venue_obligation_row_due_on", "venue_obligation_row", ["due_on", "id"])
    op.create_index(
        "ix_venue_obligation_row_open", "venue_obligation_row",
        ["due_on", "contract_id", "measure", "due", "met", "unit_id"],
        sqlite_where=sa.text("due > met"), postgresql_where=sa.text("due > met"),
    )


def _contracts() -> None:
    _record(
        "venue",
        *_text("name", "name_sort", "place"),
        *_number("area", nullable=True),
        *_text("facilities", "function", "owner", "state", "remark"),
        refers={},
        index=(),
    )
    _record(
        "venue_contract",
        _id("venue_id"),
        _id("tenant_id"),
        *_text("number", "party_a", "witness", "trade", "purpose"),
        *_day("starts_on", "ends_on"),
        *_day("counts_from", nullable=True),
        *_big("rent"),
        *_text("rent_period"),
        *_number("due_days"),
        *_big("deposit"),
        *_text("terms"),
        *_day("signed_on", "terminated_on", nullable=True),
        *_text("end_reason", nullable=True),
        *_text("end_note"),
        *_day("left_on", nullable=True),
        _id("renews_id", nullable=True),
        *_text("remark"),
        refers={"venue_id": "venue.id", "tenant_id": "organisation.id", "renews_id": "venue_contract.id"},
        index=("venue_id", "tenant_id", "renews_id"),
    )
    _record(
        "venue_rent_step",
        _id("contract_id"),
        *_day("since"),
        *_big("rent"),
        refers={"contract_id": "venue_contract.id"},
        index=("contract_id",),
    )
    _record(
        "venue_contract_service",
        _id("contract_id"),
        *_text("kind", "content"),
        *_big("amount"),
        *_text("measure", "period"),
        *_big("price"),
        *_text("discount"),
        refers={"contract_id": "venue_contract.id"},
        index=("contract_id",),
    )
    _record(
        "venue_contract_deed",
        _id("contract_id"),
        *_text("kind"),
        *_day("done_on"),
        *_day("since", nullable=True),
        *_big("rent", "amount", nullable=True),
        *_text("note"),
        refers={"contract_id": "venue_contract.id"},
        index=("contract_id",),
    )


def _ledger() -> None:
    _record(
        "venue_obligation",
        _id("contract_id"),
        _id("service_id", nullable=True),
        *_text("kind", "measure"),
        *_day("first_on", "last_on", "due_on"),
        *_big("amount"),
        refers={"contract_id": "venue_contract.id", "service_id": "venue_contract_service.id"},
        index=(),
    )
    op.create_index("ix_venue_obligation_contract_id_first_on", "venue_obligation", ["contract_id", "first_on"])
    _record(
        "venue_entry",
        _id("contract_id"),
        _id("obligation_id"),
        *_text("kind", "measure"),
        *_day("booked_on"),
        *_big("due_by", "met_by"),
        *_text("receipt", "decided", "note"),
        _id("gives_id", nullable=True),
        _id("reverses_id", nullable=True),
        refers={
            "contract_id": "venue_contract.id",
            "obligation_id": "venue_obligation.id",
            "gives_id": "venue_obligation.id",
            "reverses_id": "venue_entry.id",
        },
        index=("contract_id", "obligation_id", "booked_on", "gives_id", "reverses_id"),
    )


def _fund() -> None:
    _record(
        "venue_spending",
        *_day("spent_on"),
        *_big("amount"),
        *_text("purpose", "content", "payee", "voucher"),
        *_day("decided_on"),
        *_text("decided_at"),
        _id("reverses_id", nullable=True),
        *_text("remark"),
        refers={"reverses_id": "venue_spending.id"},
        index=("reverses_id",),
    )
    _record(
        "venue_notice",
        *_day("first_on", "last_on", "posted_on"),
        *_text("place"),
        *_big("carried", "income", "spent"),
        *_text("remark"),
        refers={},
        index=(),
    )


def downgrade() -> None:
    for name in (
        "venue_obligation_row",
        "venue_notice",
        "venue_spending",
        "venue_entry",
        "venue_obligation",
        "venue_contract_deed",
        "venue_contract_service",
        "venue_rent_step",
        "venue_contract",
        "venue",
    ):
        op.drop_table(name)
