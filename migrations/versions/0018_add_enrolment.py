"""Add what a PC knows of the county that it was enrolled at."""

import sqlalchemy as sa
from alembic import op

from desktop.store.types import Id

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device", Id(), nullable=False),
        sa.Column("own_keys", sa.LargeBinary(), nullable=False),
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("county", Id(), nullable=True),
        sa.Column("unit", Id(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("authority", sa.LargeBinary(), nullable=False),
        sa.Column("county_keys", sa.LargeBinary(), nullable=False),
        sa.Column("claim", sa.LargeBinary(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
    )


def downgrade() -> None:
    op.drop_table("enrolment")
