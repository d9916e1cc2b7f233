"""Alembic's environment: the caller gives an open connection, in `config.attributes`."""

from alembic import context

from znatok.bootstrap.schema import import_tables
from znatok.platform.db import Base

import_tables()

if context.is_offline_mode():
    context.configure(
        url=context.config.get_main_option("sqlalchemy.url"),
        target_metadata=Base.metadata,
        literal_binds=True,
        render_as_batch=True,
    )
else:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite changes a table only by copying it
    )
with context.begin_transaction():
    context.run_migrations()
