"""Around the purchase: people who answer, terms that change, groups, and buttons of others."""

from types import SimpleNamespace

from tests.e2e.context import StoryContext
from tests.e2e.people import Customer, Owner
from tests.support.process_harness import codes, keys, said


async def test_a_question_reaches_the_owner_and_the_answer_comes_back(ann: Customer, olivia: Owner) -> None:
    seq = await ann.sandbox.seq()
    question, answer, thanks = f"Does it run on {ann.id}? 能用吗?", f"Yes, {ann.id}.", f"Good to know, {ann.id}."

    asked = await ann.says("/support")
    taken = await ann.says(question)
    await olivia.taps("Reply", await olivia.waits(seq, question))
    await olivia.says(answer)
    reply = await ann.waits(seq, answer)
    await ann.taps(ann.words.reply)
    await ann.says(thanks)
    await olivia.waits(seq, thanks)

    assert said(asked).startswith(ann.words.support_ask)
    assert said(taken).startswith(ann.words.support_taken)
    assert said(reply).startswith(ann.words.support_answer)
    assert codes(reply) == codes(taken)


async def test_an_answer_waits_for_who_blocked_the_bot_and_the_owner_is_told(
    story: StoryContext, ann: Customer, olivia: Owner
) -> None:
    seq = await ann.sandbox.seq()
    question, answer = f"Is it for two? {ann.id}", f"For two, {ann.id}."
    await ann.says("/support")
    await ann.says(question)
    await olivia.taps("Reply", await olivia.waits(seq, question))

    await story.leaves(ann.id)
    await olivia.says_and_hears(answer)
    told = await olivia.waits(seq, "be delivered now")
    whole = await story.sandbox.seq()
    await olivia.taps("Whole conversation", told)
    conversation = await olivia.waits(whole, answer)
    await story.sandbox.post("block", user_id=ann.id, blocked=False)
    reply = await ann.waits(seq, answer)

    assert answer in said(reply)
    assert f"Guest {ann.id}" in said(told)
    assert "within 30 days" in said(told)
    assert question in said(conversation)


async def test_new_terms_are_asked_for_at_pre_checkout_and_at_the_next_purchase(
    story: StoryContext, ann: Customer, bob: Customer, olivia: Owner
) -> None:
    number = await ann.orders("emby-30")
    for file in story.terms.glob("terms.*.html"):
        file.write_text(file.read_text(encoding="utf-8") + f"\n\n7. {ann.id}\n", encoding="utf-8")
    await olivia.taps("Publish", await olivia.asks("/publish_terms", "Publish them as a new version?"))

    seq = await story.sandbox.seq()
    refused = await ann.pays()
    asked = said(await ann.waits(seq, ann.words.terms_changed))
    await ann.accepts()
    goods = await ann.pays_for(number)
    await bob.views("emby-30")
    await bob.taps(bob.words.stars)
    asked_bob = await bob.text()
    await bob.accepts()

    assert refused == {"outcome": "declined", "error_message": ann.words.refused_terms}
    assert ann.words.terms_title in asked
    assert said(goods).startswith(ann.words.thanks.format(number))
    assert asked_bob.startswith(bob.words.terms_changed)
    assert bob.words.final in await bob.text()


async def test_in_a_group_the_bot_says_one_thing_and_only_to_commands(story: StoryContext, ann: Customer) -> None:
    group = (await story.sandbox.post("groups", title="Friends", members=[ann.id]))["id"]

    await story.sandbox.post("send", user_id=ann.id, chat_id=group, text="Hello all, shall we buy something?")
    seq = await story.sandbox.seq()
    await story.sandbox.post("send", user_id=ann.id, chat_id=group, text="/orders")
    await story.sandbox.until(seq, lambda event: event["kind"] == "message" and event["chat_id"] == group, "words")
    await ann.says("/help")
    heard = [m for m in (await story.sandbox.get(f"chats/{group}"))["messages"] if m["from"].get("is_bot")]

    assert [said(message) for message in heard] == [ann.words.private_only]
    assert [key["url"] for message in heard for key in keys(message)] == ["https://t.me/sandbox_bot?start=group"]


async def test_a_button_of_somebody_else_shows_nothing(story: StoryContext, ann: Customer, bob: Customer) -> None:
    goods = await ann.buys("emby-30")
    opens = next(key["callback_data"] for key in keys(goods) if "callback_data" in key)
    mine = await bob.screen()

    pressed = await story.sandbox.post("press", user_id=bob.id, message_id=mine["message_id"], data=opens, force=True)

    assert pressed["answer"]["show_alert"] is True
    assert pressed["answer"]["text"] == bob.words.not_yours
    assert codes(goods)[-1] not in "".join(said(message) for message in await bob.from_bot())


async def test_a_button_of_a_message_that_is_no_longer_there_still_works(story: StoryContext, ann: Customer) -> None:
    await ann.views("emby-30")
    card = await ann.screen()
    label = next(key for key in keys(card) if ann.words.stars in key["text"])
    await story.sandbox.post("delete", user_id=ann.id, message_id=card["message_id"])
    seq = await story.sandbox.seq()

    pressed = await story.sandbox.post(
        "press", user_id=ann.id, message_id=card["message_id"], data=label["callback_data"], force=True
    )
    confirm = await ann.waits(seq, ann.words.final)

    assert pressed["answer"]["text"] in {None, ""}
    assert any(ann.words.confirm in key["text"] for key in keys(confirm))


async def test_somebody_else_cannot_pay_my_invoice(story: StoryContext, ann: Customer, bob: Customer) -> None:
    await ann.orders("emby-30")
    invoice = (await ann.screen())["message_id"]
    before = await bob.balance()

    outcome = await story.sandbox.post("pay", user_id=bob.id, message_id=invoice)

    assert outcome == {"outcome": "declined", "error_message": bob.words.not_payable}
    assert await bob.balance() == before


async def test_an_invoice_that_is_passed_on_leads_to_the_product_and_not_to_my_order(
    ann: Customer, bob: Customer
) -> None:
    await ann.orders("emby-30")
    passed_on = (await ann.screen())["invoice"]["start_parameter"]

    card = said(await bob.says(f"/start {passed_on}"))

    assert passed_on == "p_emby-30"
    assert bob.words.emby_30 in card


async def test_an_old_button_and_small_talk_lead_back_to_the_shop(story: StoryContext, ann: Customer) -> None:
    screen = await ann.screen()

    pressed = await story.sandbox.post(
        "press", user_id=ann.id, message_id=screen["message_id"], data="from-last-year:1", force=True
    )
    home = await ann.text()
    pointer = said(await ann.says("hello?"))

    assert pressed["answer"]["text"] == ann.words.stale
    assert ann.words.home in home
    assert pointer.startswith(ann.words.not_understood)


async def test_cancel_ends_what_is_waited_for_and_other_commands_are_unknown(ann: Customer) -> None:
    await ann.says("/support")

    heard = [said(await ann.says(command)) for command in ("/cancel", "/cancel", "/order 7K2M-94QD")]

    expected = (ann.words.stopped, ann.words.nothing_to_stop, ann.words.unknown_command)
    assert [text.startswith(words) for text, words in zip(heard, expected, strict=True)] == [True] * 3


async def test_an_owner_reads_why_an_order_is_not_sent_again(ann: Customer, olivia: Owner) -> None:
    number = await ann.orders("emby-30")

    answer = await olivia.asks(f"/resend {number}", f"Order {number} isn’t paid.")

    assert [key["text"] for key in keys(answer)] == ["📦 Open order", "🏠 Admin menu"]


async def test_the_menu_of_commands_speaks_the_chosen_language(story: StoryContext, words: SimpleNamespace) -> None:
    ann = await story.customer(words)

    own = (await story.sandbox.get(f"chats/{ann.id}"))["commands"]
    await ann.says("/language")
    await ann.taps(words.other_language)
    other = (await story.sandbox.get(f"chats/{ann.id}"))["commands"]

    assert {one["command"]: one["description"] for one in own}["orders"] == words.my_orders
    assert {one["command"]: one["description"] for one in other}["orders"] == words.other_my_orders
