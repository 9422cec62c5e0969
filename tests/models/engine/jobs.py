"""Jobs without an engine, for the tests of what lies around them."""

import itertools

from models.base import PoemRequest
from models.engine.job import Job
from models.engine.observer import Unobserved

_ids = itertools.count(1)


class NoLine:
    """A `models.engine.job.Line` that knows nothing of the job."""

    def cancel(self, job: Job) -> None:
        pass

    def tell_places(self) -> None:
        pass


def make_job(member_id: int = 1, guild_id: int | None = None, theme: str = "x") -> Job:
    return Job(
        next(_ids),
        PoemRequest(theme, seed=1, form="haiku"),
        member_id=member_id,
        guild_id=guild_id,
        line=NoLine(),
        observer=Unobserved(),
    )
