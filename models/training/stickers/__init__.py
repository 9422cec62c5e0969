"""How the embedded sticker model was made, from public drawings to safetensors.

All of it, from an empty folder and the registries of npm and Debian:

    python -m models.training.stickers FOLDER

Each step is also a command of its own. `SOURCES` holds the npm packages under `node_modules/` and
Debian's `openclipart-svg` unpacked under `openclipart/`, `WORK` all that is made on the way:

    python -m models.training.stickers.fetch SOURCES
    python -m models.training.stickers.render SOURCES WORK
    python -m models.training.stickers.train_autoencoder WORK --minutes 22
    python -m models.training.stickers.encode WORK
    python -m models.training.stickers.train_denoiser WORK --minutes 240
    python -m models.training.stickers.train_chooser WORK --minutes 60
    python -m models.training.stickers.train_enlarger SOURCES WORK --minutes 12
    python -m models.training.stickers.export WORK models/image/stickers/weights

Minutes are those of the processor: what else runs on the machine does not count, two threads count
twice. Stopped and run again, a training goes on where it was. The steps need the extra `training`,
and `atelier models install` for the sentence encoder. Once steps 5 and 6 are done, `python -m
models.training.stickers.sheet WORK` draws prompts with what there is, at any time of step 4.
"""
