"""How the sticker model draws where nothing else is asked for."""

STEPS = 16
GUIDANCE = 5.0
CANDIDATES = 8
