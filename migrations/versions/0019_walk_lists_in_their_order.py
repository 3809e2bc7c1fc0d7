"""Walk the longest lists in an index of their whole order: every row was sorted for each page."""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# Table -> index, what it held before, what it holds now.
ORDERS = {
    "person_row": ("ix_person_row_door_sort", ["door_sort", "id"], ["door_sort", "name_sort", "id"]),
    "link_row": ("ix_link_row_door_sort", ["door_sort"], ["door_sort", "id"]),
    "visit_row": ("ix_visit_row_day_sort", ["day_sort"], ["day_sort", "id"]),
}


def upgrade() -> None:
    for table, (name, _before, now) in ORDERS.items():
        op.drop_index(name, table)
        op.create_index(name, table, now)


def downgrade() -> None:
    for table, (name, before, _now) in ORDERS.items():
        op.drop_index(name, table)
        op.create_index(name, table, before)
