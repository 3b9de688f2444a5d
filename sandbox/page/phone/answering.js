// Why: what stands around the text field: the message being answered, and the keys a bot may offer below it.

import { h, icon } from '../core/dom.js';
import { state, emit, me, messagesOf, fullName, isMine } from '../core/store.js';
import { summary } from './bubble.js';
import { sendText } from './links.js';
import { t } from '../core/words.js';

export function stopAnswering() {
  if (!state.replying.delete(state.active)) return false;
  emit('replying');
  return true;
}

export function replyLine() {
  const to = state.replying.get(state.active);
  if (!to) return null;
  const name = isMine(to, state.active) ? fullName(me()) : fullName(to.from || state.bot);
  return h(
    'div.replying',
    { testid: 'replying' },
    icon('reply'),
    h('div', null, h('strong', null, t('reply_to', { name })), h('span', null, summary(to))),
    h(
      'button.round',
      {
        type: 'button',
        testid: 'reply-cancel',
        label: t('cancel'),
        onclick: stopAnswering,
      },
      icon('close'),
    ),
  );
}

const replyMarkup = (message) => message?.reply_keyboard || message?.reply_markup;

// The keyboard a bot may put in the composer's place (ReplyKeyboardMarkup): the last one sent counts.
const lastKeyboard = () =>
  messagesOf(state.active)
    .reverse()
    .find((m) => replyMarkup(m)?.keyboard || replyMarkup(m)?.remove_keyboard);

export const offeredKeys = () => replyMarkup(lastKeyboard());

export function replyKeys() {
  const rows = offeredKeys()?.keyboard;
  return (
    rows &&
    h(
      'div.keys.reply-keys',
      null,
      rows.map((row) =>
        h(
          'div.keys-row',
          null,
          row.map((key) => {
            const text = typeof key === 'string' ? key : key.text;
            return h(
              'button.key',
              { type: 'button', testid: 'reply-key', onclick: () => sendText(text) },
              text,
            );
          }),
        ),
      ),
    )
  );
}
