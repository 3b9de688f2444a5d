// Why: inline keyboards. A key spins until the bot answers it, then the answer shows as a toast, an alert or a link.

import * as api from '../core/api.js';
import { h, icon } from '../core/dom.js';
import { state, emit } from '../core/store.js';
import { t, price } from '../core/words.js';
import { toast, alertBox, copy, oops } from './sheet.js';
import { openLink } from './links.js';

const pendingName = (message, button) => `${state.active}:${message.message_id}:${button.callback_data}`;

async function pressCallback(message, button) {
  const name = pendingName(message, button);
  if (state.pending.has(name)) return;
  const user = state.active;
  state.pending.add(name);
  emit('chat', user);
  try {
    const { answer } = await api.press(user, message.message_id, button.callback_data);
    if (user !== state.active) return;
    if (answer === null) toast(t('no_answer'), 'bad');
    else if (answer?.url) openLink(answer.url);
    else if (answer?.text && answer.show_alert) alertBox(answer.text);
    else if (answer?.text) toast(answer.text);
  } catch (error) {
    oops(error);
  } finally {
    state.pending.delete(name);
    emit('chat', user);
  }
}

function tap(message, button) {
  if (button.callback_data !== undefined) return pressCallback(message, button);
  if (button.pay) return emit('pay', message);
  if (button.copy_text) return copy(button.copy_text.text);
  if (button.url) return openLink(button.url);
  if (button.login_url) return openLink(button.login_url.url);
  return toast(t('key_here'));
}

const mark = (button) => (button.url || button.login_url ? 'link' : button.copy_text ? 'copy' : null);
const STYLES = new Set(['danger', 'success', 'primary']);

// Telegram writes its own Pay button in the reader's language, and shows XTR as a star in the bot's.
function payLabel(text, { total_amount, currency }) {
  if (text.replace(/[\s\ufe0f]/g, '') === `Pay⭐${total_amount}`)
    return t('pay', { price: price(total_amount, currency) });
  return text.replace(/XTR/g, '⭐');
}

function key(message, button) {
  const waiting = button.callback_data !== undefined && state.pending.has(pendingName(message, button));
  const style = STYLES.has(button.style) ? `.${button.style}` : button.pay ? '.primary' : '';
  const label = button.pay && message.invoice ? payLabel(button.text, message.invoice) : button.text;
  const sign = mark(button);
  return h(
    `button.key${style}${waiting ? '.waiting' : ''}`,
    {
      type: 'button',
      testid: 'key',
      'aria-busy': waiting ? 'true' : null,
      'data-callback': button.callback_data,
      'data-style': button.style,
      title: button.url || (button.copy_text && t('tap_copy')) || null,
      onclick: () => tap(message, button),
    },
    h('span.key-text', null, label),
    sign && icon(sign),
  );
}

export function keyboard(message) {
  let rows = message.reply_markup?.inline_keyboard || [];
  if (message.invoice && !rows.length) {
    const { total_amount, currency } = message.invoice;
    rows = [[{ text: t('pay', { price: price(total_amount, currency) }), pay: true }]];
  }
  if (!rows.length) return null;
  return h(
    'div.keys',
    null,
    rows.map((row) =>
      h(
        'div.keys-row',
        null,
        row.map((button) => key(message, button)),
      ),
    ),
  );
}
