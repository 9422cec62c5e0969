"""/imagine as members see it."""

import io
import json

from PIL import Image

from tests.conftest import Rows
from tests.scene import Scene, embed_of, footer_of, parts_of
from tests.scripted_backends import SIZES, STYLES, colour_of


async def test_one_image_is_a_file_with_alt_text_and_seed(scene: Scene, stored: Rows) -> None:
    message = await scene.ask("imagine", prompt="a red fox", seed=7)

    [attachment] = message.attachments
    assert attachment.filename == "image-1.png"
    assert attachment.description == "A square for a red fox. Seed 7."
    assert embed_of(message).title == "a red fox"
    [image] = stored("SELECT seed, alt_text, width, png FROM work_images")
    assert (image["seed"], image["width"]) == (7, SIZES[0])
    picture = Image.open(io.BytesIO(image["png"])).convert("RGB")
    assert picture.getpixel((0, 0)) == colour_of(7)


async def test_several_images_are_a_grid_and_single_files(scene: Scene) -> None:
    message = await scene.ask("imagine", prompt="a fox", count=3, seed=10)

    grid, *singles = message.attachments
    assert grid.filename == "grid.png"
    assert "Seeds 10, 11, 12." in str(grid.description)
    assert [single.description for single in singles] == [
        f"A square for a fox. Seed {seed}." for seed in (10, 11, 12)
    ]
    sheet = Image.open(io.BytesIO(await grid.read()))
    assert sheet.width > 2 * SIZES[0]
    assert sheet.height > 2 * SIZES[0]


async def test_all_options_reach_the_model(scene: Scene, stored: Rows) -> None:
    message = await scene.ask(
        "imagine",
        prompt="a fox",
        style="glossy",
        colours="teal and Gold",
        negative_prompt="trees",
        size=SIZES[1],
        steps=12,
        guidance=3.5,
        ground="white",
    )

    assert "a fox, glossy, teal, gold" in str(message.attachments[0].description)
    [work] = stored("SELECT plan FROM works")
    request = json.loads(work["plan"])["request"]
    assert request["size"] == SIZES[1]
    assert request["num_inference_steps"] == 12
    assert request["guidance_scale"] == 3.5
    assert request["negative_prompt"] == "trees"
    assert request["palette"] == ["teal", "gold"]
    assert request["ground"] == "white"
    assert parts_of(work["plan"])["image_style"] == ("glossy", "command")


async def test_a_style_that_the_model_lacks_is_refused_with_those_it_has(scene: Scene) -> None:
    message = await scene.refused("imagine", prompt="a fox", style="cubist")

    assert "“cubist”" in message.content
    assert ", ".join(STYLES) in message.content
    assert not message.attachments


async def test_more_than_three_colours_are_refused(scene: Scene) -> None:
    message = await scene.refused("imagine", prompt="a fox", colours="red, blue, teal, gold")

    assert "Those are 4 colours; I draw in 3 at most." in message.content


async def test_colours_are_offered_with_swatches(scene: Scene) -> None:
    offered = await scene.ada.autocomplete(
        scene.channel, "imagine", "colours", "teal, pur", prompt="a fox"
    )

    assert [(choice["name"], choice["value"]) for choice in offered] == [
        ("🩵🟪 teal, purple", "teal, purple")
    ]


async def test_a_size_that_the_model_lacks_is_refused_with_those_it_has(scene: Scene) -> None:
    message = await scene.refused("imagine", prompt="a fox", size=999)

    assert "“999”" in message.content
    assert "64, 128" in message.content


async def test_styles_and_sizes_of_the_model_are_offered(scene: Scene) -> None:
    channel = scene.channel
    styles = await scene.ada.autocomplete(channel, "imagine", "style", "", prompt="a fox")
    sizes = await scene.ada.autocomplete(channel, "imagine", "size", "12", prompt="a fox")

    assert [choice["value"] for choice in styles] == list(STYLES)
    assert [(choice["name"], choice["value"]) for choice in sizes] == [("128 × 128", 128)]


async def test_the_footer_names_seed_and_model(scene: Scene) -> None:
    message = await scene.ask("imagine", prompt="a fox", seed=4)

    assert footer_of(message) == "seed 4 · scripted-image/embedded"
