"""How the sticker model draws where nothing else is asked for."""

STEPS = 12
GUIDANCE = 5.0
CANDIDATES = 12
