"""Add deed facts."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Nullable, all of them: the seal of a row leaves nulls out, so that the rows of before stay sealed.
ADDED = {
    "person": (("next_of_kin", sa.String()), ("merged_into", Id())),
    "household": (("end_reason", sa.String()), ("merged_into", Id())),
    "residence": (("moved_to", sa.String()),),
}


def upgrade() -> None:
    for table, columns in ADDED.items():
        for name, kind in columns:  # without a batch: the table keeps its shape, and going down gives it back
            op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_table(
        "distinct_people",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("one_id", Id(), nullable=False),
        sa.Column("other_id", Id(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distinct_people")),
    )
    with op.batch_alter_table("distinct_people", schema=None) as batch_op:
        for name in ("unit_id", "one_id", "other_id"):
            batch_op.create_index(batch_op.f(f"ix_distinct_people_{name}"), [name], unique=False)


def downgrade() -> None:
    op.drop_table("distinct_people")
    for table, columns in ADDED.items():
        for name, _kind in reversed(columns):
            op.drop_column(table, name)
