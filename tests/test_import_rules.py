"""The rules of who may import whom, read from the source."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Package: what it must never import.
FORBIDDEN = {
    "models": {"discord", "sqlalchemy", "aiosqlite", "alembic", "bot", "cogs", "sandbox"},
    "sandbox": {"bot", "cogs", "models", "discord", "sqlalchemy"},
    "bot": {"cogs", "sandbox"},
    "bot/services": {"discord", "bot.presenter", "bot.client"},
    "bot/judging": {"discord", "sqlalchemy", "bot.services", "bot.database", "models"},
    "bot/expressions": {"discord", "sqlalchemy", "bot.services", "bot.database"},
    "bot/results_picture": {"discord", "sqlalchemy", "bot.services", "bot.database", "models"},
    "bot/style": {"discord", "sqlalchemy", "bot.services", "bot.database"},
    "bot/database": {"discord", "bot.services", "bot.style", "models"},
    "cogs": {"sandbox", "sqlalchemy", "torch"},
}


def imported_names(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("package", sorted(FORBIDDEN))
def test_a_package_imports_nothing_it_must_not(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    broken = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in files
        for name in imported_names(path)
        for forbidden in FORBIDDEN[package]
        if name == forbidden or name.startswith(f"{forbidden}.")
    ]
    assert not broken


def test_the_bot_loads_no_torch() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for package in ("bot", "cogs")
        for path in sorted((ROOT / package).rglob("*.py"))
        if path.name not in {"__init__.py", "__main__.py"}
    ]
    program = (
        "import importlib, sys\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
        "print([name for name in ('torch', 'transformers', 'diffusers') if name in sys.modules])"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert loaded.stdout.strip() == "[]"
