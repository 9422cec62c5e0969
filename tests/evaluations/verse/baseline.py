"""The same model, asked as a chat is asked and held to nothing."""

import time

import numpy as np

from models.base import Provenance, TextResult
from models.embedded import TEXT_MODEL_ID
from models.text.chat import encode_messages
from models.text.decoding.decoder import Feed
from models.text.likelihoods import log_likelihoods
from models.text.sampling import Sampling
from models.text.token_draws import TokenDraws
from models.text.weights import LoadedModel
from models.text.writing import Writing
from models.text.writing_batch import WritingBatch
from tests.evaluations.verse.answers import lyrics_in, verse_in
from tests.evaluations.verse.demands import DEMANDS
from tests.evaluations.verse.desk import Desk
from tests.evaluations.verse.orders import LYRICS, Order
from tests.evaluations.verse.wordings import asked

# Room for a title and some talk as well.
_TOKENS_A_LINE = 20
_TOKENS_BESIDES = 60
_LINES_OF_A_SONG = 20


def write_plainly(loaded: LoadedModel, desk: Desk, together: int) -> None:
    """Writes what the desk hands out."""
    batch = WritingBatch(loaded.decoder, TEXT_MODEL_ID)
    while True:
        while len(batch) < together and (ticket := desk.take()) is not None:
            batch.add(ticket, _answer(loaded, ticket.order))
        if not batch:
            return
        batch.step()


def _answer(loaded: LoadedModel, order: Order) -> Writing[TextResult]:
    """Writes an answer. Tokens are drawn as Atelier draws for free lines; none is barred."""
    started = time.perf_counter()
    draws = TokenDraws(loaded.vocabulary, Sampling(), order.seed)
    nothing = np.zeros_like(loaded.vocabulary.barred)
    tokens: list[int] = []
    text, rest = loaded.decoder.open(encode_messages(loaded.tokenizer, asked(order)))
    try:
        logits = yield [Feed(text, rest)]
        for _ in range(_most_tokens(order)):
            likelihoods = logits[0].float().numpy()
            log_likelihoods(likelihoods)
            token = next(draws.in_order(likelihoods, nothing))
            if token == loaded.tokenizer.eos_token_id:
                break
            tokens.append(token)
            draws.written[token] = True
            logits = yield [Feed(text, [token])]
    finally:
        loaded.decoder.close(text)
    seconds = time.perf_counter() - started
    provenance = Provenance(TEXT_MODEL_ID, loaded.revision, order.seed, seconds)
    return TextResult(_verse(loaded, order, tokens), provenance, len(tokens))


def _verse(loaded: LoadedModel, order: Order, tokens: list[int]) -> str:
    answer = str(loaded.tokenizer.decode(tokens, skip_special_tokens=True))
    return lyrics_in(answer) if order.form == LYRICS else verse_in(answer)


def _most_tokens(order: Order) -> int:
    if order.form == LYRICS:
        lines = _LINES_OF_A_SONG
    else:
        lines = max(map(len, DEMANDS[order.form].schemes), default=len(order.detail))
    return _TOKENS_BESIDES + _TOKENS_A_LINE * lines
