"""Where the server of llama.cpp is; built once if it is nowhere."""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.own_process import CORES

VARIABLE = "ATELIER_LLAMA_SERVER"
BUILT = Path(".bench") / "llama-server"
_PROGRAM = "llama-server"
_PACKAGE = "llama-cpp-python"
_SWITCHES = (
    "-DCMAKE_BUILD_TYPE=Release",
    "-DBUILD_SHARED_LIBS=OFF",
    "-DLLAMA_CURL=OFF",
    "-DLLAMA_BUILD_TESTS=OFF",
    "-DLLAMA_BUILD_EXAMPLES=OFF",
    "-DLLAMA_BUILD_UI=OFF",
)


def llama_server() -> Path:
    """Returns the program, from the environment, the PATH, or built from the package's source.

    Building takes a C++ compiler, CMake and about ten minutes on two cores.
    """
    found = os.environ.get(VARIABLE) or shutil.which(_PROGRAM)
    if found:
        return Path(found)
    if not BUILT.exists():
        _build()
    return BUILT


def _build() -> None:
    """Builds the very source that llama-cpp-python was built from."""
    BUILT.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="llama-") as folder:
        source = _fetch_source(Path(folder))
        build = Path(folder) / "build"
        _run(_cmake(), "-S", str(source), "-B", str(build), *_SWITCHES)
        _run(_cmake(), "--build", str(build), "--target", _PROGRAM, f"-j{CORES}")
        shutil.copy2(build / "bin" / _PROGRAM, BUILT)


def _fetch_source(folder: Path) -> Path:
    requirement = f"{_PACKAGE}=={version(_PACKAGE)}"
    _run(
        *(sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", _PACKAGE),
        *("--dest", str(folder), requirement),
    )
    [archive] = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return next(folder.glob("*/vendor/llama.cpp"))


def _cmake() -> str:
    """Returns the CMake of this environment, else the machine's."""
    own = Path(sys.executable).parent / "cmake"
    return str(own) if own.exists() else "cmake"


def _run(*command: str) -> None:
    print(" ".join(command), flush=True)
    subprocess.run(command, check=True)
