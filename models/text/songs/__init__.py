"""The shapes of songs: what each genre asks of its sections, and how a song is laid out."""
