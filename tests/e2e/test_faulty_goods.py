"""Goods that do not work: the customer reports them, the owner replaces, refuses or pays back."""

from tests.e2e.people import Customer, Owner, secret_in
from tests.support.process_harness import Message, codes, said

SLUG = "noteharbor-pro"


async def reports(ann: Customer, number: str) -> str:
    """Report the code of an order; returns what the bot says of it."""
    await ann.taps(ann.words.problem, await ann.reads_when(number, ann.words.delivered))
    await ann.taps(ann.words.code_fails)
    await ann.taps("1. ····")
    return await ann.text()


async def opens(olivia: Owner, notice: Message) -> Message:
    """Open the case of a notice."""
    seq = await olivia.sandbox.seq()
    await olivia.taps("Open the case", notice)
    return await olivia.waits(seq, "Waiting for a decision")


async def test_a_code_that_does_not_work_is_replaced_by_one_tap(ann: Customer, olivia: Owner) -> None:
    await olivia.imports(SLUG, f"OLD-{ann.id}", f"NEW-{ann.id}")
    goods = await ann.buys(SLUG)
    number, old = codes(goods)
    seq = await ann.sandbox.seq()
    answer = await reports(ann, number)
    notice = await olivia.waits(seq, "reported as faulty")

    seq = await ann.sandbox.seq()
    case = await opens(olivia, notice)
    await olivia.taps("Void it", case)
    brought = await ann.waits(seq, ann.words.replaced.format(number))

    assert ann.words.checked in answer
    assert f"····{old[-4:]}" in said(case)
    assert secret_in(brought) != old
    assert secret_in(await ann.reads(number)) == secret_in(brought)


async def test_a_report_is_refused_with_a_reason(ann: Customer, olivia: Owner) -> None:
    await olivia.imports(SLUG, f"GOOD-{ann.id}")
    number, code = codes(await ann.buys(SLUG))
    seq = await ann.sandbox.seq()
    await reports(ann, number)
    case = await opens(olivia, await olivia.waits(seq, "reported as faulty"))
    seq = await ann.sandbox.seq()
    await olivia.taps("Refuse", case)

    await olivia.taps("It was checked and works")

    told = said(await ann.waits(seq, ann.words.not_replaced.format(number)))
    assert ann.words.code_works in told
    assert secret_in(await ann.reads(number)) == code


async def test_a_technical_fault_is_paid_back_from_the_case(ann: Customer, olivia: Owner) -> None:
    await olivia.imports(SLUG, f"LOST-{ann.id}")
    number, _ = codes(await ann.buys(SLUG))
    before, seq = await ann.balance(), await ann.sandbox.seq()
    await reports(ann, number)
    case = await opens(olivia, await olivia.waits(seq, "reported as faulty"))

    await olivia.taps("Refund", case)
    await olivia.taps("Refund ⭐")
    await olivia.taps("Yes, refund")

    await ann.waits(seq, ann.words.refunded.format(number))
    assert await ann.balance() > before


async def test_goods_that_did_not_arrive_come_again_at_once_and_not_too_often(ann: Customer, olivia: Owner) -> None:
    await olivia.imports(SLUG, f"AGAIN-{ann.id}")
    number, code = codes(await ann.buys(SLUG))
    await ann.taps(ann.words.problem, await ann.reads_when(number, ann.words.delivered))
    seq = await ann.sandbox.seq()

    await ann.taps(ann.words.not_received)

    assert ann.words.sent_at in await ann.text()
    assert codes(await ann.waits(seq, ann.words.thanks.format(number)))[-1] == code
