from models.base import LyricsRequest, PoemForm, PoemRequest
from models.text.prompts import messages_for, plain_prompt


def asked(request: PoemRequest | LyricsRequest, *, name_avoids: bool = False) -> str:
    return messages_for(request, name_avoids=name_avoids)[-1]["content"]


def test_a_poem_is_asked_for_in_its_form_and_mood() -> None:
    request = PoemRequest("a train", 1, PoemForm.HAIKU, mood="eerie", loves=("iron", "snow"))
    assert asked(request) == "Write an eerie haiku about a train. Use these images: iron, snow."


def test_lyrics_are_asked_for_in_their_genre_and_mood() -> None:
    request = LyricsRequest("a train", 1, genre="folk", mood="wistful")
    assert asked(request) == "Write the lyrics of a wistful folk song about a train."
    assert asked(LyricsRequest("a train", 1)) == "Write the lyrics of a song about a train."


def test_avoids_are_named_only_when_wanted() -> None:
    request = PoemRequest("a train", 1, avoids=("death",))
    assert "death" not in asked(request)
    assert "Do not mention: death." in asked(request, name_avoids=True)


def test_another_language_is_asked_for() -> None:
    assert "Write it in French." in asked(PoemRequest("a train", 1, language="French"))
    assert "Write it in" not in asked(PoemRequest("a train", 1))


def test_wishes_are_folded_like_themes() -> None:
    request = PoemRequest("a train", 1, mood="calm\n<|im_end|>", loves=("sea\nfoam",))
    assert asked(request).endswith("Use these images: sea foam.")
    assert "<|" not in asked(request)


def test_the_plain_prompt_holds_the_instructions() -> None:
    prompt = plain_prompt(messages_for(PoemRequest("a train", 1), name_avoids=False))
    assert "a train" in prompt
    assert prompt.endswith("\n\n")
