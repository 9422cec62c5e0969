"""Recipes that made the embedded weights. Not needed to run the bot."""
