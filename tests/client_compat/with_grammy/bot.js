// A client: grammY, which knows nothing of the sandbox but the address in its documented `apiRoot`.
"use strict";
const http = require("node:http");
const {
  Bot, GrammyError, HttpError, InlineKeyboard, InputFile, InputMediaBuilder, webhookCallback,
} = require("grammy");

const { TELEGRAM, TOKEN, PORT, SECRET } = process.env;
const MISSING = 999999;
// With a webhook, this client puts what is named here into its answer.
const canUseWebhookReply = (method) => method === "sendChatAction";
const bot = new Bot(TOKEN, { client: { apiRoot: TELEGRAM, canUseWebhookReply } });

function tell(saw, facts) {
  process.stdout.write(JSON.stringify({ saw, ...facts }) + "\n");
}

function refused(user, error) {
  if (!(error instanceof GrammyError || error instanceof HttpError)) throw error;
  const told = error instanceof GrammyError;
  tell("refused", {
    user,
    error: told ? `GrammyError ${error.error_code}` : error.name,
    words: told ? error.description : error.message,
    retry_after: error.parameters?.retry_after ?? null,
  });
}

// JavaScript counts text in UTF-16, as Telegram does.
function marked(text, entities, type) {
  const found = (entities ?? []).filter((entity) => entity.type === type);
  return found.map(({ offset, length }) => text.slice(offset, offset + length));
}

const fullName = (person) => [person.first_name, person.last_name].filter(Boolean).join(" ");
const labels = (message) => message.reply_markup.inline_keyboard.flat();

bot.command("start", async (ctx) => {
  const { from, chat, msg } = ctx;
  tell("start", {
    user: from.id,
    name: fullName(from),
    language: from.language_code ?? null,
    chat: chat.type,
    text: msg.text,
    marked: marked(msg.text, msg.entities, "bot_command"),
  });
  const keyboard = InlineKeyboard.from([
    [{ text: "Buy", callback_data: "buy", style: "success" }],
    [InlineKeyboard.url("Site", "https://example.com/")],
  ]);
  const text = `Hello 👋 <b>${from.first_name}</b>`;
  const sent = await ctx.reply(text, { parse_mode: "HTML", reply_markup: keyboard });
  tell("sent", {
    user: from.id,
    message: sent.message_id,
    text: sent.text,
    bold: marked(sent.text, sent.entities, "bold"),
    buttons: labels(sent).map((button) => button.text),
  });
});

bot.on("callback_query:data", async (ctx) => {
  const user = ctx.from.id;
  tell("press", { user, data: ctx.callbackQuery.data, under: ctx.msg.text, message: ctx.msg.message_id });
  const edited = await ctx.editMessageText("Chosen");
  tell("edited", { user, text: edited.text, is_dated: edited.edit_date !== undefined });
  await ctx.answerCallbackQuery({ text: "One moment", show_alert: true });
  await ctx.answerCallbackQuery("Again").catch((error) => refused(user, error));
  await invoice(user, { payload: "order-1" });
});

async function invoice(user, chosen = {}) {
  const prices = [{ label: "30 days", amount: 50 }];
  const asked = { title: "Pass", description: "A month", payload: "gone", currency: "XTR", prices, ...chosen };
  const sent = await bot.api.sendInvoice(
    user, asked.title, asked.description, asked.payload, asked.currency, asked.prices,
  );
  const pays = labels(sent).map((button) => button.pay === true);
  tell("invoice", { user, total: sent.invoice.total_amount, currency: sent.invoice.currency, pays });
}

bot.on("pre_checkout_query", async (ctx) => {
  const query = ctx.preCheckoutQuery;
  const { total_amount: total, currency, invoice_payload: payload } = query;
  tell("question", { user: query.from.id, total, currency, payload });
  if (payload === "gone") await ctx.answerPreCheckoutQuery(false, { error_message: "Sold out" });
  else await ctx.answerPreCheckoutQuery(true);
});

bot.on("msg:successful_payment", async (ctx) => {
  const payment = ctx.msg.successful_payment;
  tell("paid", {
    user: ctx.from.id,
    total: payment.total_amount,
    currency: payment.currency,
    payload: payment.invoice_payload,
    charge: payment.telegram_payment_charge_id,
  });
  const file = new InputFile(Buffer.from("CODE-1\n"), "编码.txt");
  const sent = await ctx.replyWithDocument(file, { caption: "<i>Yours</i>", parse_mode: "HTML" });
  const { file_name: name, file_size: size } = sent.document;
  tell("goods", { user: ctx.from.id, name, size, italic: marked(sent.caption, sent.caption_entities, "italic") });
});

bot.command("refund", async (ctx) => {
  const user = ctx.from.id;
  try {
    tell("refund", { user, done: await bot.api.refundStarPayment(user, ctx.match) });
  } catch (error) {
    refused(user, error);
  }
});

bot.on("msg:refunded_payment", async (ctx) => {
  const { total_amount: total, telegram_payment_charge_id: charge } = ctx.msg.refunded_payment;
  const { transactions } = await bot.api.getStarTransactions();
  const came = transactions.filter((entry) => entry.id === charge).map((entry) => entry.source !== undefined);
  tell("refunded", { user: ctx.from.id, total, charge, came });
});

bot.command("typing", (ctx) => ctx.replyWithChatAction("typing"));

bot.on("msg:document", async (ctx) => {
  const { file_name: name, mime_type: mime, file_size: size } = ctx.msg.document;
  const { file_path } = await ctx.getFile();
  const answer = await fetch(`${TELEGRAM}/file/bot${TOKEN}/${file_path}`);
  const content = Buffer.from(await answer.arrayBuffer()).toString("hex");
  tell("document", { user: ctx.from.id, name, mime, size, caption: ctx.msg.caption ?? null, content });
});

bot.on("my_chat_member", (ctx) => {
  tell("member", { user: ctx.from.id, status: ctx.myChatMember.new_chat_member.status });
});

// Do what must be refused, and tell in what words it was.
bot.command("try", async (ctx) => {
  const [trial, ...more] = ctx.match.split(" ");
  try {
    await TRIALS[trial](ctx, ...more);
    tell("done", { user: ctx.from.id });
  } catch (error) {
    refused(ctx.from.id, error);
  }
});

async function introduce(ctx) {
  const user = ctx.chat.id;
  const where = { scope: { type: "chat", chat_id: user }, language_code: "zh" };
  await bot.api.setMyCommands([{ command: "shop", description: "商店" }], where);
  await bot.api.setMyShortDescription("Short");
  const found = await bot.api.getMyCommands(where);
  tell("introduced", {
    user,
    commands: found.map((one) => [one.command, one.description]),
    short: (await bot.api.getMyShortDescription()).short_description,
    chat: (await ctx.getChat()).username,
    webhook: (await bot.api.getWebhookInfo()).url,
  });
}

async function replace(ctx) {
  const sent = await ctx.replyWithDocument(new InputFile(Buffer.from("CODE-1\n"), "old.txt"));
  const file = new InputFile(Buffer.from("CODE-2\n"), "新.txt");
  const media = InputMediaBuilder.document(file, { caption: "new" });
  const edited = await bot.api.editMessageMedia(ctx.chat.id, sent.message_id, media);
  tell("replaced", { user: ctx.chat.id, name: edited.document.file_name, caption: edited.caption });
}

async function unchanged(ctx) {
  const sent = await ctx.reply("same");
  await bot.api.editMessageText(ctx.chat.id, sent.message_id, "same");
}

const single = (action) => ({ reply_markup: { inline_keyboard: [[{ text: "A", ...action }]] } });
const priced = (...amounts) => ({ prices: amounts.map((amount) => ({ label: "x", amount })) });

const TRIALS = {
  "to": (_, user) => bot.api.sendMessage(Number(user), "Hi"),
  "introduce": introduce,
  "replace": replace,
  "decline": (ctx) => invoice(ctx.chat.id),
  "unchanged": unchanged,
  "unknown-query": () => bot.api.answerCallbackQuery("1"),
  "edit-missing": (ctx) => bot.api.editMessageText(ctx.chat.id, MISSING, "x"),
  "edit-theirs": (ctx) => bot.api.editMessageText(ctx.chat.id, ctx.msg.message_id, "x"),
  "delete-missing": (ctx) => bot.api.deleteMessage(ctx.chat.id, MISSING),
  "reply-missing": (ctx) => ctx.reply("x", { reply_parameters: { message_id: MISSING } }),
  "empty": (ctx) => ctx.reply(""),
  "long": (ctx) => ctx.reply("x".repeat(4097)),
  "long-caption": (ctx) => ctx.replyWithDocument(new InputFile(Buffer.from("x"), "x"), { caption: "x".repeat(1025) }),
  "broken-markup": (ctx) => ctx.reply("<oops>", { parse_mode: "HTML" }),
  "no-title": (ctx) => invoice(ctx.chat.id, { title: "" }),
  "no-reason": () => bot.api.answerPreCheckoutQuery("1", false),
  "idle-button": (ctx) => ctx.reply("x", single({})),
  "long-data": (ctx) => ctx.reply("x", single({ callback_data: "x".repeat(65) })),
  "two-prices": (ctx) => invoice(ctx.chat.id, priced(1, 1)),
  "free": (ctx) => invoice(ctx.chat.id, priced(0)),
  "long-payload": (ctx) => invoice(ctx.chat.id, { payload: "x".repeat(129) }),
  "unknown-file": (ctx) => ctx.replyWithDocument("nonsense"),
  "unknown-path": () => bot.api.getFile("nonsense"),
};

bot.catch(({ error }) => tell("mistake", { words: String(error) }));

async function main() {
  await bot.init();
  const { id, first_name: name, username } = bot.botInfo;
  const ready = () => tell("ready", { user: id, name, username });
  if (PORT === undefined) {
    await bot.start({ onStart: ready });
  } else {
    const hook = webhookCallback(bot, "http", { secretToken: SECRET });
    http.createServer(hook).listen(Number(PORT), "127.0.0.1");
    await bot.api.setWebhook(`http://127.0.0.1:${PORT}/hook`, { secret_token: SECRET });
    ready();
  }
}

main().catch((error) => refused(null, error));
