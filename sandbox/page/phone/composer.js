// Why: the field a person writes in, with its menu, file and send buttons.

import { h, $, icon, hasKeyboard } from '../core/dom.js';
import { state } from '../core/store.js';
import { replyLine, replyKeys, stopAnswering } from './answering.js';
import {
  commandList,
  showCommands,
  toggleCommands,
  closeCommands,
  moveInCommands,
  pickedCommand,
  entersCommand,
} from './commands.js';
import { chooseFile, offer } from './upload.js';
import { sendText } from './links.js';
import { t } from '../core/words.js';

let input = null;

export const focusInput = () => {
  if (hasKeyboard()) input?.focus();
};

function run(command) {
  write('');
  closeCommands();
  sendText(`/${command}`);
  focusInput();
}

function write(text) {
  input.value = text;
  changed();
}

function changed() {
  state.drafts.set(state.active, input.value);
  grow();
  showCommands(input.value, run);
}

function grow() {
  input.style.height = 'auto';
  input.style.height = `${Math.min(input.scrollHeight, 140)}px`;
  document.querySelector('.send')?.classList.toggle('ready', !!input.value.trim());
}

function submit() {
  const text = input.value.trim();
  if (!text) return input.focus();
  write('');
  closeCommands();
  sendText(text);
  input.focus();
}

function keydown(event) {
  if (event.isComposing || event.keyCode === 229) return; // an input method is choosing characters: Enter is its key
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    if (moveInCommands(step)) event.preventDefault();
  } else if (event.key === 'Tab' && !event.shiftKey && input.value && pickedCommand()) {
    event.preventDefault();
    write(`/${pickedCommand()}`);
  } else if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    if (entersCommand()) run(pickedCommand());
    else submit();
  } else if (event.key === 'Escape') {
    if (closeCommands() || stopAnswering()) event.preventDefault();
  }
}

export function composer() {
  input = h('textarea.composer-input', {
    rows: 1,
    testid: 'composer',
    placeholder: t('message'),
    'aria-label': t('message'),
    'aria-controls': 'commands',
    dir: 'auto',
    autocomplete: 'off',
    enterkeyhint: 'send',
    oninput: changed,
    onkeydown: keydown,
    onpaste: (e) => {
      if (e.clipboardData.files.length) {
        e.preventDefault();
        offer(e.clipboardData.files[0]);
      }
    },
  });
  input.value = state.drafts.get(state.active) || '';
  return [
    commandList(),
    replyLine(),
    h(
      'form.composer',
      {
        onsubmit: (e) => {
          e.preventDefault();
          submit();
        },
      },
      h(
        'button.menu-button',
        {
          type: 'button',
          testid: 'menu',
          'aria-expanded': 'false',
          'aria-controls': 'commands',
          label: t('commands'),
          onclick: () => {
            if (input.value && $('commands').hidden) write('');
            toggleCommands();
            focusInput();
          },
        },
        icon('menu'),
        h('span', null, t('menu')),
      ),
      input,
      h(
        'button.round',
        { type: 'button', testid: 'upload', label: t('attach'), onclick: chooseFile },
        icon('clip'),
      ),
      h('button.round.send', { type: 'submit', testid: 'send', label: t('send') }, icon('send')),
    ),
    replyKeys(),
  ];
}

// After it stands in the page: its height, and the menu that fits what was typed before.
export function settleComposer() {
  grow();
  showCommands(input.value, run);
}
