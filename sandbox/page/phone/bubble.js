// Why: one message as one element: text, photo, document, invoice or a service line, with its time and its keyboard.

import { h, icon } from '../core/dom.js';
import { fileUrl } from '../core/api.js';
import { state, emit, fullName, isMine, me, writtenAt } from '../core/store.js';
import { renderText } from './entities.js';
import { keyboard } from './keyboard.js';
import { t, hhmm, price, fileSize } from '../core/words.js';
import { copy, openSheet, closeSheet } from './sheet.js';
import { openLink, sendText } from './links.js';

const taps = { copy, link: openLink, command: (command) => sendText(command) };

const rich = (text, entities) =>
  h('div.text', { dir: 'auto', testid: 'text' }, renderText(text, entities, taps));

export function summary(message) {
  return (
    message.text ||
    message.caption ||
    message.invoice?.title ||
    (message.photo && t('photo')) ||
    message.document?.file_name ||
    serviceText(message) ||
    t('file')
  );
}

function showPhoto(url, alt) {
  openSheet({
    label: alt,
    testid: 'photo-view',
    kind: 'photo-view',
    content: h(
      'button.photo-big',
      { type: 'button', label: t('close'), onclick: closeSheet },
      h('img', { src: url, alt }),
    ),
  });
}

function photo(message) {
  const best = message.photo.reduce((a, b) => ((b.width || 0) >= (a.width || 0) ? b : a));
  const url = fileUrl(best.file_id);
  const alt = message.caption || t('photo');
  const img = h('img', { src: url, alt, testid: 'photo' });
  if (best.width > 1 && best.height > 1) img.style.aspectRatio = `${best.width} / ${best.height}`;
  return h('button.photo', { type: 'button', label: t('photo'), onclick: () => showPhoto(url, alt) }, img);
}

function documentRow({ file_id, file_name, file_size }) {
  const name = file_name || t('file');
  const kind = (name.match(/\.([a-z0-9]{1,4})$/i) || [])[1];
  return h(
    'a.document',
    { href: fileUrl(file_id), download: name, testid: 'document', label: t('download', { name }) },
    h('span.document-icon', null, kind ? kind.toUpperCase() : icon('file')),
    h(
      'span.document-about',
      null,
      h('span.document-name', null, name),
      h('span.document-size', null, fileSize(file_size), icon('save')),
    ),
  );
}

function invoice({ title, description, total_amount, currency }) {
  return h(
    'div.invoice',
    { testid: 'invoice' },
    h(
      'div.invoice-top',
      null,
      h('span.invoice-tag', null, t('invoice')),
      h('span.invoice-price', null, price(total_amount, currency)),
    ),
    h('strong.invoice-title', null, title),
    h('div.text', { dir: 'auto' }, description),
  );
}

function replyQuote(message) {
  const to = message.reply_to_message;
  if (!to) return null;
  const who = isMine(to, state.active) ? fullName(me()) : fullName(to.from || state.bot);
  return h(
    'button.reply-quote',
    {
      type: 'button',
      onclick: () => {
        const el = document.querySelector(`[data-message-id="${Number(to.message_id)}"]`);
        el?.scrollIntoView({ block: 'center', behavior: 'smooth' });
        el?.classList.add('flash');
        setTimeout(() => el?.classList.remove('flash'), 1200);
      },
    },
    h('strong', null, who),
    h('span', null, summary(to)),
  );
}

function forwardLine(message) {
  const from = message.forward_origin;
  if (!from && !message.forward_from) return null;
  const name =
    from?.sender_user_name ||
    fullName(from?.sender_user || from?.sender_chat || from?.chat || message.forward_from);
  return h('div.forwarded', null, t('forwarded', { name }));
}

function serviceText(message) {
  const paid = message.successful_payment;
  if (paid) {
    const title = [...(state.chats.get(state.active)?.messages.values() || [])].find(
      (m) => m.message_id === message.reply_to_message?.message_id,
    )?.invoice?.title;
    const values = { price: price(paid.total_amount, paid.currency), title };
    return title ? t('you_paid_for', values) : t('you_paid', values);
  }
  if (message.refunded_payment)
    return t('refunded', {
      price: price(message.refunded_payment.total_amount, message.refunded_payment.currency),
    });
  if (message.pinned_message) return t('pinned');
  return null;
}

function body(message) {
  const parts = [];
  if (message.photo?.length) parts.push(photo(message));
  else if (message.document) parts.push(documentRow(message.document));
  else if (message.invoice) parts.push(invoice(message.invoice));
  if (message.text !== undefined) parts.push(rich(message.text, message.entities));
  if (message.caption) parts.push(rich(message.caption, message.caption_entities));
  if (!parts.length) {
    const known = new Set([
      'message_id',
      'from',
      'chat',
      'date',
      'edit_date',
      'reply_markup',
      'outgoing',
      'edited',
      'deleted',
      'reply_to_message',
    ]);
    parts.push(
      h(
        'div.text.muted',
        null,
        t('unsupported', { kind: Object.keys(message).find((name) => !known.has(name)) || '?' }),
      ),
    );
  }
  return parts;
}

function meta(message, mine) {
  return h(
    'span.meta',
    null,
    (message.edited || message.edit_date) && h('span.edited', { testid: 'edited' }, t('edited')),
    h('time', { datetime: new Date(writtenAt(message) * 1000).toISOString() }, hhmm(writtenAt(message))),
    mine && icon('ticks'),
  );
}

export function bubble(message) {
  const id = message.message_id;
  const service = serviceText(message);
  if (service) return h('div.service', { 'data-message-id': id, testid: 'service' }, h('span', null, service));
  const mine = isMine(message, state.active);
  const kind = message.photo?.length
    ? '.has-photo'
    : message.document
      ? '.has-file'
      : message.invoice
        ? '.has-invoice'
        : '';
  const answer = h(
    'button.round.reply',
    {
      type: 'button',
      testid: 'reply',
      label: t('reply'),
      onclick: () => {
        state.replying.set(state.active, message);
        emit('replying');
      },
    },
    icon('reply'),
  );
  const keys = keyboard(message);
  return h(
    `div.message.${mine ? 'out' : 'in'}${keys ? '.with-keys' : ''}`,
    { 'data-message-id': id, testid: 'message' },
    h(
      'div.line',
      null,
      h(
        `div.bubble${kind}`,
        null,
        forwardLine(message),
        replyQuote(message),
        body(message),
        meta(message, mine),
      ),
      answer,
    ),
    keys,
  );
}
