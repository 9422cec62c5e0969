"""Step 0: fetches the drawings and their words from npm's registry and Debian's."""

import argparse
import subprocess
from pathlib import Path

_PACKAGES = {
    "@iconify-json/noto": "1.2.9",
    "@iconify-json/noto-v1": "1.2.5",
    "@iconify-json/twemoji": "1.2.5",
    "@iconify-json/fluent-emoji-flat": "1.2.6",
    "@iconify-json/fluent-emoji": "1.2.7",
    "@iconify-json/streamline-emojis": "1.2.4",
    # What the examiners of `make eval-images` learn from.
    "@iconify-json/openmoji": "1.2.29",
    "@iconify-json/emojione": "1.2.3",
    "@iconify-json/emojione-v1": "1.2.3",
    "@iconify-json/fxemoji": "1.2.2",
    "emojibase-data": "17.0.0",
    "emojilib": "4.0.3",
}
_CLIP_ART = "openclipart-svg"


def npm_command(sources: Path) -> list[str]:
    """Returns what installs the icon sets and the words under SOURCES/node_modules."""
    packages = [f"{name}@{version}" for name, version in _PACKAGES.items()]
    return ["npm", "install", "--prefix", str(sources), "--ignore-scripts", *packages]


def fetch(sources: Path) -> None:
    """Fetches what is missing.

    Raises:
        FileNotFoundError: npm or, for the clip art, Debian's apt-get is missing.
        subprocess.CalledProcessError: A registry does not answer.
    """
    sources.mkdir(parents=True, exist_ok=True)
    if not (sources / "node_modules").exists():
        subprocess.run(npm_command(sources), check=True)
    if not (sources / "openclipart").exists():
        subprocess.run(["apt-get", "download", _CLIP_ART], cwd=sources, check=True)
        archive = next(sources.glob(f"{_CLIP_ART}_*.deb"))
        subprocess.run(["dpkg-deb", "-x", str(archive), str(sources / "openclipart")], check=True)


def main() -> None:
    """Runs the download from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path)
    fetch(parser.parse_args().sources)


if __name__ == "__main__":
    main()
