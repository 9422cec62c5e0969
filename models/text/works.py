"""A whole work: its lines, and what it is called."""

from collections.abc import Callable
from contextlib import closing
from typing import TypeAlias

from models.text.composer import Composer
from models.text.line_writer import LineWriter
from models.text.plans import WritingPlan
from models.text.sampling import Sampling
from models.text.titles import write_title
from models.text.topics import Topic, sentence_encoder
from models.text.verse.pronunciation import english, spoken_words
from models.text.watch import Watch
from models.text.weights import LoadedModel
from models.text.writing import Writing

Written: TypeAlias = tuple[str, str | None, int]


def write_work(
    loaded: LoadedModel,
    plan: WritingPlan,
    sampling: Sampling,
    seed: int,
    watch: Watch,
    *,
    is_guided: bool,
) -> Writing[Written]:
    """Writes what is planned.

    Args:
        loaded: The model.
        plan: What to write.
        sampling: How its tokens are drawn.
        seed: Same plan and seed, same work.
        watch: Told how far it is.
        is_guided: Whether the model is drawn towards the theme, see `GuidedText`.

    Returns:
        The text, its title or None, and how many tokens were drawn.
    """
    encoder = sentence_encoder() if plan.in_english else None
    topic = Topic(plan.subject, encoder) if encoder else None
    chats = [plan.messages, plan.neutral_messages] if is_guided else [plan.messages]
    with closing(LineWriter(loaded, sampling, seed, watch.on_step)) as writer:
        yield from writer.begin(chats, plan.max_new_tokens)
        if plan.opening:
            yield from writer.append(plan.opening)
        composer = Composer(writer, plan.sections, plan.wishes, watch.on_line, plan.material, topic)
        text = yield from composer.compose()
    with closing(LineWriter(loaded, sampling, seed, watch.on_step)) as titles:
        title = yield from write_title(
            titles, plan.messages, text, plan.wishes, topic, _knows(plan, text)
        )
    return text, title, writer.tokens_drawn + titles.tokens_drawn


def _knows(plan: WritingPlan, text: str) -> Callable[[str], bool]:
    """Returns whether all words are English, or of the work or its theme: a title has no others."""
    own = {*spoken_words(plan.subject), *spoken_words(text)}

    def knows(title: str) -> bool:
        words = spoken_words(title)
        return not plan.in_english or all(word in own or word in english() for word in words)

    return knows
