"""The forms that every community has, from `catalogue.toml` beside this file."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from models.base import PoemRequest
from models.text.forms.form import Form

_FILE = Path(__file__).with_name("catalogue.toml")


@cache
def catalogue() -> Mapping[str, Form]:
    """Returns the forms by name, in the order to offer them."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: Form(name, **fields) for name, fields in tables.items()}


def form_of(request: PoemRequest) -> Form:
    """Returns the form of a request: a community's own, or one of the catalogue.

    Raises:
        FormInvalid: The notation of a community's form can't be read.
        KeyError: There is no such form.
    """
    if request.notation is None:
        return catalogue()[request.form]
    return Form(request.form, "poem", "", request.notation)
