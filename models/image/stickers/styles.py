"""The styles of the sticker model."""

FLAT = "flat"
# In the order of the denoiser's one-hot input.
STYLES = ("soft", FLAT, "bold", "glossy", "outlined", "clip art")
