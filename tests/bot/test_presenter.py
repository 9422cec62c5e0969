"""How works, profiles, progress and errors become messages."""

import logging
import re

import pytest

from bot.database.errors import BUSY, FULL, DatabaseBusy, DatabaseFull
from bot.errors import NotYours
from bot.presenter import (
    CONTENT_LIMIT,
    DESCRIPTION_LIMIT,
    FOOTER_LIMIT,
    MESSAGE_BYTES,
    TITLE_LIMIT,
    cut,
    cut_at_line_end,
    cut_at_line_start,
    in_words,
    present_cancellation,
    present_error,
    present_failure,
    present_preview,
    present_profile,
    present_progress,
    present_restart,
    present_work,
)
from bot.services.creation import Creation
from bot.style.commands import CreationCommand, ImageCommand, LyricsCommand, PoemCommand
from bot.style.plan import Plan, PlanPart, Source
from bot.style.profile import StyleProfile
from models.base import (
    GeneratedImage,
    GenerationRequest,
    ImageRequest,
    ImageResult,
    LyricsRequest,
    PoemRequest,
    Progress,
    Provenance,
    Stage,
    TextResult,
)
from models.errors import QueueFull

_PROVENANCE = Provenance("some/model", "abc", 7, 1.0)


def _text(text: str, theme: str = "snow", *parts: PlanPart, work_id: str | None = "w") -> Creation:
    plan = Plan(PoemRequest(theme, 7, "haiku"), parts)
    return Creation(work_id, PoemCommand(theme), plan, TextResult(text, _PROVENANCE))


def _titled(title: str, theme: str) -> Creation:
    plan = Plan(PoemRequest(theme, 7, "haiku"), ())
    return Creation("w", PoemCommand(theme), plan, TextResult("text", _PROVENANCE, title=title))


def _in_form(form: str, text: str, notation: str | None = None) -> Creation:
    plan = Plan(PoemRequest("snow", 7, form, notation=notation), ())
    return Creation("w", PoemCommand("snow", form), plan, TextResult(text, _PROVENANCE))


def _images(count: int, grid: bytes | None = None, alt_text: str = "A fox") -> Creation:
    images = tuple(GeneratedImage(b"png", seed, alt_text, 64, 64) for seed in range(count))
    return Creation(
        "w",
        ImageCommand("a fox"),
        Plan(ImageRequest("a fox", 7), ()),
        ImageResult(images, _PROVENANCE, grid),
    )


class TestWork:
    def test_a_poem_has_title_text_and_footer(self) -> None:
        shown = present_work(_text("line one\nline two"))

        assert shown.embed.title == "snow"
        assert shown.embed.description == "line one\nline two"
        assert shown.embed.footer.text == "haiku · seed 7 · some/model"
        assert shown.files == []

    def test_markdown_of_the_model_is_shown_as_it_is(self) -> None:
        text = "**bold** and _this_\n# no heading\n- no list\n> no quote\n||no spoiler|| `code`"
        shown = str(present_work(_text(text)).embed.description)

        assert shown == (
            "\\*\\*bold\\*\\* and \\_this\\_\n\\# no heading\n\\- no list\n\\> no quote\n"
            "\\|\\|no spoiler\\|\\| \\`code\\`"
        )

    def test_a_title_stands_above_the_poem_and_its_theme_below(self) -> None:
        shown = present_work(_titled("On *Tin*", "rain on\ntin roofs"))

        assert shown.embed.title == r"On \*Tin\*"
        assert shown.embed.footer.text == "about: rain on tin roofs · haiku · seed 7 · some/model"

    def test_a_long_title_and_theme_keep_to_discords_limits(self) -> None:
        shown = present_work(_titled("*" * 300, "x" * 1500))

        assert 0 < len(str(shown.embed.title)) <= TITLE_LIMIT
        assert str(shown.embed.footer.text).endswith("x… · haiku · seed 7 · some/model")

    def test_a_shape_stands_about_its_axis_in_a_block(self) -> None:
        shown = present_work(_in_form("diamond", "snow\n**over** me\n`ice`"))

        assert shown.embed.description == "```\n   snow\n**over** me\n   ˋiceˋ\n```"

    def test_a_shape_of_the_community_does_too(self) -> None:
        shown = present_work(
            _in_form("ours", "ice\non snow", notation="syllables: 1 2\nshape: centred")
        )

        assert shown.embed.description == "```\n  ice\non snow\n```"

    def test_a_long_shape_keeps_to_the_limit(self) -> None:
        shown = str(
            present_work(_in_form("diamond", "\n".join(200 * ["x" * 60]))).embed.description
        )

        assert len(shown) <= DESCRIPTION_LIMIT
        assert shown.endswith("x\n…\n```")

    @pytest.mark.parametrize("notation", [None, "an old notation: 1 2"])
    def test_a_form_that_is_not_known_any_more_is_shown_as_it_is(
        self, notation: str | None
    ) -> None:
        shown = present_work(_in_form("gone", "ice\non snow", notation=notation))

        assert shown.embed.description == "ice\non snow"

    @pytest.mark.parametrize("theme", ["x" * 1500, "*" * 1500, "a\n" * 700, "🦊" * 1500])
    def test_a_title_keeps_to_discords_limit(self, theme: str) -> None:
        title = present_work(_text("poem", theme)).embed.title

        assert title is not None
        assert 0 < len(title) <= TITLE_LIMIT
        assert "\n" not in title

    @pytest.mark.parametrize("line", ["x" * 60, "*" * 60])
    def test_a_long_text_ends_with_a_whole_line(self, line: str) -> None:
        shown = present_work(_text("\n".join(200 * [line]))).embed.description

        assert shown is not None
        assert len(shown) <= DESCRIPTION_LIMIT
        *lines, last = shown.split("\n")
        assert last == "…"
        assert set(lines) == {shown.split("\n")[0]}
        assert lines[0].replace("\\", "") == line

    def test_the_footer_tells_whose_style_it_is(self) -> None:
        shown = present_work(
            _text(
                "poem",
                "snow",
                PlanPart("mood", "melancholic", Source.PROFILE),
                PlanPart("palette", "teal", Source.LEARNED),
                PlanPart("language", "English", Source.DEFAULT),
                PlanPart("genre", "folk", Source.COMMAND),
                PlanPart("loves", "tea", Source.UNSUPPORTED),
            )
        )

        assert shown.embed.footer.text == (
            "haiku · your style: melancholic, teal · this model can't do: tea · seed 7 · some/model"
        )

    def test_the_footer_says_if_the_work_could_not_be_kept(self) -> None:
        shown = present_work(_text("poem", work_id=None))

        assert str(shown.embed.footer.text).endswith("not kept: my disk is full or out of reach")

    def test_a_long_style_keeps_to_the_limit(self) -> None:
        parts = [PlanPart("loves", "x" * 60, Source.PROFILE) for _ in range(10)]
        shown = present_work(_text("poem", "snow", *parts))

        assert len(str(shown.embed.footer.text)) == FOOTER_LIMIT

    @pytest.mark.parametrize(("command", "request_"), [
        (LyricsCommand("snow"), LyricsRequest("snow", 7)),
        (ImageCommand("snow"), ImageRequest("snow", 7)),
    ])  # fmt: skip
    def test_only_poems_name_a_form(
        self, command: CreationCommand, request_: GenerationRequest
    ) -> None:
        creation = Creation("w", command, Plan(request_, ()), TextResult("text", _PROVENANCE))

        assert present_work(creation).embed.footer.text == "seed 7 · some/model"


class TestImages:
    def test_each_picture_has_its_alt_text_and_seed(self) -> None:
        shown = present_work(_images(2, b"grid"))

        assert [(file.filename, file.description) for file in shown.files] == [
            ("grid.png", "All pictures side by side. A fox. Seeds 0, 1."),
            ("image-1.png", "A fox. Seed 0."),
            ("image-2.png", "A fox. Seed 1."),
        ]
        assert [file.fp.read() for file in shown.files] == [b"grid", b"png", b"png"]

    def test_alt_texts_keep_to_discords_limit(self) -> None:
        shown = present_work(_images(4, b"grid", alt_text="x" * 1024))

        assert all(len(str(file.description)) <= 1024 for file in shown.files)

    def test_a_grid_that_is_too_large_is_left_out(self) -> None:
        shown = present_work(_images(2, bytes(MESSAGE_BYTES + 1)))

        assert [file.filename for file in shown.files] == ["image-1.png", "image-2.png"]


class TestProgress:
    @pytest.mark.parametrize(("progress", "line"), [
        (Progress(Stage.QUEUED), "⏳ You are next in line."),
        (Progress(Stage.QUEUED, place=1), "⏳ You are next in line."),
        (
            Progress(Stage.QUEUED, place=1, expected_seconds=3),
            "⏳ You are next in line, a few seconds.",
        ),
        (Progress(Stage.QUEUED, place=12), "⏳ You are number 12 in line."),
        (
            Progress(Stage.QUEUED, place=3, expected_seconds=38),
            "⏳ You are number 3 in line, about 40 seconds.",
        ),
        (Progress(Stage.LOADING, 0.5), "📦 Loading the model."),
        (Progress(Stage.LOADING, expected_seconds=20), "📦 Loading the model, about 20 seconds."),
        (Progress(Stage.GENERATING), "🎨 ▱▱▱▱▱▱▱▱▱▱ 0%"),
        (Progress(Stage.GENERATING, 0.52), "🎨 ▰▰▰▰▰▱▱▱▱▱ 52%"),
        (Progress(Stage.GENERATING, 1.0), "🎨 ▰▰▰▰▰▰▰▰▰▰ 100%"),
        (
            Progress(Stage.GENERATING, 0.5, expected_seconds=11),
            "🎨 ▰▰▰▰▰▱▱▱▱▱ 50% · about 15 seconds left",
        ),
    ])  # fmt: skip
    def test_a_line_says_where_the_command_stands(self, progress: Progress, line: str) -> None:
        assert present_progress(progress) == line

    def test_a_draft_stands_below_as_it_was_written(self) -> None:
        shown = present_progress(Progress(Stage.GENERATING, 0.5), "**rain**\non tin")

        assert shown == "🎨 ▰▰▰▰▰▱▱▱▱▱ 50%\n\n\\*\\*rain\\*\\*\non tin"

    @pytest.mark.parametrize("line", ["x" * 60, "*" * 60])
    def test_of_a_long_draft_the_newest_lines_are_shown(self, line: str) -> None:
        draft = "\n".join([*(f"{number} {line}" for number in range(80)), "the newest"])

        shown = present_progress(Progress(Stage.GENERATING, 0.5), draft)

        assert len(shown) <= CONTENT_LIMIT
        first, blank, ellipsis, *lines = shown.split("\n")
        assert first.startswith("🎨")
        assert (blank, ellipsis) == ("", "…")
        assert lines[-1] == "the newest"
        assert all(shown_line.endswith(f"{line[-1]}") for shown_line in lines[:-1])
        assert [int(shown_line.split()[0]) for shown_line in lines[:-1]] == list(
            range(80 - len(lines[:-1]), 80)
        )

    def test_a_preview_is_described(self) -> None:
        file = present_preview(b"png", ImageCommand("a fox\n" + "x" * 2000))

        assert file.fp.read() == b"png"
        assert str(file.description).startswith("A first look at: a fox xxx")
        assert len(str(file.description)) == 1024

    @pytest.mark.parametrize(("seconds", "words"), [
        (0, "a few seconds"), (5, "a few seconds"), (6, "about 10 seconds"),
        (55, "about 55 seconds"), (56, "about a minute"), (90, "about a minute"),
        (91, "about 2 minutes"), (5399, "about 90 minutes"), (5401, "about 2 hours"),
    ])  # fmt: skip
    def test_times_are_rounded_kindly(self, seconds: float, words: str) -> None:
        assert in_words(seconds) == words

    def test_a_restart_keeps_the_place(self) -> None:
        assert present_restart() == "⏸️ I'm being restarted; your place is kept."


class TestProfile:
    def test_only_what_was_said_is_shown(self) -> None:
        embed = present_profile(StyleProfile(mood="*eerie*", palette=("teal", "gold")))

        assert [(field.name, field.value) for field in embed.fields] == [
            ("Mood", r"\*eerie\*"),
            ("Palette", "teal, gold"),
        ]

    def test_long_lists_keep_to_discords_limits(self) -> None:
        words = tuple("*" * 60 for _ in range(10))
        embed = present_profile(StyleProfile(loves=words, avoids=words, palette=words))

        assert all(len(str(field.value)) <= 1024 for field in embed.fields)
        assert len(embed) <= 6000


class TestErrors:
    @pytest.mark.parametrize("error", [NotYours("Not yours."), QueueFull("Not yours.")])
    def test_an_expected_error_is_its_own_sentence(
        self, error: Exception, caplog: pytest.LogCaptureFixture
    ) -> None:
        assert present_error(error) == "⚠️ Not yours."
        assert not caplog.records

    @pytest.mark.parametrize(("error", "reason"), [
        (DatabaseFull(FULL), "my disk is full"),
        (DatabaseBusy(BUSY), "I can't reach my notes"),
    ])  # fmt: skip
    def test_a_database_error_is_told_in_other_words_to_members_and_operators(
        self, error: DatabaseFull | DatabaseBusy, reason: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        said = present_error(error)

        assert reason in said
        found = re.search(r"reference ([0-9a-f]{6})", said)
        assert found is not None
        assert f"reference {found[1]}: {error.message}" in caplog.text
        assert caplog.records[0].levelno == logging.ERROR

    def test_an_unexpected_error_is_a_reference_and_a_traceback_in_the_log(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        said = present_error(ValueError("secret detail"))

        assert "secret" not in said
        found = re.search(r"reference ([0-9a-f]{6})", said)
        assert found is not None
        assert f"reference {found[1]}" in caplog.text
        assert "ValueError: secret detail" in caplog.text

    def test_an_earlier_failure_is_told_in_its_own_words(self) -> None:
        assert present_failure("The model is tired.") == "⚠️ The model is tired."
        assert present_failure("⚠️ It is noted.") == "⚠️ It is noted."

    def test_a_cancellation_says_by_whom(self) -> None:
        assert present_cancellation("Cancelled.") == "🚫 Cancelled."


class TestCuts:
    @pytest.mark.parametrize(("text", "limit", "kept"), [
        ("ab\ncd", 5, "ab\ncd"),
        ("ab\ncd\nef", 7, "…\ncd\nef"),
        ("ab\ncd\nef", 6, "…\nef"),
        ("ab\ncd\nef", 8, "ab\ncd\nef"),
        ("abcdefgh", 4, "abc…"),
        ("ab\nabcdefgh", 4, "abc…"),
    ])  # fmt: skip
    def test_the_last_whole_lines_are_kept(self, text: str, limit: int, kept: str) -> None:
        assert cut_at_line_start(text, limit) == kept
        assert len(kept) <= limit

    @pytest.mark.parametrize(("text", "limit", "kept"), [
        ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("", 3, ""), ("ab", 1, "…"),
    ])  # fmt: skip
    def test_what_is_too_long_ends_in_an_ellipsis(self, text: str, limit: int, kept: str) -> None:
        assert cut(text, limit) == kept

    @pytest.mark.parametrize(("text", "limit", "kept"), [
        ("ab\ncd", 5, "ab\ncd"),
        ("ab\ncd\nef", 7, "ab\ncd\n…"),
        ("ab\ncd\nef", 6, "ab\n…"),
        ("abcdefgh", 4, "abc…"),
    ])  # fmt: skip
    def test_whole_lines_are_kept(self, text: str, limit: int, kept: str) -> None:
        assert cut_at_line_end(text, limit) == kept
        assert len(kept) <= limit
