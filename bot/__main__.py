"""The command line: `atelier`."""

import sys

from bot.commandline.app import build_app
from bot.database.errors import DatabaseError
from bot.errors import AtelierError, SettingsInvalid
from models.errors import GenerationError


def main() -> None:
    """Runs a command; expected errors are sentences, not tracebacks."""
    try:
        build_app()()
    except SettingsInvalid as error:
        print(f"A setting can't be used.\n{error}", file=sys.stderr)
        sys.exit(2)
    except (AtelierError, DatabaseError, GenerationError) as error:
        print(error.args[0], file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
