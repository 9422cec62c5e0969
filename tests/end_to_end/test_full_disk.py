"""The disk of the database is full: members and operators hear of it in words."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.client import MemberClient
from tests.end_to_end.answers import text_of, work_for
from tests.end_to_end.conftest import StartBot


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small disk can't be mounted here; that takes root on Linux")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


async def test_members_are_told_and_the_bot_recovers(
    small_disk: Path, start_bot: StartBot, ada: MemberClient
) -> None:
    bot = await start_bot(ATELIER_DATA_FOLDER=str(small_disk))
    await ada.wait_for_bot("poem")
    await bot.worker_id()

    fill(small_disk)
    refused = await ada.answer_to(await ada.use_command("poem", {"theme": "é" * 1500}))
    assert "my disk is full. Nothing you made is lost." in refused["content"]
    assert refused["content"].count("reference") == 1

    (small_disk / "ballast").unlink()
    work = await work_for(ada, await ada.use_command("poem", {"theme": "rain"}))
    assert "rain" in text_of(work)


async def test_a_bot_that_cannot_even_start_says_why(small_disk: Path, start_bot: StartBot) -> None:
    fill(small_disk)

    bot = await start_bot("bot", "run", ATELIER_DATA_FOLDER=str(small_disk))

    assert await bot.exit_code() == 1
    assert "The disk of the database is full." in bot.output
    assert "Traceback" not in bot.output


def fill(folder: Path) -> None:
    """Leaves no room on the disk."""
    with contextlib.suppress(OSError), (folder / "ballast").open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
