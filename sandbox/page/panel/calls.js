// Why: bot authors want to see what their bot really asked for, and which calls do not fit the published Bot API.

import * as api from '../core/api.js';
import { h, $, icon, add } from '../core/dom.js';
import { on, emit } from '../core/store.js';
import { t } from '../core/words.js';

const KEEP = 200;
let since = 0;
let calls = [];
let onlyProblems = false;
let timer = null;
let busy = false;

const bad = (call) => call.error || call.problems?.length || call.status >= 400;
const shown = (call) => (onlyProblems ? bad(call) : bad(call) || call.method?.toLowerCase() !== 'getupdates');
const words = (problem) =>
  typeof problem === 'string' ? problem : problem?.message || JSON.stringify(problem);

async function read() {
  if (busy) return;
  busy = true;
  try {
    const answer = await api.getCalls(since);
    const fresh = answer.calls || [];
    if (fresh.length) {
      since = Math.max(since, ...fresh.map((call) => call.n));
      calls = [...calls, ...fresh.filter((call) => !calls.some((known) => known.n === call.n))].slice(-KEEP);
      draw();
    }
  } catch {
    /* the long poll says when the sandbox is away */
  } finally {
    busy = false;
  }
}

function row(call) {
  const time = call.at ? new Date(typeof call.at === 'number' ? call.at * 1000 : call.at) : null;
  return h(
    `details.call${bad(call) ? '.bad' : ''}`,
    { 'data-n': call.n, testid: 'call' },
    h(
      'summary',
      null,
      h('span.call-status', null, String(call.status ?? '')),
      h('span.call-method', null, call.method),
      time && !Number.isNaN(time.getTime()) && h('time', null, time.toTimeString().slice(0, 8)),
      call.fault && h('span.call-fault', null, t('call_fault', { name: t(`fault_${call.fault}`) })),
      (call.problems || []).map((problem) => h('span.call-problem', null, words(problem))),
      call.error &&
        h('span.call-problem', null, typeof call.error === 'string' ? call.error : JSON.stringify(call.error)),
      call.unknown?.length > 0 &&
        h('span.call-unknown', null, t('calls_unknown', { names: call.unknown.join(', ') })),
    ),
    h('pre', null, JSON.stringify(call.params ?? {}, null, 2)),
  );
}

function draw() {
  const problems = calls.filter(bad).length;
  const box = $('calls');
  document.querySelector('[data-testid=calls-toggle]')?.classList.toggle('alarm', problems > 0);
  if (box.hidden) return;
  const list = calls.filter(shown).slice(-120).reverse();
  const openOnes = new Set([...box.querySelectorAll('details[open]')].map((el) => el.dataset.n));
  const scroll = box.querySelector('.calls-list')?.scrollTop || 0;
  box.replaceChildren();
  add(box, [
    h(
      'header',
      null,
      h('h2', null, t('calls')),
      problems > 0 &&
        h('span.calls-count', { testid: 'calls-problems' }, icon('warn'), t('calls_problems', { n: problems })),
      h(
        'button.round',
        { type: 'button', testid: 'calls-close', label: t('calls_close'), onclick: toggle },
        icon('close'),
      ),
    ),
    h(
      'label.tick',
      null,
      h('input', {
        type: 'checkbox',
        checked: onlyProblems,
        testid: 'calls-only',
        onchange: (e) => {
          onlyProblems = e.target.checked;
          draw();
        },
      }),
      h('span', null, t('calls_only')),
    ),
    h('div.calls-list', null, list.length ? list.map(row) : h('p.muted', null, t('calls_none'))),
    h('p.hint', null, t('calls_hide_polls')),
  ]);
  for (const el of box.querySelectorAll('details')) if (openOnes.has(el.dataset.n)) el.open = true;
  box.querySelector('.calls-list').scrollTop = scroll;
}

function toggle() {
  const box = $('calls');
  box.hidden = !box.hidden;
  $('desk').classList.toggle('with-calls', !box.hidden);
  clearInterval(timer);
  if (!box.hidden) {
    timer = setInterval(read, 2000);
    read();
    draw();
  }
  emit('calls-shown');
}

export function setUpCalls() {
  on('toggle-calls', toggle);
  on('activity tools', () => {
    if (!busy) setTimeout(read, 200);
  });
  on('reset', () => {
    since = 0; // a sandbox that started again counts from one
    calls = [];
    draw();
  });
  on('language', draw);
  document.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || e.defaultPrevented || $('calls').hidden) return;
    const within = $('calls').contains(document.activeElement);
    toggle();
    if (within) document.querySelector('[data-testid=calls-toggle]').focus();
  }); // the last to hear of it: whatever lies over the page goes first
}
