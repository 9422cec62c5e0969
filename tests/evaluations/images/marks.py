"""Marks of tests that need the examiners' weights."""

import pytest

from tests.evaluations.images.examiners import MATCHER, STYLES_JUDGE

needs_examiners = pytest.mark.skipif(
    not (MATCHER.exists() and STYLES_JUDGE.exists()), reason="the examiners are not trained yet"
)
