"""Add care needs."""

import sqlalchemy as sa
from alembic import op

from desktop.store.types import Id

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_AGREED = """
UPDATE household_row SET agreed = EXISTS (
    SELECT 1 FROM household WHERE household.id = household_row.id AND household.appointed_on = household_row.next_due
)
"""


def upgrade() -> None:
    op.create_table(
        "care_need",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("person_key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_need")),
    )
    with op.batch_alter_table("care_need", schema=None) as batch_op:
        for name in ("unit_id", "person_key"):
            batch_op.create_index(batch_op.f(f"ix_care_need_{name}"), [name], unique=False)
    op.create_table(
        "care_draft",
        sa.Column("user_id", Id(), nullable=False),
        sa.Column("record_key", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("version", Id(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "record_key", name=op.f("pk_care_draft")),
    )
    op.create_table(
        "key_change",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_change")),
    )
    with op.batch_alter_table("key_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_key_change_unit_id"), ["unit_id"], unique=False)
    # Nullable, both: the seal of a row leaves nulls out, so that the rows of before stay sealed.
    op.add_column("user_account", sa.Column("granted", sa.String(), nullable=True))
    op.add_column("household_row", sa.Column("agreed", sa.Boolean(), nullable=True))
    op.execute(_AGREED)


def downgrade() -> None:
    op.drop_column("household_row", "agreed")
    op.drop_column("user_account", "granted")
    for table in ("key_change", "care_draft", "care_need"):
        op.drop_table(table)
