"""How the model was made that guesses the sounds of words which the dictionary lacks.

It learns from nothing but the dictionary, in two minutes on one core, and comes out the same each
time:

    python -m models.training.pronunciation             writes models/text/verse/letters_to_sounds.npz
    python -m models.training.pronunciation --measure   learns without a twentieth, and guesses that

MODEL_CARD.md beside this file says what came of it.
"""
