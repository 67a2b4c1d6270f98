"""Runs the migrations on the connection that the store has opened; there is no alembic.ini and no command line."""

from alembic import context


def migrate() -> None:
    """Run what is still to run."""
    context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # alembic runs this file; whoever looks through it for examples only imports it
    migrate()
