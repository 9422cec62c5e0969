"""Discord's limits, checked as Discord checks them: code 50035 with nested errors."""
