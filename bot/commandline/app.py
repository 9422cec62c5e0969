"""Puts the commands together; each family has a file of its own."""

import typer

from bot.commandline import database, demo, doctor, make, models, run


def build_app() -> typer.Typer:
    """Returns the whole command line."""
    app = typer.Typer(
        name="atelier",
        help="A Discord bot for art communities: poems, lyrics and images.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
    )
    app.command(name="demo")(demo.demo)
    app.command(name="run")(run.run)
    app.add_typer(make.build_app(), name="make", help="Make a work without Discord.")
    app.add_typer(database.build_app(), name="db", help="Migrate the database.")
    app.add_typer(models.build_app(), name="models", help="See and install the models.")
    app.command(name="doctor")(doctor.doctor)
    return app
