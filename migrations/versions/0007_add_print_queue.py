"""Add print queue."""

import json

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "print_job",
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("printer", sa.String(), nullable=False),
        sa.Column("tray", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("landscape", sa.Boolean(), nullable=False),
        sa.Column("both_sides", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("process", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", Id(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
    )
    with op.batch_alter_table("print_job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_print_job_changed_at"), ["changed_at"], unique=False)
    op.create_table(
        "print_pages",
        sa.Column("job_id", Id(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", name=op.f("pk_print_pages")),
    )
    printers = op.create_table(
        "printer_setup",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("right_mm", sa.Double(), nullable=False),
        sa.Column("down_mm", sa.Double(), nullable=False),
        sa.Column("usual", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_printer_setup")),
    )
    op.create_table(
        "form_setup",
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("printer", sa.String(), nullable=False),
        sa.Column("tray", sa.String(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("both_sides", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("register", "form", name=op.f("pk_form_setup")),
    )
    op.bulk_insert(printers, _measured())


def downgrade() -> None:
    for name in ("form_setup", "printer_setup", "print_pages", "print_job"):
        op.drop_table(name)


def _measured() -> list[dict[str, object]]:
    """The millimetres that one person measured for a printer are now those of the PC."""
    rows = op.get_bind().execute(sa.text("SELECT key, value FROM preference WHERE key LIKE 'printer._%'"))
    found: dict[str, dict[str, object]] = {}
    for key, value in rows:
        try:
            said = json.loads(value)
            name, right, down = key.removeprefix("printer."), float(said["x"]), float(said["y"])
        except (ValueError, KeyError, TypeError):
            continue
        found[name] = {"name": name, "right_mm": right, "down_mm": down, "usual": False}
    return list(found.values())
