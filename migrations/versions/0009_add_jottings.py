"""Add jottings."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jotting",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by_id", Id(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("household_id", Id(), nullable=True),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jotting")),
    )
    with op.batch_alter_table("jotting", schema=None) as batch_op:
        for column in ("day", "household_id", "person_id", "unit_id"):
            batch_op.create_index(batch_op.f(f"ix_jotting_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("jotting")
