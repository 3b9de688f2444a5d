// Why: what stands below the chat: the composer, or Start in an empty chat, or Restart when the bot is blocked.

import * as api from '../core/api.js';
import { h, $, add } from '../core/dom.js';
import { state, on, me, chatOf, messagesOf } from '../core/store.js';
import { composer, settleComposer, focusInput } from './composer.js';
import { closeCommands } from './commands.js';
import { offeredKeys } from './answering.js';
import { oops } from './sheet.js';
import { sendText } from './links.js';
import { t } from '../core/words.js';

const payload = new URLSearchParams(location.search).get('start');
const start = () => sendText(payload ? `/start ${payload}` : '/start');

async function restart() {
  try {
    await api.block(state.active, false);
    await start();
  } catch (error) {
    oops(error);
  }
}

let drawnAs = '';
function draw(force) {
  const user = me();
  const chat = chatOf(state.active);
  if (!user || !chat.loaded) return;
  const mode = user.blocked ? 'restart' : messagesOf(state.active).length ? 'write' : 'start';
  const as = JSON.stringify([mode, state.active, state.replying.get(state.active)?.message_id, offeredKeys()]);
  if (!force && as === drawnAs) {
    // never replace the field under someone's fingers
    if (mode === 'write') settleComposer();
    return;
  }
  drawnAs = as;
  const focused = $('foot').contains(document.activeElement);
  $('foot').replaceChildren();
  if (mode === 'write') {
    add($('foot'), composer());
    settleComposer();
    if (focused) focusInput();
    return;
  }
  const label = mode === 'start' ? t('start') : t('restart');
  const button = h(
    'button.main.wide.start',
    { type: 'button', testid: mode, onclick: mode === 'start' ? start : restart },
    label,
  );
  $('foot').append(button);
  if (focused) button.focus();
}

export function setUpFoot() {
  on('chat', (id) => {
    if (id === state.active) draw();
  });
  on('users', () => draw());
  on('switch', () => {
    closeCommands();
    drawnAs = '';
    draw();
  });
  on('replying', () => {
    draw();
    if (state.replying.has(state.active)) document.querySelector('.composer-input')?.focus();
  });
  on('language', () => draw(true));
}
