"""The guard before everything that staff do: whoever speaks needs the permissions that the handler needs.

It stands behind the filters of the handler, so a customer whose words match none of them costs no question. Who is not
of the staff is passed on to the routers of customers, as if there were nothing here.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.admin.permissions import buttons_for, commands_of, needs
from handlers.ui.message import OutgoingMessage
from handlers.ui.navigation.context import Context
from handlers.ui.text.html_text import Html
from handlers.ui.text.translations import Texts
from services.domain.staff.member import Member
from services.domain.staff.role import Permission
from services.staff.members import StaffDirectory

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class InPerson(Filter):
    """A person who speaks as himself: anonymous admins and channels use `sender_chat`, and have no role."""

    async def __call__(self, event: TelegramObject) -> bool:
        """Return whether it is one."""
        return not isinstance(event, Message) or event.sender_chat is None


class StaffAccess(BaseMiddleware):
    """Hands `staff` (who acts) and `commands` (of the role) to a handler that the role covers; refuses all others."""

    gives = frozenset({"staff", "commands"})

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401 - aiogram's word
        """Ask for the role of the speaker, anew for every act. Raises SkipHandler for a customer, HandlerNotListed."""
        context: Context = data["context"]
        directory: StaffDirectory = data["staff_directory"]
        member = await directory.find(context.customer.id)
        if member is None:
            raise SkipHandler
        needed = needs(data["handler"])
        context.screen.show_to_staff(buttons_for(member.permissions))
        if missing := needed - member.permissions:
            return await _refuse(event, member, missing, data)
        return await handler(event, data | {"staff": member, "commands": commands_of(member.role)})


async def _refuse(event: TelegramObject, member: Member, missing: frozenset[Permission], data: dict[str, Any]) -> None:
    """Say what the role does not cover; what was waited for by a role that is gone is waited for no longer."""
    context: Context = data["context"]
    if isinstance(event, CallbackQuery):
        context.screen.toast(str(_refusal(member, missing, context.t.plain)), alert=True)
        return
    if data.get("raw_state") is not None:
        await data["state"].clear()
    await context.screen.send(OutgoingMessage(Html(_refusal(member, missing, context.t))))


def _refusal(member: Member, missing: frozenset[Permission], say: Texts | Callable[..., str]) -> str:
    role = say(f"role-{member.role.lower()}")
    return say("staff-refused", role=role, what=say(f"permission-{min(missing)}"))
