"""The shapes of poems: what a form is, how it is noted, and the forms that everybody knows."""
