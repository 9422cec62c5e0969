"""A Discord on your own machine: gateway, REST and a page in the browser.

Run it with `python -m sandbox`, or `async with running_sandbox() as sandbox` (in `server`).
"""
