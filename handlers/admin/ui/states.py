"""The states of conversations with staff: what the next message is. Their names are stored."""

from aiogram.fsm.state import State, StatesGroup


class CatalogStates(StatesGroup):
    """The states of a catalog import."""

    file = State(group_name="Cataloging")


class IncidentStates(StatesGroup):
    """The states of a draft (products are chosen, words awaited, all looked at), and of an extension: its days."""

    products = State()
    english = State()
    chinese = State()
    preview = State()
    days = State()


class RefundStates(StatesGroup):
    """The states of a refund: its reason, then a yes."""

    reason = State(group_name="Refunding")
    sure = State(group_name="Refunding")


class RejectionStates(StatesGroup):
    """The state of a rejection: its reason."""

    reason = State(group_name="Rejecting")


class StockStates(StatesGroup):
    """The state of an import: more goods are awaited."""

    goods = State(group_name="Stocking")


class TicketStates(StatesGroup):
    """The state of an answer: the next message goes to the customer."""

    answer_to_ticket = State(group_name="Waiting")
