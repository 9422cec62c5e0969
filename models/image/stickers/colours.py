"""The colours that the sticker model knows by name."""

COLOURS = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink")
