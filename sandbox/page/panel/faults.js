// Why: networks fail when nobody looks. Here they fail on request, while the bot runs, and one sees what it does then.

import * as api from '../core/api.js';
import { h, $, icon, add } from '../core/dom.js';
import { state, on, emit } from '../core/store.js';
import { oops } from '../phone/sheet.js';
import { t } from '../core/words.js';

const OF_CALLS = ['lost_reply', 'not_sent', 'slow', 'flood', 'blocked', 'html_502', 'server_error', 'bad_json'];
const OF_UPDATES = ['duplicate', 'reorder'];
const OF_POSTS = ['lost_reply', 'not_sent', 'slow', 'html_502', 'server_error'];
const UPDATES = ['message', 'callback_query', 'pre_checkout_query', 'my_chat_member'];
const METHODS = [
  'sendMessage',
  'editMessageText',
  'deleteMessage',
  'answerCallbackQuery',
  'sendInvoice',
  'answerPreCheckoutQuery',
  'sendDocument',
];
const PAUSE = { slow: 'seconds', reorder: 'seconds', flood: 'retry_after' };

const wish = { kind: 'lost_reply', target: '*', times: 1, pause: 5 };
const aim = (kind) => (OF_UPDATES.includes(kind) ? 'update' : 'method');

function targets(kind) {
  if (aim(kind) === 'update') return ['*', ...UPDATES];
  return ['*', ...METHODS, 'getUpdates', ...(OF_POSTS.includes(kind) ? ['webhook'] : [])];
}

function targetName(kind, target) {
  if (target === '*') return t(aim(kind) === 'update' ? 'fault_any_update' : 'fault_any_call');
  return target === 'webhook' ? t('fault_post') : target;
}

function order() {
  const { kind, target, times, pause } = wish;
  return { kind, [aim(kind)]: target, times, ...(PAUSE[kind] ? { [PAUSE[kind]]: pause } : {}) };
}

async function breakIt(event) {
  event.preventDefault();
  try {
    await api.addFault(order());
    document.querySelector('.fault-waiting').scrollIntoView({ block: 'nearest' });
  } catch (error) {
    oops(error);
  }
}

const options = (names, label, chosen) =>
  names.map((name) => h('option', { value: name, selected: name === chosen }, label(name)));

function kindField() {
  const group = (word, names) => {
    const made = h('optgroup', null, options(names, (name) => t(`fault_${name}`), wish.kind));
    made.label = t(word);
    return made;
  };
  return h(
    'select.field',
    {
      testid: 'fault-kind',
      'aria-label': t('fault_kind'),
      onchange: (e) => {
        wish.kind = e.target.value;
        if (!targets(wish.kind).includes(wish.target)) wish.target = '*';
        draw();
        document.querySelector('[data-testid=fault-kind]').focus();
      },
    },
    group('fault_of_calls', OF_CALLS),
    group('fault_of_updates', OF_UPDATES),
  );
}

function targetField() {
  return h(
    'select.field',
    {
      testid: 'fault-target',
      'aria-label': t('fault_target'),
      onchange: (e) => {
        wish.target = e.target.value;
      },
    },
    options(targets(wish.kind), (name) => targetName(wish.kind, name), wish.target),
  );
}

function numberField(name, most, word) {
  return h(
    'label.fault-number',
    null,
    h('input.field', {
      type: 'number',
      min: '1',
      max: String(most),
      step: '1',
      required: '',
      value: String(wish[name]),
      testid: `fault-${name}`,
      oninput: (e) => {
        wish[name] = Number(e.target.value);
      },
    }),
    h('span', null, t(word)),
  );
}

function form() {
  return h(
    'form.fault-form',
    { onsubmit: breakIt },
    kindField(),
    h('p.hint', { testid: 'fault-about' }, t(`fault_${wish.kind}_about`)),
    targetField(),
    h(
      'div.fault-numbers',
      null,
      numberField('times', 999, 'fault_times'),
      PAUSE[wish.kind] && numberField('pause', 600, 'fault_seconds'),
    ),
    h('button.chip.strong', { type: 'submit', testid: 'fault-add' }, t('fault_add')),
  );
}

function waiting(fault) {
  const name = t(`fault_${fault.kind}`);
  return h(
    'li.fault',
    { testid: 'fault', 'data-kind': fault.kind },
    h(
      'span.fault-about',
      null,
      h('span', null, name),
      h('span.fault-target', null, targetName(fault.kind, fault[aim(fault.kind)])),
    ),
    h('span.fault-left', { testid: 'fault-left' }, `×${fault.times}`),
    h(
      'button.round',
      {
        type: 'button',
        testid: 'fault-back',
        label: t('fault_back', { name }),
        onclick: () => api.removeFault(fault.id).catch(oops),
      },
      icon('close'),
    ),
  );
}

function list() {
  if (!state.faults.length) return h('p.hint', { testid: 'faults-none' }, t('faults_none'));
  return [
    h('ul.fault-list', { 'aria-label': t('faults_waiting') }, state.faults.map(waiting)),
    state.faults.length > 1 &&
      h(
        'button.chip',
        { type: 'button', testid: 'faults-clear', onclick: () => api.clearFaults().catch(oops) },
        t('faults_clear'),
      ),
  ];
}

function drawList() {
  const box = document.querySelector('.fault-waiting');
  if (box) {
    box.replaceChildren();
    add(box, [list()]);
  }
  const toggle = document.querySelector('[data-testid=faults-toggle]');
  toggle?.classList.toggle('waiting', state.faults.length > 0);
}

function draw() {
  const box = $('faults');
  if (!box.hidden) box.replaceChildren(form(), h('div.fault-waiting', { 'aria-live': 'polite' }));
  drawList();
}

function open(yes) {
  if ($('faults').hidden === !yes) return;
  $('faults').hidden = !yes;
  draw();
  emit('faults-shown');
  if (yes) $('faults').scrollIntoView({ block: 'nearest' });
}

// Where the panel lies over the page instead of standing in it, it goes away like everything that lies over a page.
const floats = matchMedia('(max-width: 819px)');

function isOutside(target) {
  const toggle = document.querySelector('[data-testid=faults-toggle]');
  return target.isConnected && !$('faults').contains(target) && !toggle?.contains(target);
}

export function setUpFaults() {
  on('toggle-faults', () => open($('faults').hidden));
  on('faults tools', drawList);
  on('language', draw);
  on('clock-shown', () => {
    if (floats.matches) open(false);
  });
  document.addEventListener('click', (e) => {
    if (floats.matches && isOutside(e.target)) open(false);
  });
  document.addEventListener('keydown', (e) => {
    if (e.key === 'Escape' && $('faults').contains(document.activeElement)) {
      e.preventDefault();
      open(false);
      document.querySelector('[data-testid=faults-toggle]').focus();
    }
  });
}
