"""The checks of goods by their kind, and the reasons of refusals.

A message of Telegram carries 4,096 signs and more of them go out as a file, so the limit keeps one code readable in one
message, long proxy links included; the button that copies takes 256 and is left out above.
"""

import re

from services.domain.catalog.product import Kind
from services.stock.file.links import is_link
from services.stock.file.text.visible import hidden

LONGEST = 3_500
MOST_CODE_LINES = 20
_BY_EXCEL = re.compile(r"-?[0-9](?:[.,][0-9]{1,15})?E\+[0-9]{1,3}|#{2,}|#(?:N/A|NAME\?|NULL!|REF!|VALUE!|DIV/0!|NUM!)")


def fault(code: str, kind: Kind) -> str:
    """Return why a line cannot be sold as this kind (a key of admin/stock.ftl), or ""."""
    if len(code) > LONGEST:
        return "stock-line-long"
    if code.count("\n") >= MOST_CODE_LINES:
        return "stock-line-many-lines"
    if reason := hidden(code):
        return reason
    if _BY_EXCEL.fullmatch(code):
        return "stock-line-excel"
    return "stock-line-not-a-link" if kind is Kind.SUBSCRIPTION_LINK and not is_link(code) else ""
