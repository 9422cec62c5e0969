"""Lines while they are being written, several side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from models.text.decoding.kernels import Floats
from models.text.guided_text import GuidedText
from models.text.lines import Candidate, clean_line

IsForbidden = Callable[[str], bool]


@dataclass
class Draft:
    """A line being written.

    Attributes:
        text: The text that it goes on from, and itself.
        words: The line so far.
        tokens: The same in tokens.
        log_likelihood: Sum over its tokens.
        last_log_likelihood: The last token's.
        break_log_likelihood: Of the line ending where it does.
        is_forked: There are others that have their beginning in common with it.
        is_inside: It stands on the same line as a part before it.
        pending: Tokens that are settled already and come next.
        finished: Nothing will be added.
    """

    text: GuidedText
    words: str = ""
    tokens: list[int] = field(default_factory=list[int])
    log_likelihood: float = 0.0
    last_log_likelihood: float = 0.0
    break_log_likelihood: float = 0.0
    is_forked: bool = False
    is_inside: bool = False
    pending: list[int] = field(default_factory=list[int])
    finished: bool = False

    def add(self, token: int, words: str, log_likelihood: float) -> None:
        """Goes on with a token.

        Args:
            token: The token.
            words: The whole line with it.
            log_likelihood: The token's.
        """
        self.words = words
        self.tokens.append(token)
        self.log_likelihood += log_likelihood
        self.last_log_likelihood = log_likelihood

    def fork(self) -> "Draft":
        """Returns a second draft that goes on from where this one is."""
        self.is_forked = True
        return replace(
            self, text=self.text.fork(), tokens=list(self.tokens), pending=list(self.pending)
        )

    def finish(self, break_log_likelihood: float = 0.0) -> None:
        """Ends the line."""
        self.break_log_likelihood = break_log_likelihood
        self.finished = True
        self.text.close()

    def give_up(self) -> None:
        """Ends the line as one that nobody can use."""
        self.words = ""
        self.finish()

    def as_candidate(self, luck: float = 0.0) -> Candidate:
        mean = self.log_likelihood / max(1, len(self.tokens))
        line = clean_line(self.words, capital=not self.is_inside)
        return Candidate(line, mean, self.break_log_likelihood, self.last_log_likelihood, luck)


class LineRule(Protocol):
    """How drafts of a line may grow."""

    @property
    def most_tokens(self) -> int:
        """No line is longer; what is unfinished then ends there."""
        ...

    @property
    def drafts(self) -> int:
        """Drafts to write side by side."""
        ...

    def extend(self, draft: Draft, likelihoods: Floats) -> Sequence[Draft]:
        """Adds a token to a draft, or finishes it.

        Args:
            draft: Is not finished.
            likelihoods: Log likelihoods of its next token, (vocabulary).

        Returns:
            Other ways to go on from where the draft was.
        """
        ...

    def cut_off(self, draft: Draft) -> None:
        """Finishes a draft that got too long."""
        ...
