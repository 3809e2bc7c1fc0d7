"""Count deeds, what is due and what waits from indexes that hold all that is asked: no row is read for a number."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# Index -> table, what it held before (None: it is new), what it holds now, the rows that it holds (None: all).
INDEXES = {
    "ix_journal_tx": ("journal", ["tx"], ["tx", "table_name", "row_id", "op"], None),
    "ix_journal_batch": (
        "journal", ["batch"], ["batch", "action", "table_name", "row_id", "op"], "batch IS NOT NULL",
    ),
    "ix_journal_at": ("journal", None, ["at", "tx"], None),
    "ix_household_row_last_visit": ("household_row", ["last_visit", "id"], ["last_visit", "id", "unit_id"], None),
    "ix_household_row_next_due": (
        "household_row",
        ["next_due", "id"],
        ["next_due", "id", "unit_id", "agreed", "last_visit", "building_id", "stairwell", "contact_names", "marks"],
        None,
    ),
    "ix_visit_row_to_event": ("visit_row", None, ["day_sort"], "to_event IS 1"),
    "ix_visit_row_has_words": ("visit_row", None, ["visited_on"], "has_words IS 1"),
}  # fmt: skip


def upgrade() -> None:
    for name, (table, before, now, rows) in INDEXES.items():
        if before is not None:
            op.drop_index(name, table)
        op.create_index(name, table, now, sqlite_where=sa.text(rows) if rows else None)


def downgrade() -> None:
    for name, (table, before, _now, _rows) in INDEXES.items():
        op.drop_index(name, table)
        if before is not None:
            op.create_index(name, table, before)
