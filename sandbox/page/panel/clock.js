// Why: the bot's own clock. Moving it shows in a minute what a bot does in a month: reminders, expiry, deadlines.

import * as api from '../core/api.js';
import { h, $, icon, add } from '../core/dom.js';
import { state, on, emit } from '../core/store.js';
import { toast, oops } from '../phone/sheet.js';
import { t, locale } from '../core/words.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const STEPS = [
  ['clock-hour', 'clock_hour', HOUR],
  ['clock-day', 'clock_day', DAY],
  ['clock-week', 'clock_week', 7 * DAY],
  ['clock-month', 'clock_month', 30 * DAY],
];
const UNITS = [
  ['days', DAY],
  ['hours', HOUR],
  ['minutes', 60],
];

const botTime = () => new Date(Date.now() + state.offset * 1000);

// The year only when it is not this one: the line must fit beside three buttons on a phone.
function written(date) {
  const year = date.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' };
  return new Intl.DateTimeFormat(locale(), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...year,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(date);
}

function distance(seconds) {
  let left = Math.round(Math.abs(seconds) / 60) * 60;
  const parts = [];
  for (const [word, size] of [
    ['d', DAY],
    ['hr', HOUR],
    ['min', 60],
  ]) {
    const n = Math.floor(left / size);
    left -= n * size;
    if (n) parts.push(t(word, { n }));
  }
  return parts.slice(0, 2).join(' ');
}

function offsetText() {
  const text = distance(state.offset);
  if (!text) return t('clock_same');
  return t(state.offset > 0 ? 'clock_ahead' : 'clock_behind', { t: text });
}

async function move(act) {
  try {
    const answer = await act();
    if (Number.isFinite(answer.offset_seconds)) state.offset = answer.offset_seconds;
    tick();
    toast(t('clock_moved', { t: written(botTime()) }));
  } catch (error) {
    oops(error);
  }
}

function open(yes) {
  $('clock').classList.toggle('open', yes);
  document.querySelector('[data-testid=clock-menu]')?.setAttribute('aria-expanded', String(yes));
  if (yes) emit('clock-shown');
}

function customForm() {
  const amount = h('input.field', {
    type: 'number',
    min: '1',
    max: '100000',
    step: '1',
    required: '',
    testid: 'clock-amount',
    'aria-label': t('clock_amount'),
  });
  amount.value = '3';
  const unit = h(
    'select.field',
    { testid: 'clock-unit', 'aria-label': t('clock_unit') },
    UNITS.map(([word, size]) => h('option', { value: String(size), 'data-unit': word }, t(word))),
  );
  return h(
    'form.clock-custom',
    {
      id: 'clock-custom',
      hidden: true,
      onsubmit: (e) => {
        e.preventDefault();
        const n = Number(amount.value);
        if (n >= 1) move(() => api.advanceClock(Math.round(n * Number(unit.value))));
      },
    },
    amount,
    unit,
    h('button.chip.strong', { type: 'submit', testid: 'clock-go' }, t('clock_go')),
  );
}

function draw() {
  const box = $('clock');
  box.setAttribute('aria-label', t('clock'));
  box.replaceChildren();
  const custom = customForm();
  const chip = (testid, label, act, extra) =>
    h('button.chip', { type: 'button', testid, onclick: act, ...extra }, label);
  add(box, [
    h(
      'button.clock-face',
      {
        type: 'button',
        testid: 'clock-menu',
        'aria-expanded': 'false',
        'aria-controls': 'clock-steps',
        onclick: () => open(!box.classList.contains('open')),
      },
      icon('clock'),
      h(
        'span.clock-about',
        null,
        h('span.clock-label', null, t('clock')),
        h('span.clock-time', { id: 'clock-time', testid: 'clock-time' }),
        h('span.clock-offset', { id: 'clock-offset', testid: 'clock-offset' }),
      ),
      icon('down'),
    ),
    h(
      'div.clock-steps',
      { id: 'clock-steps' },
      STEPS.map(([testid, word, seconds]) =>
        chip(testid, t(word), () => move(() => api.advanceClock(seconds))),
      ),
      chip(
        'clock-custom',
        t('clock_custom'),
        () => {
          custom.hidden = !custom.hidden;
          if (!custom.hidden) custom.querySelector('input').select();
        },
        { 'aria-controls': 'clock-custom' },
      ),
      chip('clock-now', t('clock_now'), () => move(api.resetClock)),
      custom,
    ),
  ]);
  tick();
}

function tick() {
  const face = $('clock-time');
  if (!face) return;
  const now = botTime();
  if (face.textContent !== written(now)) face.textContent = written(now);
  face.parentElement.title = now.toISOString();
  $('clock-offset').textContent = offsetText();
  $('clock').classList.toggle('moved', state.offset !== 0);
}

export function setUpClock() {
  draw();
  setInterval(tick, 1000);
  on('clock', tick);
  on('language', draw);
  document.addEventListener('click', (e) => {
    if (!$('clock').contains(e.target)) open(false);
  });
  document.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || !$('clock').classList.contains('open')) return;
    e.preventDefault();
    open(false);
  });
}
