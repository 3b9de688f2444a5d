"""The Bot API methods that the sandbox knows, one line each.

A new method is a function in the family where it belongs and a line here; nothing is registered by import magic.
"""

from collections.abc import Awaitable, Callable

from sandbox.api.params import Params
from sandbox.methods import chats, commands, invoices, queries, stars, texts, updates
from sandbox.methods.messages import copies, deletion, edits, sending
from sandbox.world import World

Method = Callable[[World, Params], Awaitable[object]]

METHODS: dict[str, Method] = {
    # Receiving updates
    "getUpdates": updates.get_updates,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    # Sending
    "sendMessage": sending.send_message,
    "sendPhoto": sending.sending("photo"),
    "sendDocument": sending.sending("document"),
    "sendVideo": sending.sending("video"),
    "sendAnimation": sending.sending("animation"),
    "sendAudio": sending.sending("audio"),
    "sendVoice": sending.sending("voice"),
    "sendVideoNote": sending.sending("video_note"),
    "sendSticker": sending.sending("sticker"),
    "sendChatAction": sending.send_chat_action,
    "copyMessage": copies.copy_message,
    "forwardMessage": copies.forward_message,
    # Changing what was sent
    "editMessageText": edits.edit_message_text,
    "editMessageCaption": edits.edit_message_caption,
    "editMessageMedia": edits.edit_message_media,
    "editMessageReplyMarkup": edits.edit_message_reply_markup,
    "deleteMessage": deletion.delete_message,
    "deleteMessages": deletion.delete_messages,
    # Answering
    "answerCallbackQuery": queries.answer_callback_query,
    "answerPreCheckoutQuery": queries.answer_pre_checkout_query,
    # Money
    "sendInvoice": invoices.send_invoice,
    "createInvoiceLink": invoices.create_invoice_link,
    "refundStarPayment": stars.refund_star_payment,
    "getStarTransactions": stars.get_star_transactions,
    "getMyStarBalance": stars.get_my_star_balance,
    # Chats, files
    "getChat": chats.get_chat,
    "getChatMember": chats.get_chat_member,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "getFile": chats.get_file,
    # The bot about itself
    "getMe": texts.get_me,
    "setMyName": texts.set_my_name,
    "getMyName": texts.get_my_name,
    "setMyDescription": texts.set_my_description,
    "getMyDescription": texts.get_my_description,
    "setMyShortDescription": texts.set_my_short_description,
    "getMyShortDescription": texts.get_my_short_description,
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.get_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    "setChatMenuButton": commands.set_chat_menu_button,
    "getChatMenuButton": commands.get_chat_menu_button,
}

BY_LOWER_NAME = {name.lower(): (name, method) for name, method in METHODS.items()}
