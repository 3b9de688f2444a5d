"""`quarantine SLUG [COUNT | all | back]`: codes are taken off sale, and put back."""

from bot.cli.output import OK, fail, print_lines
from services.domain.errors import NotFound
from services.stock.quarantine import Quarantine

ALL = "all"


async def quarantine(work: Quarantine, slug: str, what: str | int | None) -> int:
    """Take codes off sale or put them back, and tell how the product stands then. Returns an exit code."""
    try:
        match what:
            case None:
                found, told = await work.look(slug), ""
            case "back":
                found = await work.put_back(slug)
                told = f"{_counted(found.moved)} on sale again; "
            case _:
                found = await work.withdraw(slug, None if what == ALL else int(what))
                told = f"{_counted(found.moved)} taken off sale; "
    except NotFound:
        return fail(f"there is no product {slug}: see `python -m bot catalog export FILE`")
    served = (
        f", {found.served} waiting {'order is' if found.served == 1 else 'orders are'} served" if found.served else ""
    )
    print_lines([f"ok  {slug}: {told}{found.free} on sale, {found.withdrawn} off sale{served}"])
    return OK


def _counted(count: int) -> str:
    """A number with its verb."""
    return f"{count} {'is' if count == 1 else 'are'}"
