from models.training.pronunciation.counting import EDGE, Level, count_ngrams

A, B = 1, 2
WORDS = [[A, B], [A, B, A]]


def ngrams(levels: list[Level], length: int) -> dict[tuple[int, ...], int]:
    def tokens(length: int, place: int) -> tuple[int, ...]:
        level = levels[length - 1]
        before = tokens(length - 1, int(level.parents[place])) if length > 1 else ()
        return (*before, int(level.tokens[place]))

    counts = levels[length - 1].counts
    return {tokens(length, place): int(count) for place, count in enumerate(counts)}


def test_ngrams_are_counted_within_words() -> None:
    levels = count_ngrams(WORDS, vocabulary=3, order=3)
    assert ngrams(levels, 1) == {(EDGE,): 4, (A,): 3, (B,): 2}
    assert ngrams(levels, 2) == {(EDGE, A): 2, (A, EDGE): 1, (A, B): 2, (B, EDGE): 1, (B, A): 1}
    assert ngrams(levels, 3) == {
        (EDGE, A, B): 2,
        (A, B, EDGE): 1,
        (A, B, A): 1,
        (B, A, EDGE): 1,
    }


def test_ngrams_know_their_ends_and_whether_they_open_words() -> None:
    pairs = count_ngrams(WORDS, vocabulary=3, order=2)[1]
    assert list(pairs.shorter) == list(pairs.tokens)
    assert list(pairs.opens_words) == [parent == EDGE for parent in pairs.parents]
