"""`atelier make`: works on the command line, from the same plans and models."""

import asyncio
import json
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commandline.progress import ProgressBar
from bot.composition import engine_configuration
from bot.logs import set_up_quiet_logging
from bot.services.checks import check_command
from bot.services.records import plan_to_json
from bot.settings import load_settings
from bot.style.colours import colours_of
from bot.style.commands import (
    CreationCommand,
    ImageCommand,
    LyricsCommand,
    PoemCommand,
    kind_of,
    subject_of,
    with_form,
)
from bot.style.plan import Plan, make_plan
from bot.style.profile import StyleProfile
from bot.style.structure import parse_structure
from models.base import GenerationResult, Ground, ImageResult
from models.engine.engine import InferenceEngine

_Seed = Annotated[int | None, typer.Option(help="A number that makes the same work again.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
_Out = Annotated[Path | None, typer.Option(help="Write the work to this file.")]
_Mood = Annotated[str | None, typer.Option(help="How it should feel.")]


@dataclass(frozen=True)
class _Made:
    plan: Plan
    result: GenerationResult


def build_app() -> typer.Typer:
    """Returns the commands of `atelier make`."""
    app = typer.Typer(no_args_is_help=True)
    app.command()(poem)
    app.command()(lyrics)
    app.command()(image)
    return app


def poem(
    theme: str,
    form: Annotated[str | None, typer.Option(help="The poem's form.")] = None,
    mood: _Mood = None,
    language: Annotated[str | None, typer.Option(help="The language to write in.")] = None,
    word: Annotated[str | None, typer.Option(help="What the lines of an acrostic spell.")] = None,
    first_line: Annotated[str | None, typer.Option(help="How the poem begins.")] = None,
    keyword: Annotated[
        list[str] | None, typer.Option(help="A word that has to come up; up to five.")
    ] = None,
    seed: _Seed = None,
    *,
    as_json: _Json = False,
    out: _Out = None,
) -> None:
    """Write a poem."""
    given = () if first_line is None else (first_line.strip(),)
    command = PoemCommand(
        theme, form, mood, language, seed, word=word, given=given, keywords=tuple(keyword or ())
    )
    _make(with_form(command), as_json, out)


def lyrics(
    theme: str,
    genre: Annotated[
        str | None, typer.Option(help="The kind of music: folk, hip hop, blues, ...")
    ] = None,
    mood: _Mood = None,
    structure: Annotated[
        str | None,
        typer.Option(help="Sections in order: verse, chorus, ...; if not given, by genre."),
    ] = None,
    seed: _Seed = None,
    *,
    as_json: _Json = False,
    out: _Out = None,
) -> None:
    """Write song lyrics."""
    _make(LyricsCommand(theme, genre, mood, parse_structure(structure), seed), as_json, out)


def image(
    prompt: str,
    style: Annotated[str | None, typer.Option(help="The style to draw in.")] = None,
    colour: Annotated[
        list[str] | None, typer.Option(help="A colour to draw in; up to three.")
    ] = None,
    count: Annotated[int, typer.Option(min=1, max=4, help="How many pictures.")] = 1,
    negative_prompt: Annotated[str | None, typer.Option(help="What to keep out.")] = None,
    size: Annotated[int | None, typer.Option(help="Pixels a side.")] = None,
    steps: Annotated[int | None, typer.Option(min=1, max=100, help="Denoising steps.")] = None,
    guidance: Annotated[
        float | None, typer.Option(min=1, max=20, help="How closely to follow the prompt.")
    ] = None,
    seed: _Seed = None,
    ground: Annotated[Ground | None, typer.Option(help="What is around the drawing.")] = None,
    *,
    as_json: _Json = False,
    out: _Out = None,
) -> None:
    """Draw one or more images."""
    colours = colours_of(",".join(colour or ()))
    command = ImageCommand(
        prompt, style, count, negative_prompt, size, steps, guidance, seed, colours, ground
    )
    _make(command, as_json, out)


def _make(command: CreationCommand, as_json: bool, out: Path | None) -> None:
    if out is not None and not out.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {out.parent}", param_hint="--out")
    made = asyncio.run(_generate(command))
    described: dict[str, Any] = {
        "kind": str(kind_of(command)),
        **_content(command, made.result, out, as_json),
        "seed": made.result.provenance.seed,
        "model_id": made.result.provenance.model_id,
        "model_revision": made.result.provenance.model_revision,
        "plan": plan_to_json(made.plan),
        "seconds": round(made.result.provenance.seconds, 3),
    }
    if as_json:
        typer.echo(json.dumps(described, ensure_ascii=False))


async def _generate(command: CreationCommand) -> _Made:
    settings = load_settings()
    set_up_quiet_logging(settings.log_level)
    with ProgressBar() as bar:
        async with InferenceEngine(engine_configuration(settings)) as engine:
            capabilities = engine.capabilities(kind_of(command))
            check_command(command, capabilities)
            plan = make_plan(
                command,
                StyleProfile(),
                {},
                heeded=capabilities.options,
                seed=secrets.randbelow(2**31),
            )
            job = engine.submit(plan.request, member_id=0, on_progress=bar.show)
            return _Made(plan, await job.result())


def _content(
    command: CreationCommand, result: GenerationResult, out: Path | None, as_json: bool
) -> dict[str, Any]:
    """Writes or prints the work, and returns what the JSON says of it."""
    if isinstance(result, ImageResult):
        paths = _write_images(result, out or _file_name(command, result.provenance.seed))
        if not as_json:
            typer.echo("\n".join(map(str, paths)))
        return {"path": str(paths[0]), "paths": [str(path) for path in paths]}
    titled = f"{result.title}\n\n{result.text}" if result.title else result.text
    if out is not None:
        out.write_text(titled + "\n", encoding="utf-8")
    if not as_json:
        typer.echo(str(out) if out else titled)
    title = {"title": result.title} if result.title else {}
    return {**title, "text": result.text, **({"path": str(out)} if out else {})}


def _write_images(result: ImageResult, out: Path) -> list[Path]:
    """Writes the pictures; of several, the grid gets the name itself and they get numbers."""
    if result.grid is None:
        out.write_bytes(result.images[0].png)
        return [out]
    out.write_bytes(result.grid)
    paths = [out]
    for index, picture in enumerate(result.images, start=1):
        paths.append(out.with_stem(f"{out.stem}-{index}"))
        paths[-1].write_bytes(picture.png)
    return paths


def _file_name(command: CreationCommand, seed: int) -> Path:
    words = re.sub(r"\W+", "-", subject_of(command).lower()).strip("-")[:40] or "image"
    return Path(f"{words}-{seed}.png")
