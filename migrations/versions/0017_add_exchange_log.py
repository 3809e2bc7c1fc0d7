"""Add the history of exchanges of a PC."""

import sqlalchemy as sa
from alembic import op

from desktop.store.types import Id

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exchange_run",
        sa.Column("id", Id(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("actor", Id(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_run")),
    )
    op.create_index(op.f("ix_exchange_run_at"), "exchange_run", ["at"])


def downgrade() -> None:
    op.drop_table("exchange_run")
