"""A shop in which every name, number and price is as long as the catalog allows, bought from in both languages.

The sandbox refuses what Telegram refuses: button data over 64 bytes, invoices with a title over 32 signs, long texts.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from services.catalog.file.fields import DEAREST, DESCRIPTION_LIMIT, INSTRUCTIONS_LIMIT, LARGEST_QUANTITY
from services.domain.catalog.invoice_text import INVOICE_TITLE_LIMIT
from tests.e2e.context import StoryContext
from tests.e2e.expected_texts import EN, ZH
from tests.e2e.people import Owner
from tests.support.process_harness import OLIVIA, keys, said, sandbox_running, shop_running

SLUG = "s" * 32
TITLE = {"en": "W" * INVOICE_TITLE_LIMIT, "zh": "永" * INVOICE_TITLE_LIMIT}
STARS = 10_000
CODE = 512
SHARD = 7


def catalog() -> str:
    def words(limit: int) -> dict[str, str]:
        return {"en": ("word_<& " * limit)[:limit].strip(), "zh": "很" * limit}

    product = {
        "slug": SLUG,
        "category": "c" * 32,
        "kind": "license_code",
        "title": dict(TITLE),
        "description": words(DESCRIPTION_LIMIT),
        "instructions": words(INSTRUCTIONS_LIMIT),
        "prices": {"XTR": STARS, "CNY": f"{DEAREST // 100}.{DEAREST % 100:02}"},
        "duration_days": 3650,
        "max_quantity": LARGEST_QUANTITY,
    }
    categories = [{"slug": "c" * 32, "title": dict(TITLE)}]
    return yaml.safe_dump({"categories": categories, "products": [product]}, allow_unicode=True, width=10**6)


@pytest.mark.parametrize("words", [EN, ZH], ids=["en", "zh"])
async def test_the_longest_names_and_the_dearest_price_are_sold(words: SimpleNamespace, tmp_path: Path) -> None:
    file, goods = tmp_path / "catalog.yaml", tmp_path / "goods.txt"
    file.write_text(catalog(), encoding="utf-8")
    goods.write_text("\n".join(f"{number:03}" + "x" * (CODE - 3) for number in range(SHARD)) + "\n", encoding="utf-8")
    async with sandbox_running() as sandbox, shop_running(sandbox, tmp_path, stock=(), CATALOG=str(file)) as shop:
        assert (await shop.run_command("import-stock", SLUG, str(goods)))[0] == 0
        await Owner(sandbox, OLIVIA).says("/start")
        story = StoryContext(sandbox, shop, tmp_path)
        ann = await story.customer(words)
        await sandbox.post("users", id=ann.id, first_name="_<b>" * 8, balance=STARS)
        brought = await ann.buys(SLUG)
        number = await ann.orders(SLUG, words.transfer)
        payment = said(await ann.screen())
        levels = await Owner(sandbox, OLIVIA).says("/stock")
        problems, refusals, trouble = await sandbox.problems(), await story.refusals(0), story.trouble(0)

    assert "000" + "x" * (CODE - 3) in said(brought)
    assert number in payment
    assert any(str(SHARD - 2) in text for text in (said(levels), *(key["text"] for key in keys(levels))))
    assert (problems, refusals, trouble) == ([], [], [])
