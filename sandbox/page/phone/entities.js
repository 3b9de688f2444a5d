// Why: Telegram sends plain text plus entities (offsets in UTF-16 units, which is how JavaScript counts too); this nests them into elements.

import { h } from '../core/dom.js';
import { t } from '../core/words.js';

const SAFE = /^(https?|tg|mailto|tel):/i;
const withScheme = (url) => (/^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`);

// `on` says what a tap does: on.command(text), on.link(url), on.copy(text), on.tip(text)
export function renderText(text, entities, on) {
  const list = (entities || [])
    .filter((e) => e.length > 0 && e.offset >= 0 && e.offset < text.length)
    .map((e) => ({ e, from: e.offset, to: Math.min(e.offset + e.length, text.length) }))
    .sort((a, b) => a.from - b.from || b.to - a.to || weight(a.e) - weight(b.e));
  const fragment = document.createDocumentFragment();
  fragment.append(...nest(text, 0, text.length, list, on));
  return fragment;
}

// Quotes and spoilers go outside, code inside, when two entities cover the same text.
const weight = ({ type }) =>
  /quote/.test(type) ? 0 : type === 'spoiler' ? 1 : type === 'code' || type === 'pre' ? 3 : 2;

function nest(text, from, to, list, on) {
  const nodes = [];
  let at = from;
  let rest = list;
  while (rest.length) {
    const [first, ...others] = rest;
    if (first.from > at) nodes.push(text.slice(at, first.from));
    const inside = [];
    const after = [];
    for (const item of others) {
      if (item.from >= first.to) {
        after.push(item);
        continue;
      }
      inside.push({ ...item, to: Math.min(item.to, first.to) });
      if (item.to > first.to) after.push({ ...item, from: first.to });
    }
    const content = nest(text, first.from, first.to, inside, on);
    nodes.push(wrap(first.e, content, text.slice(first.from, first.to), on));
    at = first.to;
    rest = after.sort((a, b) => a.from - b.from || b.to - a.to);
    if (/quote|^pre$/.test(first.e.type) && text[at] === '\n') {
      // a block ends its own line
      at += 1;
      rest = rest
        .map((item) => ({ ...item, from: Math.max(item.from, at) }))
        .filter((item) => item.to > item.from);
    }
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function link(url, content, on) {
  if (!SAFE.test(url)) return h('span', null, content);
  return h(
    'a.link',
    {
      href: url,
      target: '_blank',
      rel: 'noopener noreferrer',
      onclick: (e) => {
        e.preventDefault();
        on.link(url);
      },
    },
    content,
  );
}

function tappable(spec, label, tap, content) {
  const el = h(spec, { role: 'button', tabindex: '0', title: label }, content);
  el.addEventListener('click', (e) => tap(el, e));
  el.addEventListener('keydown', (e) => {
    if ((e.key === 'Enter' || e.key === ' ') && e.target === el) {
      e.preventDefault();
      tap(el, e);
    }
  });
  return el;
}

function spoiler(content) {
  const el = h(
    'span.spoiler',
    { role: 'button', tabindex: '0', title: t('spoiler'), 'aria-label': t('spoiler') },
    content,
  );
  const reveal = (event) => {
    if (el.classList.contains('shown')) return;
    event.preventDefault(); // the first tap only reveals: it must not follow a link that nobody could see
    event.stopPropagation();
    el.classList.add('shown');
    for (const name of ['role', 'tabindex', 'title', 'aria-label']) el.removeAttribute(name);
  };
  el.addEventListener('click', reveal, { capture: true });
  el.addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter' || event.key === ' ') reveal(event);
    },
    { capture: true },
  );
  return el;
}

function quote(content, expandable) {
  const body = h('div.quote-body', null, content);
  const el = h('blockquote.quote', { dir: 'auto' }, body);
  if (!expandable) return el;
  el.classList.add('folded');
  const more = h(
    'button.more',
    {
      type: 'button',
      'aria-expanded': 'false',
      onclick: () => {
        const folded = el.classList.toggle('folded');
        more.textContent = t(folded ? 'show_more' : 'show_less');
        more.setAttribute('aria-expanded', String(!folded));
      },
    },
    t('show_more'),
  );
  el.append(more);
  return el;
}

function wrap(entity, content, raw, on) {
  switch (entity.type) {
    case 'bold':
      return h('strong', null, content);
    case 'italic':
      return h('em', null, content);
    case 'underline':
      return h('u', null, content);
    case 'strikethrough':
      return h('s', null, content);
    case 'spoiler':
      return spoiler(content);
    case 'code':
      return tappable('code', t('tap_copy'), () => on.copy(raw), content);
    case 'pre':
      return h(
        'div.pre',
        null,
        h(
          'div.pre-head',
          null,
          h('span', null, entity.language || ''),
          h('button.more', { type: 'button', onclick: () => on.copy(raw) }, t('tap_copy')),
        ),
        h('pre', null, content),
      );
    case 'blockquote':
      return quote(content, false);
    case 'expandable_blockquote':
      return quote(content, true);
    case 'text_link':
      return link(entity.url || '', content, on);
    case 'url':
      return link(withScheme(raw), content, on);
    case 'email':
      return link(`mailto:${raw}`, content, on);
    case 'phone_number':
      return link(`tel:${raw.replace(/[^+\d]/g, '')}`, content, on);
    case 'mention':
      return link(`https://t.me/${raw.slice(1)}`, content, on);
    case 'text_mention':
      return link(`tg://user?id=${entity.user?.id || ''}`, content, on);
    case 'bot_command':
      return h('button.command', { type: 'button', onclick: () => on.command(raw) }, content);
    case 'hashtag':
    case 'cashtag':
      return h('span.tag', null, content);
    default:
      return h('span', null, content); // custom emoji and whatever comes next keep their text
  }
}
