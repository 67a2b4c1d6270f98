"""Runs the migrations on the connection that the store has opened; there is no alembic.ini and no command line."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
