"""Alembic's migrations, installed with the program; `bot.database.migrate` runs them."""
