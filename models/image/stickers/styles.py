"""The styles of the sticker model."""

# In the order of the denoiser's one-hot input.
STYLES = ("soft", "flat", "bold", "glossy", "outlined", "clip art")
