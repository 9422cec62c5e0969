"""How the examiners of `make eval-images` were made: who matches captions, who tells styles.

SOURCES is a folder with the npm packages that MODEL_CARD.md names. In forty minutes on one core
together:

    python -m models.training.matching.train_matcher SOURCES tests/evaluations/images/weights
    python -m models.training.matching.train_styles SOURCES tests/evaluations/images/weights

They need the extra `training`, and `atelier models install` for the sentence encoder.
"""
