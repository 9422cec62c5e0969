"""The REST API, a file per family of routes."""
