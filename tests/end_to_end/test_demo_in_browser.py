"""`atelier demo` with its real models, as a newcomer uses it in the browser."""

import re
import signal
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browsers import open_browser
from tests.end_to_end.bot_process import BotProcess, free_port
from tests.page_actions import use_command
from tests.page_history import Shown, history_of, record_history

pytestmark = pytest.mark.weights
_LONGEST_WAIT_MILLISECONDS = 120_000
IN_LINE = re.compile(r"⏳ You are (next|number \d+) in line, (about .+|a few seconds)\.")
TIME_LEFT = re.compile(r"🎨 .*\d+% · (about .+|a few seconds) left")


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncGenerator[str]:
    """Where the page of a demo is; told to end, it does, and its sandbox with it."""
    port = free_port()
    own_home = {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    bot = await BotProcess.start(own_home, "bot", "demo", "--port", str(port), "--no-browser")
    await bot.wait_for("The page: ")
    yield f"http://127.0.0.1:{port}"
    # Torch would hold up the event loop for a second, and take memory twice.
    assert not bot.has_loaded_torch
    bot.send(signal.SIGTERM)
    assert await bot.exit_code() == 0


@pytest.fixture
async def page(demo: str) -> AsyncGenerator[Page]:
    async with open_browser() as browser:
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(_LONGEST_WAIT_MILLISECONDS)
        await page.goto(demo)
        await page.get_by_test_id("channel").first.wait_for()
        await expect(page.get_by_test_id("bot-offline")).to_be_hidden(timeout=30_000)
        yield page


async def test_a_newcomer_gets_works_and_then_works_in_their_style(
    page: Page, tmp_path: Path
) -> None:
    first = await use_command(page, "poem", {"theme": "rain on tin roofs"})
    await expect_words(first, "rain on tin roofs")
    await expect(first.get_by_test_id("embed")).not_to_contain_text("your style")

    picture = await use_command(page, "imagine", {"prompt": "a red fox"})
    await expect_picture(picture)

    style = {"mood": "melancholic", "palette": "teal"}
    await expect_words(await use_command(page, "profile set", style), "melancholic")

    second = await use_command(page, "poem", {"theme": "the sea at night"})
    await expect_words(second, "your style: melancholic")

    joyful = {"theme": "the sea at night", "mood": "joyful"}
    overridden = await use_command(page, "poem", joyful)
    await expect_words(overridden, "the sea at night")
    await expect(overridden.get_by_test_id("embed")).not_to_contain_text("melancholic")
    await page.screenshot(path=tmp_path / "demo.png")


async def test_members_see_their_place_the_time_and_their_poem_as_it_grows(page: Page) -> None:
    await expect_words(await use_command(page, "poem", {"theme": "warmth"}), "warmth")
    await record_history(page)
    themes = ("the last ferry", "moths", "snow at noon", "an old radio", "bread")
    poems = [await use_command(page, "poem", {"theme": theme}) for theme in themes]
    for poem, theme in zip(poems, themes, strict=True):
        await expect_words(poem, theme)

    histories = [await history_of(poem) for poem in poems]
    waiting = [shown.words for history in histories for shown in history if not shown.work]
    assert any(IN_LINE.search(words) for words in waiting), waiting
    assert any(TIME_LEFT.search(words) for words in waiting), waiting
    assert any(first_line_seen_early(history) for history in histories), waiting


async def test_members_see_their_picture_before_it_is_finished(page: Page) -> None:
    await expect_picture(await use_command(page, "imagine", {"prompt": "a red fox on ice"}))
    await record_history(page)

    picture = await use_command(page, "imagine", {"prompt": "a red fox", "steps": "100"})
    await expect_picture(picture)

    history = await history_of(picture)
    first_looks = [shown for shown in history if "A first look at: a red fox" in shown.images]
    assert first_looks, history
    assert not any(shown.work for shown in first_looks)
    assert not any(image.startswith("A first look") for image in history[-1].images)


def first_line_seen_early(history: list[Shown]) -> bool:
    """Whether a line of the finished poem could be read before the poem was finished."""
    states = [shown.words.removesuffix(" (edited)").split("\n") for shown in history]
    drafted = [line for _progress, *lines in states for line in lines if line.strip()]
    return any(line in history[-1].work for line in drafted)


async def expect_words(message: Locator, words: str) -> None:
    """Waits until an answer shows these words in its embed."""
    embed = message.get_by_test_id("embed")
    await expect(embed).to_contain_text(words, timeout=_LONGEST_WAIT_MILLISECONDS)


async def expect_picture(message: Locator) -> None:
    """Waits until an answer shows a picture that has really been loaded, and describes it."""
    # Before that, there may be a preview.
    await expect(message.get_by_test_id("embed")).to_be_visible(timeout=_LONGEST_WAIT_MILLISECONDS)
    picture = message.get_by_test_id("image").locator("img").first
    await expect(picture).to_be_visible(timeout=_LONGEST_WAIT_MILLISECONDS)
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("image => image.naturalWidth") > 0
    assert "red fox" in (await picture.get_attribute("alt") or "")
