// Why: the list of messages and the bar above it. Only what changed is drawn again, and reading further up is never disturbed.

import { h, $, icon, avatar, add } from '../core/dom.js';
import { state, on, me, chatOf, messagesOf, isMine, writtenAt } from '../core/store.js';
import { bubble } from './bubble.js';
import { t, day, dayKey, stars } from '../core/words.js';

const drawn = new Map(); // key -> {node, sign}
let shownChat = 0;
let shownWhole = false;

const nearEnd = () => {
  const log = $('log');
  return log.scrollHeight - log.scrollTop - log.clientHeight < 120;
};

// True while the reader wants to see what comes next: until they scroll up, and again when they are back at the end.
let following = true;
let lastTop = 0;

export function toEnd(smooth) {
  const log = $('log');
  following = true;
  log.scrollTo({
    top: log.scrollHeight,
    behavior: smooth && !matchMedia('(prefers-reduced-motion: reduce)').matches ? 'smooth' : 'instant',
  });
}

function welcome() {
  const chat = chatOf(state.active);
  const description = chat.description || state.bot.description;
  return h(
    'div.welcome',
    { testid: 'welcome' },
    avatar(state.bot.id, state.bot.first_name || '?'),
    description
      ? [h('strong', null, t('about')), h('p', { dir: 'auto', testid: 'description' }, description)]
      : [h('strong', null, t('empty')), h('p', null, t('empty_more'))],
  );
}

// What decides how a message looks: its data, the page's language and the keys that wait.
function sign(message) {
  const waiting = [...state.pending].filter((name) =>
    name.startsWith(`${state.active}:${message.message_id}:`),
  );
  return JSON.stringify([message, waiting]);
}

function wanted() {
  const list = [];
  let last = '';
  let chips = 0;
  for (const message of messagesOf(state.active)) {
    const today = dayKey(writtenAt(message));
    if (today !== last)
      list.push({
        key: `day ${today} ${chips++}`,
        sign: '',
        make: () => h('div.service.day', null, h('span', null, day(writtenAt(message)))),
      });
    last = today;
    list.push({
      key: message.message_id,
      sign: sign(message),
      make: () => bubble(message),
      mine: isMine(message, state.active),
    });
  }
  if (!list.length && chatOf(state.active).loaded)
    list.push({
      key: 'welcome',
      sign: JSON.stringify([state.bot, chatOf(state.active).description]),
      make: welcome,
    });
  return list;
}

function swap(old, node) {
  const focused = old.contains(document.activeElement)
    ? [...old.querySelectorAll('button, a')].indexOf(document.activeElement)
    : -1;
  old.replaceWith(node);
  if (focused < 0) return;
  const places = node.querySelectorAll('button, a');
  (places[Math.min(focused, places.length - 1)] || $('log')).focus({ preventScroll: true });
}

function draw() {
  const log = $('log');
  const first = shownChat !== state.active;
  if (first) {
    log.replaceChildren();
    drawn.clear();
    shownChat = state.active;
    shownWhole = false;
  }
  const opening = !shownWhole; // until the whole history was drawn once: nobody wants to see it fly past
  shownWhole = chatOf(state.active).loaded;
  const stick = first || following;
  const list = wanted();
  const keep = new Set(list.map((item) => item.key));
  for (const [key, { node }] of drawn)
    if (!keep.has(key)) {
      node.remove();
      drawn.delete(key);
    }
  let cursor = log.firstChild;
  let arrived = null;
  for (const item of list) {
    const known = drawn.get(item.key);
    if (known && known.sign !== item.sign) {
      const node = item.make();
      swap(known.node, node);
      if (cursor === known.node) cursor = node;
      drawn.set(item.key, { node, sign: item.sign });
    } else if (!known) {
      const node = item.make();
      if (!opening) node.classList.add('arriving');
      drawn.set(item.key, { node, sign: item.sign });
      arrived = item;
    }
    const { node } = drawn.get(item.key);
    if (node === cursor) cursor = cursor.nextSibling;
    else log.insertBefore(node, cursor);
  }
  if (stick || arrived?.mine) toEnd(!opening);
  else if (arrived) $('down').classList.add('news');
  moveDown();
}

function scrolled() {
  const { scrollTop } = $('log');
  if (nearEnd()) following = true;
  else if (scrollTop < lastTop) following = false; // a smooth scroll towards the end only ever grows
  lastTop = scrollTop;
  moveDown();
}

function moveDown() {
  const away = !nearEnd() && !following;
  $('down').hidden = !away;
  if (!away) $('down').classList.remove('news');
}

let busyUntil = 0;
let quiet = null;

function status(user) {
  if (!state.online) return t('lost');
  if (user?.blocked) return t('blocked_short');
  return busyUntil > Date.now() ? t('typing') : `@${state.bot.username || t('bot')}`;
}

// A chat action lasts five seconds, or until the bot writes.
function bustle(until) {
  busyUntil = until;
  clearTimeout(quiet);
  if (until) quiet = setTimeout(drawBar, 5100);
  drawBar();
}

function drawBar() {
  const user = me();
  const { bot } = state;
  $('bar').replaceChildren();
  add($('bar'), [
    avatar(bot.id, bot.first_name || '?'),
    h(
      'div.bar-name',
      null,
      h('strong', { testid: 'bot-name' }, bot.first_name || bot.username || t('bot')),
      h(`span${busyUntil > Date.now() ? '.busy' : ''}`, null, status(user)),
    ),
    user?.balance !== undefined &&
      h(
        'span.balance',
        {
          testid: 'balance',
          role: 'img',
          label: t('balance', { n: user.balance }),
          'data-balance': user.balance,
        },
        stars(user.balance),
      ),
  ]);
  $('bar').classList.toggle('offline', !state.online);
  document.title = bot.first_name ? `${bot.first_name} · ${t('title')}` : t('title');
}

export function setUpChat() {
  $('down').append(icon('down'));
  $('down').addEventListener('click', () => toEnd(true));
  $('log').addEventListener('scroll', scrolled, { passive: true });
  $('log').addEventListener(
    'load',
    () => {
      if (following) toEnd();
    },
    { capture: true },
  ); // a photo that arrives makes the list longer
  new ResizeObserver(() => {
    if (following) toEnd();
  }).observe($('log'));
  on('chat', (id) => {
    if (id !== state.active) return;
    draw();
    if (busyUntil) bustle(0);
  });
  on('switch', () => {
    draw();
    bustle(0);
  });
  on('action', (event) => {
    if (event.chat_id === state.active) bustle(Date.now() + 5000);
  });
  on('users online', drawBar);
  on('language', () => {
    drawn.clear();
    $('log').replaceChildren();
    shownChat = 0;
    draw();
    drawBar();
  });
}
