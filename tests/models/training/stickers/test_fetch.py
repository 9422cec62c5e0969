"""Fetching the sources."""

import subprocess
from pathlib import Path

import pytest

from models.training.stickers import fetch
from models.training.stickers.sources import ICON_SETS


def test_every_icon_set_is_fetched_in_a_fixed_version(tmp_path: Path) -> None:
    packages = fetch.npm_command(tmp_path)[5:]

    versions = dict(package.rsplit("@", 1) for package in packages)

    assert {f"@iconify-json/{one.package}" for one in ICON_SETS} <= versions.keys()
    assert all(version[0].isdigit() for version in versions.values())


def test_only_what_is_missing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[str] = []

    def run(command: list[str], **_options: object) -> None:
        commands.append(command[0])
        if command[0] == "apt-get":
            (tmp_path / "openclipart-svg_1.deb").touch()

    monkeypatch.setattr(subprocess, "run", run)
    (tmp_path / "node_modules").mkdir()
    fetch.fetch(tmp_path)
    assert commands == ["apt-get", "dpkg-deb"]

    (tmp_path / "openclipart").mkdir()
    fetch.fetch(tmp_path)
    assert commands == ["apt-get", "dpkg-deb"]
