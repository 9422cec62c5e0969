"""The embedded text-to-image model: stickers, single objects on white."""
