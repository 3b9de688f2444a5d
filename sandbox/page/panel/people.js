// Why: one browser, several people. The switch says who you are and who has unread messages; below it, what this person can do to the bot.

import * as api from '../core/api.js';
import { h, $, icon, avatar, add } from '../core/dom.js';
import { state, on, emit, me, fullName } from '../core/store.js';
import { switchTo } from '../core/live.js';
import { oops } from '../phone/sheet.js';
import { t, language, setLanguage } from '../core/words.js';

const ROLES = {
  customer: 'role_customer',
  'second customer': 'role_second',
  second_customer: 'role_second',
  admin: 'role_admin',
};
const role = (user) => (ROLES[user.role] ? t(ROLES[user.role]) : user.role || '');

function person(user) {
  const active = user.id === state.active;
  const unread = state.unread.get(user.id) || 0;
  const name = fullName(user);
  return h(
    `button.person${active ? '.active' : ''}`,
    {
      type: 'button',
      role: 'radio',
      'aria-checked': String(active),
      tabindex: active ? '0' : '-1',
      testid: `user-${user.id}`,
      'aria-label': [name, role(user), unread && t('unread', { n: unread })].filter(Boolean).join(', '),
      onclick: () => switchTo(user.id),
    },
    avatar(user.id, name),
    h(
      'span.person-about',
      null,
      h('span.person-name', null, name),
      h('span.person-role', null, user.blocked ? `${role(user)} · ${t('blocked_short')}` : role(user)),
    ),
    unread > 0 && h('span.badge', { testid: `unread-${user.id}` }, unread > 99 ? '99+' : String(unread)),
  );
}

function drawPeople() {
  const box = $('people');
  const focused = box.contains(document.activeElement);
  box.replaceChildren(...state.users.map(person));
  const active = box.querySelector('.active');
  if (focused) active?.focus();
  if (box.scrollWidth > box.clientWidth) active?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function arrows(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = state.users.findIndex((user) => user.id === state.active);
  switchTo(state.users[(at + step + state.users.length) % state.users.length].id);
}

function tool(name, label, act, extra = {}) {
  return h(
    'button.tool',
    { type: 'button', testid: name, title: label, onclick: act, ...extra },
    icon(extra.icon),
    h('span', null, label),
  );
}

function drawTools() {
  const blocked = !!me()?.blocked;
  const focused = document.activeElement?.dataset?.testid;
  const within = $('tools').contains(document.activeElement);
  $('tools').replaceChildren();
  add($('tools'), [
    tool('block', t(blocked ? 'unblock' : 'block'), () => api.block(state.active, !blocked).catch(oops), {
      icon: 'block',
      'aria-pressed': String(blocked),
    }),
    tool('calls-toggle', t('calls'), () => emit('toggle-calls'), {
      icon: 'code',
      'aria-pressed': String(!$('calls').hidden),
    }),
    tool('faults-toggle', t('faults'), () => emit('toggle-faults'), {
      icon: 'bolt',
      'aria-pressed': String(!$('faults').hidden),
      'aria-controls': 'faults',
    }),
    tool(
      'lang',
      t('language'),
      () => {
        setLanguage(language() === 'zh' ? 'en' : 'zh');
        emit('language');
      },
      { icon: 'globe', lang: language() === 'zh' ? 'en' : 'zh-CN', title: t('language_label') },
    ),
  ]);
  emit('tools');
  if (within) document.querySelector(`[data-testid="${focused}"]`)?.focus();
}

export function setUpPeople() {
  $('people').addEventListener('keydown', arrows);
  on('users', drawPeople);
  on('users switch calls-shown faults-shown', drawTools);
  on('language', () => {
    drawPeople();
    drawTools();
  });
}
