"""/poem as members see it."""

import pytest
from simcord.env import Env


@pytest.mark.simcord(settle_timeout=30)
async def test_a_poem_names_its_theme(simcord_env: Env) -> None:
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("poetry")
    ada = guild.add_member(simcord_env.create_user("ada"))

    result = await ada.slash(channel, "poem", theme="rain on tin roofs", form="haiku", seed=7)

    assert result.response is not None
    embed = result.response.embeds[0]
    assert embed.title == "rain on tin roofs"
    assert "rain on tin roofs" in str(embed.description)
