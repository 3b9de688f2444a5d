// Why: everything that covers the chat for a moment: toasts, alerts, bottom sheets. They live inside the phone, so the panel stays usable.

import { h, icon, $, hasKeyboard } from '../core/dom.js';
import { t } from '../core/words.js';

export function toast(text, kind = '') {
  if (!text) return;
  const el = h(`div.toast${kind && `.${kind}`}`, { testid: 'toast' }, text);
  for (const old of $('toasts').children) if (old.textContent === text) old.remove();
  $('toasts').append(el);
  while ($('toasts').children.length > 2) $('toasts').firstChild.remove();
  setTimeout(() => el.classList.add('leaving'), 3600);
  setTimeout(() => el.remove(), 4000);
}

export const oops = (error) => toast(t('failed', { why: error.message || String(error) }), 'bad');

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // no permission or an old browser: the selection still works
    const area = h('textarea.offscreen', { readonly: '' });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  toast(t('copied'));
}

let current = null;

export function closeSheet() {
  if (!current) return;
  const { root, back, onclose } = current;
  current = null;
  root.remove();
  $('cover').hidden = true;
  for (const el of $('phone').children) el.inert = false;
  const next =
    back?.isConnected && back !== document.body
      ? back
      : hasKeyboard() && document.querySelector('.composer-input');
  if (next) next.focus({ preventScroll: true });
  onclose?.();
}

// The content decides what it looks like; the sheet brings the backdrop, the focus and Escape.
export function openSheet({ label, testid, kind = '', content, focus, onclose }) {
  closeSheet();
  const root = h(
    `div.sheet${kind && `.${kind}`}`,
    { role: 'dialog', 'aria-modal': 'true', 'aria-label': label, testid },
    content,
  );
  current = { root, back: document.activeElement, onclose };
  const cover = $('cover');
  cover.replaceChildren(root);
  cover.hidden = false;
  for (const el of $('phone').children) if (el !== cover && el.id !== 'toasts') el.inert = true;
  (focus || root.querySelector('input, button.main, button'))?.focus({ preventScroll: true });
  return root;
}

export const closeButton = (testid = 'sheet-close') =>
  h('button.round', { type: 'button', testid, label: t('close'), onclick: closeSheet }, icon('close'));

export function alertBox(text) {
  openSheet({
    label: text,
    testid: 'alert',
    kind: 'box',
    content: [
      h('p.box-text', null, text),
      h(
        'div.box-keys',
        null,
        h('button.main', { type: 'button', testid: 'alert-ok', onclick: closeSheet }, t('ok')),
      ),
    ],
  });
}

export function ask(title, detail, yes, act) {
  openSheet({
    label: title,
    testid: 'ask',
    kind: 'box',
    content: [
      h('h2', null, title),
      h('p.box-text.wrap', null, detail),
      h(
        'div.box-keys',
        null,
        h('button', { type: 'button', testid: 'ask-cancel', onclick: closeSheet }, t('cancel')),
        h(
          'button.main',
          {
            type: 'button',
            testid: 'ask-ok',
            onclick: () => {
              closeSheet();
              act();
            },
          },
          yes,
        ),
      ),
    ],
  });
}

export function setUpSheets() {
  $('cover').addEventListener('click', (e) => {
    if (e.target === e.currentTarget) closeSheet();
  });
  document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && current) {
      e.preventDefault();
      closeSheet();
    }
  });
}
