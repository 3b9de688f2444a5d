// Why: the checkout. It asks once, shows that the bot is being asked, and says plainly whether Stars were taken.

import * as api from '../core/api.js';
import { h, icon } from '../core/dom.js';
import { state, on, me } from '../core/store.js';
import { openSheet, closeSheet, closeButton } from './sheet.js';
import { t, price, stars } from '../core/words.js';

const line = (label, value, testid) => h('div.sum', null, h('span', null, label), h('span', { testid }, value));

function result(root, good, title, detail) {
  root.replaceChildren(
    h(
      `div.result.${good ? 'good' : 'bad'}`,
      { testid: 'pay-result', 'data-outcome': good ? 'paid' : 'declined', role: 'alert' },
      h('span.result-mark', null, icon(good ? 'check' : 'close')),
      h('h2', null, title),
      detail && h('p.wrap', null, detail),
    ),
    h(
      'button.main.wide',
      { type: 'button', testid: 'pay-done', onclick: closeSheet },
      t(good ? 'done' : 'close'),
    ),
  );
  root.querySelector('button').focus();
}

function checkout({ title, description, total_amount, currency }, act) {
  const user = me();
  const known = total_amount !== undefined;
  const cost = known ? price(total_amount, currency) : '⭐';
  const inStars = !currency || currency === 'XTR';
  const button = h(
    'button.main.wide',
    { type: 'button', testid: 'pay-confirm' },
    h('span', null, t('pay', { price: cost })),
  );
  const root = openSheet({
    label: t('checkout'),
    testid: 'pay-sheet',
    kind: 'checkout',
    focus: button,
    content: [
      h('div.sheet-head', null, h('h2', null, t('checkout')), closeButton('pay-close')),
      h('div.checkout-star', { 'aria-hidden': 'true' }, '⭐'),
      h('h3', { testid: 'pay-title' }, title),
      description && h('p.checkout-text', { dir: 'auto' }, description),
      h(
        'div.sums',
        null,
        known && line(t('total'), cost, 'pay-total'),
        inStars && user?.balance !== undefined && line(t('your_balance'), stars(user.balance), 'pay-balance'),
        inStars &&
          known &&
          user?.balance >= total_amount &&
          line(t('after'), stars(user.balance - total_amount)),
      ),
      button,
    ],
  });
  button.addEventListener('click', async () => {
    if (button.disabled) return;
    if (inStars && known && user?.balance < total_amount) return result(root, false, t('declined'), t('poor'));
    button.disabled = true;
    button.classList.add('busy');
    button.firstChild.textContent = t('paying');
    let answer;
    try {
      answer = await act();
    } catch (error) {
      answer = { outcome: 'declined', error_message: error.message };
    }
    if (!root.isConnected) return;
    if (answer.outcome === 'paid') result(root, true, t('paid'), known ? cost : '');
    else if (answer.outcome === 'timeout') result(root, false, t('declined'), t('timeout'));
    else
      result(
        root,
        false,
        t('declined'),
        answer.error_message === 'BALANCE_TOO_LOW' ? t('poor') : answer.error_message || '',
      );
  });
}

export function setUpInvoices() {
  on('pay', (message) => {
    const user = state.active;
    checkout(message.invoice || {}, () => api.pay(user, message.message_id));
  });
  on('pay-link', (link) => {
    const user = state.active;
    checkout({ title: t('link_invoice'), description: t('link_text') }, () => api.payLink(user, link));
  });
  on('switch', closeSheet);
}
