"""Public drawings with their words, that recipes learn from and evaluations compare with.

They come from npm, where a folder SOURCES gets them; a recipe names the icon sets it needs:

    npm install --prefix SOURCES emojibase-data@17.0.0 emojilib@4.0.3 @iconify-json/noto@1.2.9
"""
