"""Chinese regulated verse: how characters sound, tone patterns, and lines that keep to them."""
