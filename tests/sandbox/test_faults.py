import asyncio

from sandbox.client import MemberClient
from sandbox.faults import Faults
from tests.sandbox.raw_bot import RawBot


def test_faults_hit_what_they_name_and_run_out() -> None:
    faults = Faults()
    faults.fail_next("/messages$", method="post", status=503, times=2)
    assert faults.take("GET", "/messages") is None
    assert faults.take("POST", "/messages/1") is None
    hits = [faults.take("POST", "/channels/1/messages") for _ in range(3)]
    assert [hit.status if hit else None for hit in hits] == [503, 503, None]


async def test_faults_over_http(ada: MemberClient, raw_bot: RawBot) -> None:
    limited = {"method": "GET", "path_regex": "/users/@me", "retry_after": 1.5, "times": 1}
    failing = {"method": "GET", "path_regex": "/users/@me", "status": 500, "times": 1}
    await ada.set_faults(rate_limit_next=[limited], fail_next=[failing])
    answers = [await raw_bot.call("GET", "/users/@me") for _ in range(3)]
    assert [answer.status for answer in answers] == [500, 429, 200]
    assert answers[1].body == {
        "message": "You are being rate limited.",
        "retry_after": 1.5,
        "global": False,
    }
    assert answers[1].headers["Via"]


async def test_an_answer_can_be_lost_though_the_request_was_obeyed(
    ada: MemberClient, raw_bot: RawBot
) -> None:
    lost = {"method": "POST", "path_regex": "/messages$", "status": 502, "takes_effect": True}
    await ada.set_faults(fail_next=[lost])
    path = f"/channels/{ada.channel_id('studio')}/messages"

    answer = await raw_bot.call("POST", path, {"content": "said anyway"})

    assert answer.status == 502
    assert [message["content"] for message in await ada.history()] == ["said anyway"]


async def test_delays_hold_until_cleared(ada: MemberClient, raw_bot: RawBot) -> None:
    now = asyncio.get_running_loop().time
    await ada.set_faults(delay_seconds=0.2)
    started = now()
    await raw_bot.call("GET", "/users/@me")
    assert now() - started >= 0.2
    await ada.set_faults(clear=True)
    started = now()
    await raw_bot.call("GET", "/users/@me")
    assert now() - started < 0.2
