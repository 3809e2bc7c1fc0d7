"""Hands the caller's connection and metadata to Alembic; there is no alembic.ini."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes["metadata"],
    render_as_batch=True,
    transactional_ddl=True,
    include_name=lambda name, kind, parents: not (kind == "table" and name.startswith(("search_index", "sqlite_"))),
)
context.run_migrations()
