"""The bot's own errors.

AtelierError
├── SettingsInvalid        a setting has a value that is not allowed; the program exits with 2
├── DiscordUnavailable     Discord refuses the bot: wrong token, no such application
└── UserFacingError        carries a sentence for the member
    ├── InvalidOption      something in the command can't be used
    ├── WorkNotFound       the work was deleted or never was
    ├── NotYours           only the author may do that
    ├── JobOver            the job has ended already
    ├── Restarting         the bot is about to stop and takes nothing new
    ├── ModeratorsOnly     only those who run the server may do that
    ├── PermissionMissing  the member or the bot lacks a permission for it
    ├── ExpressionRefused  Discord takes no such emoji or sticker there, or none now
    ├── ChallengeNotFound  the challenge, series or brief never was, or is gone
    ├── ChallengeChanged   somebody else changed it in the meantime
    ├── ChallengeOver      it has ended already
    ├── SubmissionsClosed  entries are not taken now
    ├── EntryRefused       the entry is not what the challenge asks for
    ├── EntryNotFound      the entry takes no part any more or never was
    ├── VotingClosed       votes are not taken now
    ├── VoteRefused        this member may not vote there
    ├── BallotNotFound     there is no such ballot
    └── ResultsNotReady    the results are not published yet

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


class ModeratorsOnly(UserFacingError):
    """Only those who run the server may do that."""


class PermissionMissing(UserFacingError):
    """The member or the bot lacks a permission for it."""


class ExpressionRefused(UserFacingError):
    """Discord takes no such emoji or sticker there, or none now."""


class ChallengeNotFound(UserFacingError):
    """The challenge, series or brief never was, or is gone."""


class ChallengeChanged(UserFacingError):
    """Somebody else changed it in the meantime."""


class ChallengeOver(UserFacingError):
    """It has ended already."""


class SubmissionsClosed(UserFacingError):
    """Entries are not taken now."""


class EntryRefused(UserFacingError):
    """The entry is not what the challenge asks for."""


class EntryNotFound(UserFacingError):
    """The entry takes no part any more or never was."""


class VotingClosed(UserFacingError):
    """Votes are not taken now."""


class VoteRefused(UserFacingError):
    """This member may not vote there."""


class BallotNotFound(UserFacingError):
    """There is no such ballot."""


class ResultsNotReady(UserFacingError):
    """The results are not published yet."""
