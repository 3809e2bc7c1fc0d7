"""Add what a PC knows of its exchange with the county."""

import sqlalchemy as sa
from alembic import op

from desktop.store.types import Id

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_delete_%'"


def upgrade() -> None:
    op.create_table(
        "conflict",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", Id(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("mine", sa.String(), nullable=False),
        sa.Column("mine_change", Id(), nullable=False),
        sa.Column("mine_by", Id(), nullable=False),
        sa.Column("mine_at", sa.BigInteger(), nullable=False),
        sa.Column("theirs", sa.String(), nullable=False),
        sa.Column("theirs_change", Id(), nullable=True),
        sa.Column("theirs_by", Id(), nullable=True),
        sa.Column("theirs_at", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
    )
    op.create_index(op.f("ix_conflict_unit_id"), "conflict", ["unit_id"])
    op.create_index(op.f("ix_conflict_row_id"), "conflict", ["row_id"])
    op.create_table(
        "exchange",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("whole", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("schema", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange")),
    )
    op.create_table(
        "exchange_unit",
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("believed", sa.Boolean(), nullable=False),
        sa.Column("read_until", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_exchange_unit")),
    )
    _create_kept("read_ahead", sa.Column("seq", sa.BigInteger(), nullable=False))
    _create_kept("doubted_row", sa.Column("read_until", sa.BigInteger(), nullable=False))
    _create_kept("left_row", sa.Column("gone", sa.Boolean(), nullable=False))
    _create_kept("laid_up", sa.Column("unit_id", Id(), nullable=True), sa.Column("said", sa.String(), nullable=False))
    op.create_index(op.f("ix_laid_up_unit_id"), "laid_up", ["unit_id"])
    op.create_table(
        "hub_value",
        sa.Column("row_id", Id(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("row_id", "table_name", "group_name", name=op.f("pk_hub_value")),
    )
    op.add_column("outbox", sa.Column("lost", sa.String(), nullable=True))
    op.add_column("outbox", sa.Column("was", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("asked", sa.String(), nullable=True))
    # The exchange takes away what left the scope: the guards of before would not let it, and are made anew hereafter.
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        for name in connection.execute(sa.text(_TRIGGERS)).scalars().all():
            op.execute(f"DROP TRIGGER {name}")


def _create_kept(table: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column("row_id", Id(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("row_id", "table_name", name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    for column in ("asked", "was", "lost"):
        op.drop_column("outbox", column)
    for table in (
        "hub_value", "laid_up", "left_row", "doubted_row", "read_ahead", "exchange_unit", "exchange", "conflict",
    ):  # fmt: skip
        op.drop_table(table)
