"""The libraries that drew a picture."""


def library_versions() -> dict[str, object]:
    """Returns what a picture's provenance says of the libraries."""
    import diffusers
    import torch

    # Torch's own is no plain string: unpickling it would import torch in the bot.
    return {"torch": str(torch.__version__), "diffusers": diffusers.__version__}
