"""What makes verse of lines: syllables, stress, rhyme, and lines that keep to them."""
