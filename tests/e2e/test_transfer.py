"""Manual transfer: a person looks at the receipt before goods move."""

from tests.e2e.context import StoryContext
from tests.e2e.people import Customer, Owner, secret_in
from tests.support.process_harness import keys, said


async def test_a_photo_of_the_receipt_is_approved_and_the_goods_come(ann: Customer, olivia: Owner) -> None:
    number = await ann.orders("emby-30", ann.words.transfer)
    asked = await ann.text()

    await ann.taps(ann.words.send_receipt)
    taken = await ann.sends_photo(40 + ann.id % 200)
    seq = await ann.sandbox.seq()
    receipt = await olivia.approves(number)
    goods = await ann.waits(seq, ann.words.thanks.format(number))

    assert ann.words.payee in asked
    assert said(taken).startswith(ann.words.receipt_taken)
    assert "photo" in receipt
    assert secret_in(goods)


async def test_a_rejected_receipt_may_be_followed_by_a_better_one(ann: Customer, olivia: Owner) -> None:
    number = await ann.orders("emby-30", ann.words.transfer)
    await ann.taps(ann.words.send_receipt)
    await ann.says(f"TRANSFER {ann.id} A")
    seq = await ann.sandbox.seq()

    await olivia.rejects(number, "The amount is different")
    rejected = await ann.waits(seq, ann.words.receipt_rejected.format(number))
    await ann.taps(ann.words.another_receipt)
    await ann.says(f"TRANSFER {ann.id} B")
    await olivia.approves(number)
    goods = await ann.waits(seq, ann.words.thanks.format(number))

    assert ann.words.amount_differs in said(rejected)
    assert keys(rejected)[0]["text"].endswith(ann.words.another_receipt)
    assert secret_in(goods)


async def test_the_same_receipt_for_two_orders_is_flagged(ann: Customer, bob: Customer, olivia: Owner) -> None:
    numbers = []

    for customer in (ann, bob):
        numbers.append(await customer.orders("emby-30", customer.words.transfer))
        await customer.taps(customer.words.send_receipt)
        await customer.says(f"TRANSFER {ann.id} TWICE")
    second, _ = [await olivia.rejects(number, "The transfer has not arrived") for number in reversed(numbers)]

    assert f"Seen before on {numbers[0]}" in said(second)


async def test_who_blocked_the_bot_meanwhile_gets_the_goods_on_return(
    story: StoryContext, ann: Customer, olivia: Owner
) -> None:
    number = await ann.orders("emby-30", ann.words.transfer)
    await ann.taps(ann.words.send_receipt)
    await ann.says(f"TRANSFER {ann.id} BLOCKED")
    story.forgiven.add("Forbidden: bot was blocked by the user")

    await story.sandbox.post("block", user_id=ann.id, blocked=True)
    seq = await story.sandbox.seq()
    await olivia.approves(number)
    await olivia.waits(seq, f"Order {number} can’t be delivered now")
    await ann.taps(ann.words.show_order)
    await story.sandbox.post("block", user_id=ann.id, blocked=False)
    goods = await ann.waits(seq, ann.words.thanks.format(number))

    assert secret_in(goods)
