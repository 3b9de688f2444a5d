// Why: the command menu: what the Menu button opens and what typing "/" narrows, by mouse or by arrow keys.

import { h, $, add } from '../core/dom.js';
import { state, chatOf } from '../core/store.js';
import { t } from '../core/words.js';

const menu = { open: false, picked: 0, text: '', run: () => {} };

function listed() {
  const { commands } = chatOf(state.active);
  if (menu.open && !menu.text) return commands;
  const typed = menu.text.match(/^\/([a-z0-9_]*)$/i);
  return typed ? commands.filter((c) => c.command.startsWith(typed[1].toLowerCase())) : [];
}

function draw() {
  const box = $('commands');
  if (!box) return;
  const list = listed();
  const empty = menu.open && !menu.text && !chatOf(state.active).commands.length;
  menu.picked = Math.max(0, Math.min(menu.picked, list.length - 1));
  box.hidden = !list.length && !empty;
  box.replaceChildren();
  add(
    box,
    empty
      ? [h('p.muted', null, t('no_commands'))]
      : list.map((c, i) =>
          h(
            `button.command-row${i === menu.picked ? '.picked' : ''}`,
            {
              type: 'button',
              testid: `command-${c.command}`,
              'aria-selected': String(i === menu.picked),
              role: 'option',
              onclick: () => menu.run(c.command),
            },
            h('span.command-name', null, `/${c.command}`),
            h('span.command-text', null, c.description),
          ),
        ),
  );
  box.querySelector('.picked')?.scrollIntoView({ block: 'nearest' });
  document.querySelector('[data-testid=menu]')?.setAttribute('aria-expanded', String(!box.hidden));
}

// Shows what fits the text in the field; `run` is told the command that was chosen.
export function showCommands(text, run) {
  if (text !== menu.text) menu.picked = 0;
  if (text) menu.open = false;
  Object.assign(menu, { text, run });
  draw();
}

export function toggleCommands() {
  menu.open = $('commands').hidden;
  menu.picked = 0;
  draw();
}

export function closeCommands() {
  const was = menu.open;
  menu.open = false;
  draw();
  return was;
}

export function moveInCommands(step) {
  const { length } = listed();
  if (!length) return false;
  menu.picked = (menu.picked + step + length) % length;
  draw();
  return true;
}

export const pickedCommand = () => listed()[menu.picked]?.command;

// Enter runs the picked command, unless the field already holds a whole one: then it is simply sent.
export const entersCommand = () =>
  listed().length > 0 && (menu.open || !listed().some((c) => `/${c.command}` === menu.text));

export function commandList() {
  return h('div.commands', {
    id: 'commands',
    role: 'listbox',
    'aria-label': t('commands'),
    testid: 'commands',
    hidden: true,
  });
}

export function setUpCommands() {
  document.addEventListener('click', (e) => {
    if (menu.open && !$('foot').contains(e.target)) closeCommands();
  });
}
