import pytest

from models.base import GenerationRequest, ImageRequest, LyricsRequest, PoemRequest
from models.engine.cost import METRED_LINE, RHYMED_LINE, CostModel, units_of


def poem(form: str) -> PoemRequest:
    return PoemRequest("rain", seed=1, form=form)


def image(count: int = 1, steps: int | None = None, size: int | None = None) -> ImageRequest:
    return ImageRequest("rain", seed=1, count=count, num_inference_steps=steps, size=size)


def test_a_poem_is_as_much_work_as_it_has_lines_and_more_if_they_keep_a_form() -> None:
    assert 8 <= units_of(poem("free verse")) <= 20
    assert units_of(poem("haiku")) == 3 * METRED_LINE
    assert units_of(poem("limerick")) == 5 * RHYMED_LINE
    assert 6 * RHYMED_LINE <= units_of(poem("couplets")) <= 11 * RHYMED_LINE


@pytest.mark.parametrize(
    ("structure", "units"),
    [
        (("Verse", "Chorus"), 7 * RHYMED_LINE),
        # A chorus that comes again is not written again.
        (("Verse", "Chorus", "Verse", "Chorus"), 11 * RHYMED_LINE),
        # And neither are lines that return in a section.
        (("Hook",), RHYMED_LINE),
    ],
)
def test_lyrics_are_as_much_work_as_they_have_new_lines(
    structure: tuple[str, ...], units: float
) -> None:
    assert units_of(LyricsRequest("rain", seed=1, structure=structure)) == units


def test_lyrics_are_laid_out_as_their_genre_asks() -> None:
    verse = LyricsRequest("rain", seed=1, genre="folk", structure=("Verse",))
    assert units_of(verse) == 2 * METRED_LINE + 2 * RHYMED_LINE


def test_images_are_as_much_work_as_they_have_steps_and_pixels() -> None:
    assert units_of(image(steps=20)) == 20
    assert units_of(image(count=4, steps=20)) == 80
    assert units_of(image(steps=20, size=1024)) == 80
    assert units_of(image(steps=1, size=64)) >= 1


@pytest.mark.parametrize(
    "request_",
    [LyricsRequest("rain", seed=1, structure=()), LyricsRequest("", 1, structure=("123",) * 50)],
)
def test_a_request_that_will_be_refused_is_little_work(request_: GenerationRequest) -> None:
    assert units_of(request_) == 1


def test_before_the_first_job_there_is_a_guess() -> None:
    costs = CostModel()
    assert 1 < costs.work_seconds(poem("haiku")) < 60
    assert 1 < costs.elapsed_seconds(image()) < 60


def test_what_a_job_took_predicts_those_of_its_kind_by_their_size() -> None:
    costs = CostModel()
    costs.learn(poem("haiku"), work=1.5, elapsed=6)
    times = 5 * RHYMED_LINE / (3 * METRED_LINE)
    assert costs.work_seconds(poem("limerick")) == pytest.approx(1.5 * times)
    assert costs.elapsed_seconds(poem("limerick")) == pytest.approx(6 * times)
    assert costs.work_seconds(image()) == CostModel().work_seconds(image())


def test_what_was_lately_counts_more() -> None:
    costs = CostModel()
    haiku = poem("haiku")
    costs.learn(haiku, work=3, elapsed=3)
    costs.learn(haiku, work=6, elapsed=6)
    assert 3 < costs.work_seconds(haiku) < 4.5
    for _ in range(30):
        costs.learn(haiku, work=6, elapsed=6)
    assert costs.work_seconds(haiku) == pytest.approx(6, rel=0.01)


def test_no_job_is_free() -> None:
    costs = CostModel()
    costs.learn(poem("haiku"), work=0, elapsed=0)
    assert costs.work_seconds(poem("haiku")) > 0
