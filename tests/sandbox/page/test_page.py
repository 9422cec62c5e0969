"""The page, used as a person uses it, against the real sandbox and a stock discord.py bot."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from sandbox.expressions import Emoji
from sandbox.sandbox import Sandbox
from tests.page_actions import last_message, type_command
from tests.sandbox.page.tiny_bot import teal_png

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def become(page: Page, username: str) -> None:
    await page.get_by_test_id("member-switch").click()
    await page.locator(f"[data-member={username}]").click()
    await expect(page.get_by_test_id("member-switch")).to_contain_text(username.capitalize())


async def write_poem(page: Page, theme: str) -> Locator:
    await type_command(page, "poem")
    await page.get_by_test_id("option-theme").fill(theme)
    await page.get_by_test_id("send").click()
    message = last_message(page)
    await expect(message.get_by_test_id("embed")).to_contain_text(theme)
    return message


async def test_buttons_edit_fail_in_words_and_wait_visibly(page: Page) -> None:
    message = await write_poem(page, "moss")
    await message.get_by_role("button", name="Again").click()
    await expect(message).to_contain_text("a second poem")
    broken = message.get_by_role("button", name="Broken")
    await broken.focus()
    await page.keyboard.press("Enter")
    await expect(broken).to_have_attribute("aria-busy", "true")
    await expect(message).to_contain_text("This interaction failed")
    await expect(broken).not_to_have_attribute("aria-busy", "true")


async def test_a_select_menu_takes_several_values_by_keyboard(page: Page) -> None:
    message = await write_poem(page, "moss")
    await message.get_by_test_id("select").get_by_role("combobox").focus()
    for key in ("ArrowDown", "Enter", "ArrowDown", "ArrowDown", "Enter", "Escape"):
        await page.keyboard.press(key)
    await expect(last_message(page)).to_contain_text("Joyful and Fierce")


async def test_a_modal_is_checked_and_submitted(page: Page) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    await type_command(page, "profile set")
    await page.get_by_test_id("send").click()
    modal = page.get_by_test_id("modal")
    await expect(modal.get_by_role("heading")).to_have_text("Your style")
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal).to_contain_text("This field is required")
    await modal.get_by_label("Mood").fill("melancholic and far too long")
    await expect(modal.get_by_label("Mood")).to_have_value("melancholic and far ")
    await modal.get_by_label("Mood").fill("melancholic")
    await modal.get_by_role("combobox", name="Form").click()
    await page.locator("[data-testid=select-option][data-value=Limerick]").click()
    await modal.get_by_test_id("modal-submit").click()
    await expect(modal).to_have_count(0)
    await expect(last_message(page)).to_contain_text("melancholic, Limerick")
    # The command and the complete form: the empty one never left the page.
    assert len([url for url in sent if url.endswith("/sandbox/interactions")]) == 2


async def test_only_its_member_sees_an_ephemeral_message(page: Page) -> None:
    await type_command(page, "profile show")
    await page.get_by_test_id("send").click()
    secret = page.get_by_test_id("message").filter(has_text="only for you")
    await expect(secret).to_contain_text("Only you can see this")
    await become(page, "bruno")
    await expect(secret).to_have_count(0)
    await become(page, "ada")
    await secret.get_by_test_id("dismiss").click()
    await expect(secret).to_have_count(0)
    await page.reload()
    await expect(page.get_by_test_id("log")).to_contain_text("Welcome to #studio")
    await expect(secret).to_have_count(0)


async def test_what_members_write_never_becomes_markup(page: Page, sandbox: Sandbox) -> None:
    attack = "<img src=x onerror=document.title='owned'> [x](javascript:alert(1)) <b>**bold**</b>"
    await page.get_by_test_id("composer").fill(attack)
    await page.keyboard.press("Enter")
    message = last_message(page)
    await expect(message).to_contain_text("<img src=x onerror=document.title='owned'>")
    await expect(message).to_contain_text("[x](javascript:alert(1)) <b>bold</b>")
    assert await message.locator("img, b, a, script").count() == 0
    assert await message.locator("strong").inner_text() == "bold"
    poem = await write_poem(page, "<script>x</script><i>")
    assert await poem.locator("script, .embed i").count() == 0
    assert "owned" not in await page.title()


async def test_markdown_reads_as_on_discord(page: Page) -> None:
    shown = {
        "small": ("-# small", "small"),
        "blockquote": ("> quoted", "quoted"),
        "ul ul li": ("- one\n  - two", "two"),
        "code": ("`a_b`", "a_b"),
        "s": ("~~gone~~ snake_case_x", "gone"),
    }
    lines = ["# Title", *(written for written, _ in shown.values()), "||hidden|| <t:0:R>"]
    await page.get_by_test_id("composer").fill("\n".join(lines))
    await page.get_by_test_id("send").click()
    message = last_message(page)
    await expect(message.get_by_role("heading")).to_have_text("Title")
    for selector, (_, content) in shown.items():
        await expect(message.locator(selector)).to_have_text(content)
    await expect(message.locator("time.moment")).to_have_text(re.compile(r"\d+ years ago"))
    await expect(message).to_contain_text("snake_case_x")
    spoiler = message.get_by_role("button", name="Spoiler")
    await spoiler.press("Enter")
    await expect(message.locator(".spoiler")).to_have_class("spoiler revealed")


async def test_pictures_enlarge_and_close_by_keyboard(page: Page) -> None:
    await type_command(page, "imagine")
    await page.keyboard.type("3")
    await page.keyboard.press("Enter")
    images = page.get_by_test_id("image")
    await expect(images).to_have_count(3)
    await images.first.press("Enter")
    lightbox = page.get_by_test_id("lightbox")
    await expect(lightbox.get_by_alt_text("Fox 0")).to_be_visible()
    await page.keyboard.press("ArrowRight")
    await expect(lightbox.get_by_alt_text("Fox 1")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(lightbox).to_have_count(0)
    await expect(images.first).to_be_focused()


async def test_a_phone_has_a_drawer_and_no_sideways_scrolling(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await write_poem(page, "a" * 40)
    await type_command(page, "poem")
    wide = "document.scrollingElement.scrollWidth > 360 || scroller.scrollWidth > 360"
    assert not await page.evaluate(f"const scroller = document.getElementById('scroller'); {wide}")
    channel = page.get_by_test_id("channel").nth(1)
    await expect(channel).to_be_hidden()
    await page.get_by_test_id("drawer-toggle").click()
    await channel.click()
    await expect(channel).to_be_hidden()
    await expect(page.get_by_test_id("log")).to_contain_text("Welcome to #poetry")


async def test_reading_on_is_not_disturbed_and_the_bottom_is_kept(page: Page) -> None:
    at_bottom = "() => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 2"
    await page.evaluate("window.scroller = document.getElementById('scroller')")
    await page.get_by_test_id("composer").fill("\n".join(["a long message"] * 50))
    await page.keyboard.press("Enter")
    await write_poem(page, "moss")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await page.wait_for_function(at_bottom)
    await page.evaluate("scroller.scrollTop = 120")
    await expect(page.get_by_text("Jump to present")).to_be_hidden()
    await page.get_by_role("button", name="Again").dispatch_event("click")
    await expect(last_message(page)).to_contain_text("a second poem")
    assert await page.evaluate("scroller.scrollTop") == 120
    await page.get_by_test_id("composer").fill("here again")
    await page.keyboard.press("Enter")
    await page.wait_for_function(at_bottom)


async def test_a_server_that_connects_but_does_not_answer_is_waited_for(
    page: Page, sandbox: Sandbox
) -> None:
    # Asked when the connection is lost, when it is back, and by the first try to load all anew.
    await page.route("**/sandbox/state*", lambda route: route.abort(), times=3)
    await sandbox.pages.close()
    await expect(page.get_by_test_id("connection")).to_contain_text("Trying again")
    await expect(page.get_by_test_id("connection")).to_be_hidden()
    member = next(iter(sandbox.world.members))
    channel = next(iter(sandbox.world.guilds.values())).channels[0]
    sandbox.say(member, channel.id, "heard again")
    await expect(page.get_by_test_id("log")).to_contain_text("heard again")


async def test_a_lost_connection_is_shown_and_mended(page: Page, sandbox: Sandbox) -> None:
    await page.context.set_offline(True)
    await sandbox.pages.close()
    await expect(page.get_by_test_id("connection")).to_contain_text("Reconnecting")
    member = next(iter(sandbox.world.members))
    channel = next(iter(sandbox.world.guilds.values())).channels[0]
    sandbox.say(member, channel.id, "said while you were away")
    await page.context.set_offline(False)
    await expect(page.get_by_test_id("log")).to_contain_text("said while you were away")
    await expect(page.get_by_test_id("connection")).to_be_hidden()


async def test_a_servers_own_emoji_are_pictures(page: Page, sandbox: Sandbox) -> None:
    world = sandbox.world
    emoji = Emoji(world.snowflakes(), next(iter(world.guilds)), "fox", teal_png(), {})
    world.expressions.add_emoji(emoji)
    composer = page.get_by_test_id("composer")
    written = f"<:fox:{emoji.id}>"
    messages = page.get_by_test_id("message")
    heights: list[int] = []
    for words in (f"**look** {written}!", f"{written} 🦊 {written}"):
        await composer.fill(words)
        await page.keyboard.press("Enter")
        await expect(messages).to_have_count(len(heights) + 1)
        picture = last_message(page).get_by_alt_text(":fox:").first
        await expect(picture).to_be_visible()
        await expect(picture).to_have_js_property("naturalWidth", 64)
        await expect(picture).to_have_css("display", "inline-block")
        heights.append(round((await picture.bounding_box() or {"height": 0})["height"]))

    assert heights == [22, 48]


async def test_an_emoji_that_is_gone_is_its_name(page: Page) -> None:
    await page.get_by_test_id("composer").fill("a <:fox:123>")
    await page.keyboard.press("Enter")
    await expect(last_message(page)).to_contain_text("a :fox:")
    assert await last_message(page).locator("img").count() == 0
