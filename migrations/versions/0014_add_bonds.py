"""Add bonds."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def _record(name: str, *columns: sa.Column, refers: dict[str, str], index: tuple[str, ...]) -> None:
    """A journaled table: its own columns between the id and the seal."""
    op.create_table(
        name,
        sa.Column("id", Id(), nullable=False),
        sa.Column("unit_id", Id(), nullable=False),
        *columns,
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("last_change", Id(), nullable=False),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [target], name=op.f(f"fk_{name}_{column}_{target.split('.')[0]}"), deferrable=True,
                initially="DEFERRED",
            )
            for column, target in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    with op.batch_alter_table(name, schema=None) as batch_op:
        for column in ("unit_id", *index):
            batch_op.create_index(batch_op.f(f"ix_{name}_{column}"), [column], unique=False)


def _text(*names: str) -> tuple[sa.Column, ...]:
    return tuple(sa.Column(name, sa.String(), nullable=False) for name in names)


def _day(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _id(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, Id(), nullable=nullable)


def upgrade() -> None:
    _record(
        "bond",
        *_text("kind"),
        _id("organisation_id", nullable=True),
        *_text("name", "name_sort", "post", "place"),
        _id("compound_id", nullable=True),
        *_text("contact_name", "phone", "duties"),
        sa.Column("cadence_days", sa.Integer(), nullable=False),
        _day("starts_on"),
        _day("ends_on", nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        *_text("remark"),
        refers={"organisation_id": "organisation.id", "compound_id": "compound.id"},
        index=("organisation_id", "compound_id"),
    )
    _record(
        "bond_contact",
        _id("bond_id"),
        _day("held_on"),
        *_text("kind", "who", "what"),
        refers={"bond_id": "bond.id"},
        index=("bond_id",),
    )


def downgrade() -> None:
    for name in ("bond_contact", "bond"):
        op.drop_table(name)
