"""What a page has shown in the course of time, not only what it shows in the end."""

from dataclasses import dataclass
from typing import Any

from playwright.async_api import Locator, Page

_RECORD = """
() => {
  const history = (window.shownHistory = {});
  const note = () => {
    for (const message of document.querySelectorAll("[data-testid=message]")) {
      const embed = message.querySelector("[data-testid=embed]");
      const images = [...message.querySelectorAll("[data-testid=image] img")];
      const shown = {
        words: message.querySelector(".message-content").innerText,
        work: embed ? embed.innerText : "",
        images: images.filter((image) => image.checkVisibility()).map((image) => image.alt),
      };
      const states = (history[message.dataset.messageId] ??= []);
      if (JSON.stringify(shown) !== JSON.stringify(states.at(-1))) states.push(shown);
    }
  };
  new MutationObserver(note).observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true,
  });
}
"""


@dataclass(frozen=True)
class Shown:
    """What could be seen of a message at one time.

    Attributes:
        words: Its text.
        work: The text of its embed.
        images: What its images are said to show.
    """

    words: str
    work: str
    images: list[str]


async def record_history(page: Page) -> None:
    """Takes note of all that the page shows from now on."""
    await page.evaluate(_RECORD)


async def history_of(message: Locator) -> list[Shown]:
    """Returns all that a message has shown, in order."""
    states: list[dict[str, Any]] = await message.evaluate(
        "message => window.shownHistory[message.dataset.messageId]"
    )
    return [Shown(**state) for state in states]
