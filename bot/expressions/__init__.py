"""Pictures made into emoji and stickers of a server: their files and their names."""
