"""Add unit settings."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unit_setting",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_setting")),
    )
    with op.batch_alter_table("unit_setting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_setting_unit_id"), ["unit_id"], unique=False)


def downgrade() -> None:
    op.drop_table("unit_setting")
