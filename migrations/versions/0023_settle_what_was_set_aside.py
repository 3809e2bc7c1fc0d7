"""Add which changes that the county did not take are settled here: they stay in the history, not on the list."""

import sqlalchemy as sa
from alembic import op

from desktop.store.types import Id

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aside_settled",
        sa.Column("change_id", Id(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", Id(), nullable=False),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_aside_settled")),
    )


def downgrade() -> None:
    op.drop_table("aside_settled")
