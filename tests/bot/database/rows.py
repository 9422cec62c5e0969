"""Rows to store, of members whose ids are as long as Discord's."""

from pathlib import Path

from bot.database.tables import Job, Work, WorkImage

ADA = 1_146_000_000_000_000_001
BRUNO = 1_146_000_000_000_000_002


def url_of(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def a_work(author_id: int = ADA, kind: str = "poem", theme: str = "rain") -> Work:
    return Work(
        kind=kind,
        author_id=author_id,
        request={"theme": theme},
        plan={"theme": theme, "from_profile": ["mood"]},
        model_id="embedded",
        model_revision="abc",
        seed=2**62,
        seconds=1.5,
        parameters={"temperature": 0.8},
        text="rain on tin roofs",
    )


def an_image(png: bytes, seed: int = 7) -> WorkImage:
    return WorkImage(seed=seed, alt_text="a red fox", width=64, height=64, png=png)


def a_job(member_id: int = ADA) -> Job:
    return Job(
        member_id=member_id,
        kind="poem",
        request={"theme": "rain"},
        plan={"theme": "rain"},
        application_id=5,
        interaction_token="hush-hush",
    )
