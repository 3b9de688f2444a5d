// Why: what the page knows, and who wants to hear when it changes. Modules read `state` and never each other.

export const state = {
  bot: { id: 0, first_name: '', username: '' },
  users: [],
  active: 0,
  offset: 0, // seconds between real time and the bot's clock
  chats: new Map(), // user id -> {messages: Map, commands, menu_button, description, loaded}
  unread: new Map(),
  drafts: new Map(),
  replying: new Map(), // user id -> message being answered
  pending: new Set(), // keys pressed and not answered yet: "message:data"
  online: true,
  faults: [], // what waits to go wrong
};

const listeners = new Map();

export function on(topics, fn) {
  for (const topic of topics.split(' ')) {
    if (!listeners.has(topic)) listeners.set(topic, []);
    listeners.get(topic).push(fn);
  }
}

export function emit(topic, value) {
  for (const fn of listeners.get(topic) || []) fn(value);
}

export const me = () => state.users.find((user) => user.id === state.active);

export function fullName(person) {
  if (!person) return '';
  return (
    person.title ||
    [person.first_name, person.last_name].filter(Boolean).join(' ') ||
    person.username ||
    String(person.id)
  );
}

export function chatOf(id) {
  if (!state.chats.has(id))
    state.chats.set(id, {
      messages: new Map(),
      commands: [],
      menu_button: null,
      description: '',
      loaded: false,
    });
  return state.chats.get(id);
}

export function messagesOf(id) {
  return [...chatOf(id).messages.values()]
    .filter((m) => !m.deleted)
    .sort((a, b) => a.message_id - b.message_id);
}

// When a message was written by the bot's clock: a month that was skipped shows between two messages.
export const writtenAt = (message) => message.business_date ?? message.date;

// In a private chat everything the person did not write comes from the bot.
export const isMine = (message, userId) => message.from?.id === userId && !message.successful_payment;

export function putMessage(chatId, message) {
  if (message.deleted) return dropMessages(chatId, [message.message_id]);
  chatOf(chatId).messages.set(message.message_id, message);
}

export function dropMessages(chatId, ids) {
  for (const id of ids) chatOf(chatId).messages.delete(id);
}

export function putChat(id, answer) {
  const chat = chatOf(id);
  chat.messages = new Map((answer.messages || []).filter((m) => !m.deleted).map((m) => [m.message_id, m]));
  chat.commands = answer.commands || [];
  chat.menu_button = answer.menu_button || null;
  chat.description = answer.description || '';
  chat.loaded = true;
}
