from models.base import ImageRequest
from tests.evaluations.images.speed import measure_wait
from tests.scripted_backends import ScriptedImageBackend


def test_the_first_preview_comes_before_all_pictures() -> None:
    wait = measure_wait(ScriptedImageBackend("any"), ImageRequest("a preview", seed=1, count=4))
    assert 0 < wait.first_preview < wait.all_pictures


def test_without_previews_the_pictures_are_the_first_to_be_seen() -> None:
    wait = measure_wait(ScriptedImageBackend("any"), ImageRequest("a fox", seed=1, count=4))
    assert wait.first_preview == wait.all_pictures
