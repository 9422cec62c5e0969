"""How sparks become messages, and how their words are read back."""

from io import BytesIO

import discord

from bot.palette_picture import palette_png
from bot.plain_text import from_plain, plain
from bot.presenter import COLOUR, WorkMessage
from bot.style.sparks import Spark, SparkKind

_TITLES = {
    SparkKind.BRIEF: "A brief",
    SparkKind.WORDS: "Three words",
    SparkKind.PALETTE: "A palette",
    SparkKind.LINE: "A first line",
    SparkKind.QUESTION: "A question",
}


def present_spark(spark: Spark) -> WorkMessage:
    """Returns the message that shows a spark."""
    embed = discord.Embed(
        title=_TITLES[spark.kind], description=plain(spark.text), colour=COLOUR
    ).set_footer(text=" · ".join(_footer(spark)))
    if not spark.colours:
        return WorkMessage(embed, [])
    embed.add_field(name="Codes", value=" ".join(f"`{colour.code}`" for colour in spark.colours))
    described = ", ".join(f"{colour.name} ({colour.code})" for colour in spark.colours)
    picture = BytesIO(palette_png([colour.code for colour in spark.colours]))
    file = discord.File(picture, "palette.png", description=f"Stripes of {described}.")
    return WorkMessage(embed, [file])


def text_in(embed: discord.Embed) -> str:
    """Returns the words of the spark that `present_spark` shows."""
    return from_plain(embed.description or "")


def _footer(spark: Spark) -> list[str]:
    parts = [f"seed {spark.seed}"]
    if spark.style:
        words = "against your style" if spark.against else "your style"
        parts.insert(0, f"{words}: {', '.join(spark.style)}")
    elif spark.against:
        parts.insert(0, "I don't know your style yet: tell me with /profile set")
    return parts
