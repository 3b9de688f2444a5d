// Why: keeps the store true. One long poll brings every change; after a gap or a restart everything is read again.

import * as api from './api.js';
import { state, emit, chatOf, putChat, putMessage, dropMessages } from './store.js';

let seq = 0;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

export async function loadState() {
  const answer = await api.getState();
  state.bot = answer.bot || state.bot;
  state.users = (answer.users || []).filter((user) => user.id > 0 && !user.is_bot);
  state.offset = answer.clock?.offset_seconds || 0;
  if (!state.users.some((user) => user.id === state.active)) state.active = state.users[0]?.id || 0;
  emit('users');
  emit('clock');
  return answer.seq || 0;
}

export async function loadChat(id) {
  if (!id) return;
  try {
    putChat(id, await api.getChat(id));
  } catch {
    putChat(id, {}); // a person who never wrote has no chat yet
  }
  emit('chat', id);
}

async function loadAll() {
  seq = await loadState();
  state.faults = (await api.getFaults()).faults || [];
  emit('faults');
  for (const [id, chat] of state.chats) if (id !== state.active) chat.loaded = false;
  await loadChat(state.active);
}

export async function switchTo(id) {
  if (id === state.active) return;
  state.active = id;
  state.unread.delete(id);
  emit('switch');
  emit('users');
  if (chatOf(id).loaded) emit('chat', id);
  else await loadChat(id);
}

let stateWanted = false;
async function refreshState() {
  if (stateWanted) return;
  stateWanted = true;
  await pause(60);
  stateWanted = false;
  await loadState().catch(() => {});
}

function countUnread(event) {
  const { chat_id: id, message } = event;
  if (id === state.active || id < 0 || message?.from?.id === id) return;
  state.unread.set(id, (state.unread.get(id) || 0) + 1);
  emit('users');
}

async function apply(event) {
  const id = event.chat_id;
  switch (event.kind) {
    case 'message':
    case 'edit':
      if (event.kind === 'message') countUnread(event);
      if (!state.chats.get(id)?.loaded) return;
      if (event.message?.message_id) {
        putMessage(id, event.message);
        emit('chat', id);
      } else await loadChat(id);
      return;
    case 'delete':
      if (!state.chats.get(id)?.loaded) return;
      if (event.message_id || event.message_ids) {
        dropMessages(id, event.message_ids || [event.message_id]);
        emit('chat', id);
      } else await loadChat(id);
      return;
    case 'clock':
      if (Number.isFinite(event.offset_seconds)) {
        state.offset = event.offset_seconds;
        emit('clock');
      } else refreshState();
      return;
    case 'commands':
      for (const [other, chat] of state.chats) if (other !== state.active) chat.loaded = false;
      await loadChat(state.active);
      refreshState();
      return;
    case 'user':
    case 'refund':
      refreshState();
      return;
    case 'action':
      emit('action', event);
      return;
    case 'faults':
      state.faults = event.faults;
      emit('faults');
      return;
    case 'reset':
      state.unread.clear();
      emit('reset');
      await loadAll();
  }
}

function online(yes) {
  if (state.online === yes) return;
  state.online = yes;
  emit('online');
}

export async function run() {
  let fresh = true;
  for (;;) {
    try {
      if (fresh) {
        emit('reset');
        await loadAll();
        fresh = false;
      }
      online(true);
      const answer = await api.getEvents(seq);
      if (answer.seq < seq) {
        fresh = true;
        continue;
      }
      seq = answer.seq;
      for (const event of answer.events || []) await apply(event);
      if (answer.events?.length) emit('activity');
    } catch {
      online(false);
      fresh = true;
      await pause(1500);
    }
  }
}
