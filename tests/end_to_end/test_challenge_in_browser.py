"""A whole challenge at the sandbox's page, by clicks and keys at the speed of a hand."""

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.client import MemberClient
from sandbox.sandbox import Sandbox
from sandbox.world import User
from tests.browsers import open_browser
from tests.end_to_end.challenge_times import make_due
from tests.end_to_end.conftest import StartBot
from tests.page_actions import type_command, use_command

_KEY_MILLISECONDS = 30.0
_LONGEST_WAIT_MILLISECONDS = 60_000
_TEXTS = {
    "title": "Harbours at night",
    "brief": "What the water keeps.",
    "closes": "in 2 days",
    "voting_closes": "in 4 days",
}


_MORE_MEMBERS = ("Dalia", "Emil", "Fatou", "Goran", "Hana", "Ivo", "Jun")
_TWO_MONTHS = 60 * 24 * 3600


@pytest.fixture
def names(sandbox: Sandbox) -> list[str]:
    """Ten members of the server, as the switch of members calls them."""
    members, old = sandbox.world.members, sandbox.world.snowflakes.earlier(_TWO_MONTHS)
    for name in _MORE_MEMBERS:
        user = User(old(), name.lower(), name)
        members[user.id] = user
    return [user.username for user in members.values()]


@pytest.fixture
async def page(
    sandbox: Sandbox, names: list[str], start_bot: StartBot, ada: MemberClient
) -> AsyncGenerator[Page]:
    await start_bot()
    await ada.wait_for_bot("challenge")
    async with open_browser() as browser:
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(_LONGEST_WAIT_MILLISECONDS)
        await page.goto(sandbox.base_url)
        await page.get_by_test_id("channel").first.wait_for()
        yield page


@pytest.mark.timeout(600)
async def test_a_challenge_is_run_by_hand(page: Page, names: list[str], tmp_path: Path) -> None:
    await _create(page)
    for name in names:
        await _become(page, name)
        await _enter(page, f"harbours of {name}")
    make_due("close", tmp_path)
    for name in names:
        await _become(page, name)
        await _vote(page)
    make_due("publish", tmp_path)

    results = _said(page, "The results of")
    await expect(results.get_by_test_id("embed")).to_contain_text("10 entries · 10 voters")
    pictures = results.get_by_test_id("image").locator("img")
    await expect(pictures).to_have_count(2)
    described = [await each.get_attribute("alt") or "" for each in await pictures.all()]
    assert {each.split()[0] for each in described} == {"Podium", "Ranking"}
    await results.get_by_role("button", name="Results").click()
    own = page.get_by_test_id("message").last
    await expect(own).to_contain_text("Your entries")
    await page.screenshot(path=tmp_path / "challenge.png")
    past = await use_command(page, "challenge archive", {})
    await expect(past).to_contain_text("Harbours at night")


async def _create(page: Page) -> None:
    await type_command(page, "challenge create")
    await page.get_by_test_id("send").click()
    for field, text in _TEXTS.items():
        box = page.get_by_test_id(f"field-{field}")
        await box.fill("")
        await box.press_sequentially(text, delay=_KEY_MILLISECONDS)
    await page.get_by_test_id("modal-submit").click()
    preview = _said(page, "This is how it will look")
    await expect(preview.get_by_test_id("embed")).to_contain_text("Harbours at night")
    await preview.get_by_role("button", name="Rules").click()
    await page.get_by_test_id("field-words").press_sequentially("harbours", delay=_KEY_MILLISECONDS)
    await page.get_by_test_id("modal-submit").click()
    await expect(preview.get_by_test_id("embed")).to_contain_text("Has to name")
    await preview.get_by_role("button", name="Post it").click()
    await expect(_said(page, "is open!")).to_be_visible(timeout=_LONGEST_WAIT_MILLISECONDS)


async def _enter(page: Page, theme: str) -> None:
    poem = await use_command(page, "poem", {"theme": theme})
    await expect(poem.get_by_test_id("embed")).to_contain_text(theme)
    await _said(page, "is open!").get_by_role("button", name="Submit").click()
    panel = page.get_by_test_id("message").last
    await expect(panel.get_by_test_id("replies-to")).to_contain_text("Harbours at night is open!")
    await panel.get_by_role("combobox").first.click()
    await page.get_by_test_id("select-option").first.click()
    await expect(panel).to_contain_text("Entered. Good luck!")


async def _vote(page: Page) -> None:
    closed = _said(page, "takes no more entries")
    await expect(closed).to_be_visible(timeout=_LONGEST_WAIT_MILLISECONDS)
    await closed.get_by_role("button", name="Vote").click()
    ballot = page.get_by_test_id("message").last
    # Nine entries of others: four, then three, then the last pair.
    for number in (1, 2):
        await expect(ballot).to_contain_text(f"Ballot {number} ·")
        await ballot.get_by_role("button", name="1").click()
        await expect(ballot).to_contain_text("And which one is weakest?")
        await ballot.get_by_role("button", name="2").click()
    await expect(ballot).to_contain_text("Ballot 3 ·")
    await ballot.get_by_role("button", name="1").click()
    await expect(ballot).to_contain_text("Thank you for voting!")


async def _become(page: Page, name: str) -> None:
    await page.get_by_test_id("member-switch").click()
    await page.locator(f"[data-testid=member][data-member={name}]").click()
    await expect(page.get_by_test_id("member-switch")).to_contain_text(name.capitalize())


def _said(page: Page, words: str) -> Locator:
    """Returns the message that says so."""
    return page.get_by_test_id("message").filter(has_text=words).last
