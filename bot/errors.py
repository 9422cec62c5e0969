"""The bot's own errors.

AtelierError
├── SettingsInvalid        a setting has a value that is not allowed; the program exits with 2
├── DiscordUnavailable     Discord refuses the bot: wrong token, no such application
└── UserFacingError        carries a sentence for the member
    ├── InvalidOption      something in the command can't be used
    ├── WorkNotFound       the work was deleted or never was
    ├── NotYours           only the author may do that
    ├── JobOver            the job has ended already
    └── Restarting         the bot is about to stop and takes nothing new

`models.errors.GenerationError` and `bot.database.errors.DatabaseError` are the other two trees;
`bot.presenter` turns all of them into words.
"""


class AtelierError(Exception):
    """Base class of the bot's own errors."""


class SettingsInvalid(AtelierError):
    """A setting has a value that is not allowed."""


class DiscordUnavailable(AtelierError):
    """Discord refuses the bot."""


class UserFacingError(AtelierError):
    """An expected error; its only argument is the sentence to show."""

    @property
    def message(self) -> str:
        """The sentence to show."""
        return str(self.args[0])


class InvalidOption(UserFacingError):
    """Something in the command can't be used."""


class WorkNotFound(UserFacingError):
    """The work was deleted or never was."""


class NotYours(UserFacingError):
    """Only the author may do that."""


class JobOver(UserFacingError):
    """The job has ended already."""


class Restarting(UserFacingError):
    """The bot is about to stop and takes nothing new."""
