"""A shop that reaches Telegram through a proxy alone: its server's name means something to the proxy only."""

from pathlib import Path

from tests.e2e.context import StoryContext
from tests.e2e.expected_texts import BY_CODE
from tests.e2e.people import Customer
from tests.support.process_harness import sandbox_running, shop_running
from tests.support.proxy import NAME, proxy_running


async def test_a_shop_behind_a_proxy_sells(tmp_path: Path) -> None:
    async with sandbox_running() as sandbox, proxy_running("shop", "pass-4711") as proxy:
        port = sandbox.address.rpartition(":")[2]
        way = {
            "BOT_API_URL": f"http://{NAME}:{port}",
            "TELEGRAM_PROXY": f"socks5://shop:pass-4711@127.0.0.1:{proxy.port}",
        }
        async with shop_running(sandbox, tmp_path, stock=("emby-30",), **way) as shop:
            ann: Customer = await StoryContext(sandbox, shop, tmp_path).customer(BY_CODE["en"])
            goods = await ann.buys("emby-30")
            _, doctor = await shop.run_command("check")

    assert "EMBY" in str(goods).upper()
    assert set(proxy.asked) == {NAME}
    assert f"Telegram is reached through socks5://127.0.0.1:{proxy.port}" in doctor
    assert "pass-4711" not in doctor + "\n".join(shop.log)
