"""The texts that the stories expect, in both languages: those of locales/, by their keys, and a few literally.

Literally stands what is not the shop's to say (products, documents, a bank), and what is put together of several texts.
Where a story gives a value, the text has `{}`.
"""

import re
from types import SimpleNamespace

from handlers.ui.text.translations import Texts, Translations
from services.domain.values.language import Language

WHOLE = {
    "language": "language-name",
    "now_in": "language-chosen",
    "stale": "error-button-stale",
    "my_orders": "command-orders",
    "accepted": "terms-accepted",
    "refused_terms": "error-consent-missing",
    "shop": "command-shop",
    "quantity": "button-quantity",
    "in_stock": "stock-there",
    "tell_me": "button-tell-me",
    "do_not_tell_me": "button-do-not-tell-me",
    "will_tell": "restock-asked",
    "show_product": "button-show-product",
    "back": "button-back",
    "total": "order-fact-total-stars",
    "thanks": "goods-thanks",
    "how_to": "goods-file-manual",
    "delivered": "order-state-delivered",
    "cancelled": "toast-cancelled-stars",
    "state_cancelled": "order-state-cancelled",
    "closed": "order-state-expired",
    "not_payable": "error-not-payable",
    "waiting": "order-state-waiting",
    "not_yours": "error-not-found",
    "private_only": "group-only-private",
    "ended": "notice-ended",
    "renew_now": "notice-renew-now",
    "renew_later": "notice-renew-later",
    "days": "format-days",
    "days_left": "subscription-left",
    "amount_differs": "notice-reason-other-sum",
    "stock": "button-admin-stock",
    "admin_menu": "button-admin-menu",
    "new_goods": "admin-stock-new",
    "import_goods": "button-admin-import",
    "in_stock_now": "admin-stock-total",
}
"""The whole text."""
TITLE = {
    "not_understood": "not-understood",
    "unknown_command": "unknown-command",
    "stopped": "cancel-done",
    "nothing_to_stop": "cancel-nothing",
    "declined": "terms-declined",
    "back_in_stock": "notice-back-in-stock",
    "is_closed": "order-closed-stars",
    "surplus": "payment-surplus",
    "money_back": "notice-surplus",
    "receipt_taken": "receipt-taken",
    "receipt_rejected": "notice-receipt-rejected",
    "my_data_html": "my-data-html",
    "erasure_goes": "erasure-goes",
    "erasure_asked": "erasure-asked",
    "erased": "erased",
    "paysupport_ask": "paysupport-ask",
    "support_ask": "support-ask",
    "support_taken": "support-passed-on",
    "serves": "status-serves",
}
"""Its first line."""
LABEL = {
    "terms_other": "button-other-language",
    "accept": "button-accept",
    "decline": "button-decline",
    "read_terms": "button-read-terms",
    "sold_out": "stock-sold-out",
    "show_order": "button-show-order",
    "continue_": "button-continue",
    "cancel": "button-give-up",
    "cancel_yes": "button-give-up-yes",
    "renew": "button-renew",
    "my_data": "button-my-data",
    "send_my_data": "button-send-my-data",
    "erase_me": "button-erase-me",
    "erase_yes": "button-erase-yes",
    "erase_no": "button-erase-no",
    "send_receipt": "button-send-receipt",
    "another_receipt": "button-another-receipt",
    "support": "button-support",
    "reply": "button-reply",
}
"""The text after the sign at its head."""
SENTENCE = {
    "home": "bot-short-description",
    "terms_first": "terms-remark-first",
    "terms_changed": "terms-remark-changed",
    "final": "confirm-final",
}
"""Its first sentence."""
BEFORE = {
    "confirm": "button-confirm",
    "reserved": "order-next-pending",
    "support_answer": "support-answer",
}
"""The text before its first value."""
AFTER = {
    "received": "order-paid",
    "running": "subscription-state-active",
}
"""The text behind the last value of its first line."""
LITERALLY = {
    "code": ("en", "zh"),
    "welcome": ("Welcome to OceanMart", "欢迎来到 云海Mart"),
    "terms_title": ("OceanMart Terms of Service", "云海Mart 服务条款"),
    "terms_end": ("6.6 ", "6.6 "),
    "privacy_title": ("Privacy Policy", "隐私政策"),
    "next": ("Next", "下一页"),
    "access": ("All access", "全站通行"),
    "stars": ("Pay ⭐", "付款 ⭐"),
    "transfer": ("Transfer ¥", "转账 ¥"),
    "pay": ("Pay ", "付款"),
    "from_delivery": ("from delivery", "从发货起算"),
    "emby_30": ("Emby 30", "Emby 30 天"),
    "access_30": ("All access 30", "全站通行 30 天"),
    "music_90": ("Music 90", "音乐 90 天"),
    "vault": ("Cloud vault 100 GB, 365 days", "云端保险箱 100 GB 365 天"),
    "one_link": ("All access 30", "全站通行 30 天"),
    "thanks_extended": (
        "Thank you! Order {}: your link stays the same and now runs longer.",
        "谢谢惠顾！订单 {}：链接不变，已延长。",
    ),
    "until": ("Ends on ", "到期："),
    "first_in_line": ("You are first in line", "您已排在首位"),
    "reminder": ("⏰ {} ends on {}, in {}.", "⏰ {} 将于 {}到期，还剩 {}。"),
    "day": ("{} day", "{} 天"),
    "payee": ("Bank of Nowhere 0000 1234", "无名银行 0000 1234"),
    "send_codes": ("Send the codes, one per line", "发送授权码，每行一个"),
    "edited": ("✏️ Edited:", "✏️ 已修改："),
}
OTHER = {
    "other_code": "code",
    "other_language": "language",
    "other_home": "home",
    "other_my_orders": "my_orders",
    "now_in_other": "now_in",
    "back_from_other": "terms_other",
    "other_title": "terms_title",
}
"""The same text in the other language."""
SIGN = re.compile(r"^[^\w{]+ ")
SENTENCE_END = re.compile(r"(?<=[.。])")
APART = " ·:：，,"


def expected(texts: Texts, place: int) -> dict[str, str]:
    """Everything that a language says."""

    def text(key: str) -> str:
        said = texts.plain(key, **dict.fromkeys(texts.variables(key), "{}"))
        return re.sub("<[^>]*>", "", said)

    def title(key: str) -> str:
        return text(key).partition("\n")[0]

    return {
        **{name: text(key) for name, key in WHOLE.items()},
        **{name: title(key) for name, key in TITLE.items()},
        **{name: SIGN.sub("", text(key)) for name, key in LABEL.items()},
        **{name: SENTENCE_END.split(title(key))[0] for name, key in SENTENCE.items()},
        **{name: SIGN.sub("", title(key)).partition("{}")[0].strip(APART) for name, key in BEFORE.items()},
        **{name: title(key).rpartition("{}")[2].strip(APART) for name, key in AFTER.items()},
        **{name: pair[place] for name, pair in LITERALLY.items()},
    }


def _both() -> tuple[SimpleNamespace, SimpleNamespace]:
    known = Translations(shop="{}")
    en, zh = (expected(known.for_language(one), place) for place, one in enumerate((Language.EN, Language.ZH)))
    others = [{name: far[of] for name, of in OTHER.items()} for far in (zh, en)]
    return SimpleNamespace(**en, **others[0]), SimpleNamespace(**zh, **others[1])


EN, ZH = _both()
BY_CODE = {"en": EN, "zh": ZH}
