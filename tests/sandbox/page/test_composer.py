"""Where members type: messages, commands and their options, against the real sandbox and a bot."""

import asyncio

import pytest
from playwright.async_api import Page, Route, expect

from tests.page_actions import last_message, type_command

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_picker_works_by_keyboard_alone(page: Page) -> None:
    await page.get_by_test_id("composer").focus()
    await page.keyboard.type("/pro")
    options = page.get_by_test_id("picker-option")
    await expect(options).to_have_count(2)
    await page.keyboard.press("ArrowDown")
    active = await page.get_by_test_id("composer").get_attribute("aria-activedescendant")
    await expect(page.locator(f"#{active}")).to_contain_text("/profile show")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(last_message(page)).to_contain_text("only for you")
    await expect(last_message(page).get_by_test_id("used")).to_contain_text("Ada used")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.keyboard.type("/")
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("picker")).to_be_hidden()
    await expect(page.get_by_test_id("composer")).to_have_value("")


async def test_options_take_choices_and_autocomplete(page: Page) -> None:
    await type_command(page, "poem")
    await expect(page.get_by_test_id("more-options")).to_have_text("+2 more")
    await page.keyboard.type("rain")
    await expect(page.get_by_test_id("choice").first).to_have_text("rain at dusk")
    await page.keyboard.press("Enter")
    await page.locator("[data-testid=choice][data-value=form]").click()
    await page.keyboard.type("free")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("option-form")).to_have_value("Free verse")
    await page.keyboard.press("Enter")
    await expect(last_message(page)).to_contain_text("half a poem")
    embed = last_message(page).get_by_test_id("embed")
    await expect(embed).to_contain_text("rain in the evening")
    await expect(embed).to_contain_text("free verse, seed 7")
    await expect(page.get_by_test_id("composer")).to_be_focused()


async def test_a_wrong_value_is_explained_before_anything_is_sent(page: Page) -> None:
    await type_command(page, "poem")
    await page.keyboard.press("Escape")
    await type_command(page, "imagine")
    await page.get_by_test_id("send").click()
    problem = page.get_by_test_id("composer-problem")
    await expect(problem).to_contain_text("This option is required")
    await page.get_by_test_id("option-count").fill("9")
    await page.keyboard.press("Enter")
    await expect(problem).to_contain_text("1 to 4")
    await expect(page.get_by_test_id("option-count")).to_be_focused()
    await expect(page.get_by_test_id("message")).to_have_count(0)


async def test_typing_goes_on_while_a_message_is_on_its_way(page: Page) -> None:
    arrived = asyncio.Event()

    async def slowly(route: Route) -> None:
        await arrived.wait()
        await route.continue_()

    await page.route("**/sandbox/messages", slowly)
    composer = page.get_by_test_id("composer")
    for words in ("first", "second"):
        await composer.fill(words)
        await page.keyboard.press("Enter")
        await expect(composer).to_have_value("")
    await composer.fill("/poem")
    arrived.set()
    messages = page.get_by_test_id("message")
    await expect(messages).to_have_count(2)
    await expect(messages.first).to_contain_text("first")
    await expect(messages.last).to_contain_text("second")
    await expect(composer).to_have_value("/poem")
    await expect(page.get_by_test_id("picker")).to_be_visible()


async def test_a_message_that_could_not_be_sent_comes_back(page: Page) -> None:
    gone = asyncio.Event()

    async def lose(route: Route) -> None:
        await gone.wait()
        await route.abort()

    await page.route("**/sandbox/messages", lose, times=2)
    composer = page.get_by_test_id("composer")
    problem = page.get_by_test_id("composer-problem")
    await composer.fill("hello")
    await page.keyboard.press("Enter")
    await composer.fill("and more")
    gone.set()
    await expect(problem).to_contain_text("The sandbox does not answer")
    await expect(composer).to_have_value("hello\nand more")

    gone.clear()
    await page.keyboard.press("Enter")
    await type_command(page, "imagine")
    gone.set()
    await expect(problem).to_contain_text("The sandbox does not answer")
    await page.get_by_test_id("option-count").press("Escape")
    await expect(composer).to_have_value("hello\nand more")
    await page.keyboard.press("Enter")
    await expect(last_message(page)).to_contain_text("and more")
    await expect(composer).to_have_value("")
