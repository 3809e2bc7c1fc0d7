"""Add party tree."""

from alembic import op
import sqlalchemy as sa

from desktop.store.types import Id

revision = "0002"
down_revision = "0001"
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


def upgrade() -> None:
    _record(
        "party_org",
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("parent_id", Id(), nullable=True),
        sa.Column("household_id", Id(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        refers={"parent_id": "party_org.id", "household_id": "household.id"},
        index=("parent_id", "household_id"),
    )
    for name, other in (("party_org_building", "building"), ("party_org_member", "person")):
        _record(
            name,
            sa.Column("org_id", Id(), nullable=False),
            sa.Column(f"{other}_id", Id(), nullable=False),
            sa.Column("starts_on", sa.Date(), nullable=False),
            sa.Column("ends_on", sa.Date(), nullable=True),
            refers={"org_id": "party_org.id", f"{other}_id": f"{other}.id"},
            index=("org_id", f"{other}_id"),
        )
    _record(
        "post",
        sa.Column("org_id", Id(), nullable=True),
        sa.Column("place_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("stairwell_id", Id(), nullable=True),
        sa.Column("person_id", Id(), nullable=True),
        sa.Column("holder_name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("term_until", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        refers={"org_id": "party_org.id", "stairwell_id": "stairwell.id", "person_id": "person.id"},
        index=("org_id", "person_id"),
    )


def downgrade() -> None:
    for name in ("post", "party_org_member", "party_org_building", "party_org"):
        op.drop_table(name)
