"""What challenges look like, and how what is typed about them is read."""
