"""What a person does at the sandbox's page."""

from collections.abc import Mapping

from playwright.async_api import Locator, Page


async def type_command(page: Page, name: str) -> None:
    """Picks a slash command; "profile set" names a subcommand."""
    await page.get_by_test_id("composer").fill(f"/{name}")
    await page.get_by_test_id("picker-option").first.wait_for()
    await page.keyboard.press("Enter")


async def use_command(page: Page, name: str, options: Mapping[str, str]) -> Locator:
    """Fills in a command and sends it; returns the message that answers."""
    await type_command(page, name)
    for option, value in options.items():
        field = page.get_by_test_id(f"option-{option}")
        if not await field.count():
            await page.get_by_test_id("more-input").fill(option)
            await page.keyboard.press("Enter")
        await field.fill(value)
    answers = page.get_by_test_id("message")
    place = await answers.count()
    await page.get_by_test_id("send").click()
    return answers.nth(place)


def last_message(page: Page) -> Locator:
    """Returns the newest message."""
    return page.get_by_test_id("message").last
