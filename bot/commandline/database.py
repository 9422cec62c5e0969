"""`atelier db`: migrations by hand; the bot runs them itself when it starts."""

from typing import Annotated

import typer

from bot.database import migrate
from bot.settings import load_settings


def build_app() -> typer.Typer:
    """Returns the commands of `atelier db`."""
    app = typer.Typer(no_args_is_help=True)
    app.command()(upgrade)
    app.command()(downgrade)
    app.command()(current)
    return app


def upgrade(
    revision: Annotated[str, typer.Argument(help="Where to go; the newest by default.")] = "head",
) -> None:
    """Bring the database up to a revision."""
    url = load_settings().resolved_database_url
    migrate.upgrade(url, revision)
    current()


def downgrade(
    revision: Annotated[str, typer.Argument(help="Where to go; `base` empties the database.")],
) -> None:
    """Take the database back to an older revision."""
    migrate.downgrade(load_settings().resolved_database_url, revision)
    current()


def current() -> None:
    """Show where the database is and at which revision."""
    url = load_settings().resolved_database_url
    found = migrate.current(url)
    newest = " (the newest)" if found == migrate.head() else f" (the newest is {migrate.head()})"
    typer.echo(f"{url}\n{found or 'empty'}{newest}")
