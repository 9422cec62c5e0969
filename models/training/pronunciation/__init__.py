"""How the model was made that guesses the sounds of words which the dictionary lacks.

It learns from nothing but the dictionary, in two minutes on one core, and comes out the same each
time. The first command writes `models/text/verse/letters_to_sounds.npz`; the second learns without
a twentieth of the words and says how well it guesses those:

    python -m models.training.pronunciation
    python -m models.training.pronunciation --measure

MODEL_CARD.md beside this file says what came of it.
"""
