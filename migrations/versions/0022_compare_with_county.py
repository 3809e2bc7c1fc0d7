"""Add when this PC was last compared with the county, what of it is read again, whether much may leave it."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exchange_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("compared_at", sa.BigInteger(), nullable=True),
        sa.Column("amiss", sa.String(), nullable=False),
        sa.Column("held", sa.String(), nullable=False),
        sa.Column("may_leave", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_check")),
    )


def downgrade() -> None:
    op.drop_table("exchange_check")
