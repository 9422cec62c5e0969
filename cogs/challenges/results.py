"""Results as one member sees them."""

from bot.challenges.moderation_presenter import present_rings
from bot.challenges.results_presenter import present_own, present_results
from bot.services.challenges.outcome import CriteriaScores, RankedEntry, Results
from cogs.challenges.places import Interaction, challenge_here, contestant_of, services_of


async def show_results(interaction: Interaction, challenge_id: str) -> None:
    """Shows the ranking, how one's own entries did, and moderators who votes for each other.

    Raises:
        ChallengeNotFound: There is none here.
        ResultsNotReady: They are not published.
    """
    challenge = await challenge_here(interaction, challenge_id)
    results = await services_of(interaction).results.results(challenge.id)
    embeds = [present_results(results, most=25)]
    own = await _own(interaction, results)
    if own:
        embeds.append(present_own(own))
    member = contestant_of(interaction)
    if member.is_moderator:
        rings = await services_of(interaction).results.rings(challenge.id, member)
        embeds += [present_rings(rings)] if rings else []
    await interaction.edit_original_response(embeds=embeds)


async def _own(
    interaction: Interaction, results: Results
) -> list[tuple[RankedEntry, CriteriaScores | None]]:
    juries, member_id = services_of(interaction).juries, interaction.user.id
    return [
        (ranked, await juries.scores(ranked.entry.id, member_id))
        for ranked in results.ranking
        if ranked.entry.author_id == member_id
    ]
