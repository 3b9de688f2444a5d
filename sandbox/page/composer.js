// Why: where a person writes: the text field, the command menu, the answer being quoted, and the Start or Restart button in its place.

import * as api from './api.js';
import { h, $, icon, add, hasKeyboard } from './dom.js';
import { state, on, emit, me, chatOf, messagesOf, fullName, isMine } from './store.js';
import { summary } from './bubble.js';
import { chooseFile, offer } from './upload.js';
import { oops } from './sheet.js';
import { sendText } from './links.js';
import { t } from './words.js';

let input = null;
let menuOpen = false;
let picked = 0;

const focusInput = () => { if (hasKeyboard()) input?.focus(); };

const payload = new URLSearchParams(location.search).get('start');
const start = () => sendText(payload ? `/start ${payload}` : '/start');

async function restart() {
  try { await api.block(state.active, false); await start(); } catch (error) { oops(error); }
}

function commandsFor(text) {
  const { commands } = chatOf(state.active);
  if (menuOpen && !text) return commands;
  const typed = text.match(/^\/([a-z0-9_]*)$/i);
  return typed ? commands.filter((c) => c.command.startsWith(typed[1].toLowerCase())) : [];
}

function run(command) {
  menuOpen = false;
  input.value = '';
  keep();
  drawMenu();
  sendText(`/${command}`);
  focusInput();
}

function drawMenu() {
  const box = $('commands');
  if (!box) return;
  const list = commandsFor(input.value);
  const empty = menuOpen && !input.value && !chatOf(state.active).commands.length;
  picked = Math.max(0, Math.min(picked, list.length - 1));
  box.hidden = !list.length && !empty;
  box.replaceChildren();
  add(box, empty ? [h('p.muted', null, t('no_commands'))] : list.map((c, i) => h(`button.command-row${i === picked ? '.picked' : ''}`, {
    type: 'button', testid: `command-${c.command}`, 'aria-selected': String(i === picked), role: 'option', onclick: () => run(c.command),
  }, h('span.command-name', null, `/${c.command}`), h('span.command-text', null, c.description))));
  box.querySelector('.picked')?.scrollIntoView({ block: 'nearest' });
  document.querySelector('[data-testid=menu]')?.setAttribute('aria-expanded', String(!box.hidden));
}

const keep = () => { state.drafts.set(state.active, input.value); grow(); };

function grow() {
  input.style.height = 'auto';
  input.style.height = `${Math.min(input.scrollHeight, 140)}px`;
  document.querySelector('.send')?.classList.toggle('ready', !!input.value.trim());
}

function submit() {
  const text = input.value.trim();
  if (!text) return input.focus();
  input.value = '';
  menuOpen = false;
  keep();
  drawMenu();
  sendText(text);
  input.focus();
}

function keydown(event) {
  const list = commandsFor(input.value);
  if (event.isComposing || event.keyCode === 229) return; // an input method is choosing characters: Enter is its key
  if (list.length && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    picked = (picked + (event.key === 'ArrowDown' ? 1 : list.length - 1)) % list.length;
    drawMenu();
  } else if (event.key === 'Tab' && list.length && !event.shiftKey && input.value) {
    event.preventDefault();
    input.value = `/${list[picked].command}`;
    keep();
    drawMenu();
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    if (list.length && (menuOpen || !list.some((c) => `/${c.command}` === input.value))) run(list[picked].command);
    else submit();
  } else if (event.key === 'Escape' && (menuOpen || state.replying.has(state.active))) {
    menuOpen = false;
    state.replying.delete(state.active);
    emit('replying');
  }
}

function replyLine() {
  const to = state.replying.get(state.active);
  if (!to) return null;
  const name = isMine(to, state.active) ? fullName(me()) : fullName(to.from || state.bot);
  return h('div.replying', { testid: 'replying' }, icon('reply'),
    h('div', null, h('strong', null, t('reply_to', { name })), h('span', null, summary(to))),
    h('button.round', { type: 'button', testid: 'reply-cancel', label: t('cancel'), onclick: () => { state.replying.delete(state.active); emit('replying'); } }, icon('close')));
}

const replyMarkup = (message) => message?.reply_keyboard || message?.reply_markup;

// The keyboard a bot may put in the composer's place (ReplyKeyboardMarkup): the last one sent counts.
const lastKeyboard = () => messagesOf(state.active).reverse().find((m) => replyMarkup(m)?.keyboard || replyMarkup(m)?.remove_keyboard);

function replyKeys() {
  const rows = replyMarkup(lastKeyboard())?.keyboard;
  return rows && h('div.keys.reply-keys', null, rows.map((row) => h('div.keys-row', null, row.map((key) => {
    const text = typeof key === 'string' ? key : key.text;
    return h('button.key', { type: 'button', testid: 'reply-key', onclick: () => sendText(text) }, text);
  }))));
}

function writing() {
  input = h('textarea.composer-input', { rows: 1, testid: 'composer', placeholder: t('message'), 'aria-label': t('message'), 'aria-controls': 'commands', dir: 'auto', autocomplete: 'off', enterkeyhint: 'send',
    oninput: () => { picked = 0; if (input.value) menuOpen = false; keep(); drawMenu(); }, onkeydown: keydown,
    onpaste: (e) => { if (e.clipboardData.files.length) { e.preventDefault(); offer(e.clipboardData.files[0]); } } });
  input.value = state.drafts.get(state.active) || '';
  return [
    h('div.commands', { id: 'commands', role: 'listbox', 'aria-label': t('commands'), testid: 'commands', hidden: true }),
    replyLine(),
    h('form.composer', { onsubmit: (e) => { e.preventDefault(); submit(); } },
      h('button.menu-button', { type: 'button', testid: 'menu', 'aria-expanded': 'false', 'aria-controls': 'commands', label: t('commands'), onclick: () => { menuOpen = $('commands').hidden; picked = 0; if (menuOpen && input.value) { input.value = ''; keep(); } drawMenu(); focusInput(); } }, icon('menu'), h('span', null, t('menu'))),
      input,
      h('button.round', { type: 'button', testid: 'upload', label: t('attach'), onclick: chooseFile }, icon('clip')),
      h('button.round.send', { type: 'submit', testid: 'send', label: t('send') }, icon('send'))),
    replyKeys(),
  ];
}

let drawnAs = '';
function draw(force) {
  const user = me();
  const chat = chatOf(state.active);
  if (!user || !chat.loaded) return;
  const mode = user.blocked ? 'restart' : messagesOf(state.active).length ? 'write' : 'start';
  const as = JSON.stringify([mode, state.active, state.replying.get(state.active)?.message_id, replyMarkup(lastKeyboard())]);
  if (!force && as === drawnAs) { // never replace the field under someone's fingers
    if (mode === 'write') drawMenu();
    return;
  }
  drawnAs = as;
  const focused = $('foot').contains(document.activeElement);
  $('foot').replaceChildren();
  if (mode === 'write') { add($('foot'), writing()); grow(); drawMenu(); if (focused) focusInput(); return; }
  menuOpen = false;
  const label = mode === 'start' ? t('start') : t('restart');
  const button = h('button.main.wide.start', { type: 'button', testid: mode, onclick: mode === 'start' ? start : restart }, label);
  $('foot').append(button);
  if (focused) button.focus();
}

export function setUpComposer() {
  on('chat', (id) => { if (id === state.active) draw(); });
  on('users', () => draw());
  on('switch', () => { menuOpen = false; drawnAs = ''; draw(); });
  on('replying', () => { draw(); if (state.replying.has(state.active)) input?.focus(); });
  on('language', () => draw(true));
  document.addEventListener('click', (e) => { if (menuOpen && !$('foot').contains(e.target)) { menuOpen = false; drawMenu(); } });
}
