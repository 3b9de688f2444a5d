"""From hello to goods."""

from types import SimpleNamespace

from tests.e2e.context import StoryContext
from tests.e2e.people import Customer, secret_in
from tests.support.process_harness import ROOT, codes, keys, said


async def test_a_newcomer_chooses_a_language_reads_the_terms_in_both_and_accepts_them(
    story: StoryContext, words: SimpleNamespace
) -> None:
    ann = await story.stranger(words)

    hello = await ann.says("/start")
    chosen = await ann.taps(words.language)
    first_page = await ann.text()
    await ann.taps(words.terms_other)
    other = await ann.text()
    await ann.taps(words.back_from_other)
    answer = await ann.accepts()

    assert said(hello).startswith(words.welcome)
    assert keys(hello)[0]["text"] == words.language
    assert chosen["answer"]["text"] == words.now_in
    assert first_page.startswith(words.terms_first)
    assert words.terms_title in first_page
    assert words.other_title in other
    assert answer["answer"]["text"] == words.accepted
    assert words.home in await ann.text()
    assert len(await ann.from_bot()) == 1


async def test_a_customer_walks_through_the_shop_and_receives_an_imported_code(
    story: StoryContext, words: SimpleNamespace
) -> None:
    ann = await story.stranger(words)
    await ann.arrives()
    walk = [words.shop, "Emby", words.emby_30, "➕", "➖", words.stars]

    for button in walk:
        await ann.taps(button)
    confirmation = await ann.text()
    before = await ann.balance()
    number = await ann.confirms_here()
    goods = await ann.pays_for(number)

    assert words.final in confirmation
    assert words.total.format("⭐ 250") in confirmation
    assert said(goods).startswith(words.thanks.format(number))
    assert words.how_to in said(goods)
    assert secret_in(goods) in (ROOT / "data/stock.example/emby-30.txt").read_text().split()
    assert before - await ann.balance() == 250


async def test_orders_show_the_same_goods_again(ann: Customer) -> None:
    goods = await ann.buys("all-access-30")

    number, link = codes(goods)
    again = await ann.reads_when(number, ann.words.delivered)

    assert codes(again)[-1] == link
    assert link in (ROOT / "data/stock.example/all-access-30.txt").read_text().split()


async def test_three_at_once_are_three_different_codes_for_three_times_the_price(ann: Customer) -> None:
    await ann.views("emby-30")
    await ann.taps("➕")
    await ann.taps("➕")
    before = await ann.balance()

    number = await ann.confirms(ann.words.stars)
    goods = await ann.pays_for(number)

    assert len(set(codes(goods)[1:])) == 3
    assert before - await ann.balance() == 750


async def test_a_link_leads_a_stranger_through_language_to_the_product(
    story: StoryContext, words: SimpleNamespace
) -> None:
    ann = await story.stranger(words)

    await ann.says("/start p_all-access-30")
    await ann.taps(words.language)
    card = await ann.text()
    await ann.taps(words.stars)
    asked = await ann.text()
    await ann.accepts()

    assert card.startswith(words.access_30)
    assert asked.startswith(words.terms_first)
    assert words.final in await ann.text()


async def test_who_declines_may_look_around_and_accept_later(story: StoryContext, words: SimpleNamespace) -> None:
    ann = await story.stranger(words)
    await ann.says("/start")
    await ann.taps(words.language)

    while words.terms_end not in await ann.text():
        await ann.taps(words.next)
    await ann.taps(words.decline)
    declined = await ann.text()
    await ann.taps(words.shop)
    await ann.taps(words.access)
    await ann.taps(words.access_30)
    await ann.taps(words.stars)
    asked = await ann.text()
    await ann.accepts()
    goods = await ann.pays_for(await ann.confirms_here())

    assert declined.startswith(words.declined)
    assert asked.startswith(words.terms_first)
    assert words.thanks[:5] in said(goods)


async def test_help_and_documents_answer_without_consent(story: StoryContext, words: SimpleNamespace) -> None:
    ann = await story.stranger(words)
    await ann.says("/start")
    await ann.taps(words.language)

    said_to = {command: said(await ann.says(command)) for command in ("/terms", "/privacy", "/help", "/paysupport")}

    assert words.terms_title in said_to["/terms"]
    assert words.privacy_title in said_to["/privacy"]
    assert "/subscriptions" in said_to["/help"]
    assert said_to["/paysupport"].startswith(words.paysupport_ask)


async def test_the_language_changes_whenever_one_likes(ann: Customer) -> None:
    await ann.says("/language")

    answer = await ann.taps(ann.words.other_language)

    assert answer["answer"]["text"] == ann.words.now_in_other
    assert ann.words.other_home in await ann.text()


async def test_who_confirms_a_product_twice_has_one_order_and_one_invoice(ann: Customer) -> None:
    first = await ann.orders("emby-30")
    second = await ann.orders("emby-30")

    asked = [message for message in await ann.from_bot() if "invoice" in message]
    goods = await ann.pays_for(second)

    assert (first, len(asked)) == (second, 1)
    assert codes(goods)[0] == first
