// Why: sending a photo or a file: by the button, by dropping it on the chat, or by pasting it.

import * as api from '../core/api.js';
import { h, $ } from '../core/dom.js';
import { state, emit, me } from '../core/store.js';
import { openSheet, closeSheet, closeButton, oops } from './sheet.js';
import { t, fileSize } from '../core/words.js';

const PHOTO = /^image\/(jpeg|png|webp|gif|bmp)$/;

export function offer(file) {
  if (!file || !me() || me().blocked) return;
  const isPhoto = PHOTO.test(file.type);
  const preview = isPhoto ? URL.createObjectURL(file) : '';
  const caption = h('input.field', {
    type: 'text',
    testid: 'upload-caption',
    placeholder: t('caption'),
    'aria-label': t('caption'),
    maxlength: '1024',
    dir: 'auto',
  });
  const asFile = h('input', { type: 'checkbox', testid: 'upload-as-file' });
  const send = h('button.main.wide', { type: 'submit', testid: 'upload-send' }, h('span', null, t('send')));
  const user = state.active;
  const form = h(
    'form',
    {
      onsubmit: async (event) => {
        event.preventDefault();
        if (send.disabled) return;
        send.disabled = true;
        send.classList.add('busy');
        send.firstChild.textContent = t('sending');
        const replied = state.replying.get(user);
        try {
          await api.upload(
            user,
            file,
            isPhoto && !asFile.checked ? 'photo' : 'document',
            caption.value.trim(),
            replied?.message_id,
          );
          state.replying.delete(user);
          emit('replying');
          closeSheet();
        } catch (error) {
          oops(error);
          send.disabled = false;
          send.classList.remove('busy');
          send.firstChild.textContent = t('send');
        }
      },
    },
    isPhoto
      ? h('img.upload-preview', { src: preview, alt: file.name })
      : h(
          'div.document',
          null,
          h('span.document-icon', null, (file.name.split('.').pop() || '').slice(0, 4).toUpperCase()),
          h(
            'span.document-about',
            null,
            h('span.document-name', null, file.name),
            h('span.document-size', null, fileSize(file.size)),
          ),
        ),
    caption,
    isPhoto && h('label.tick', null, asFile, h('span', null, t('as_file'))),
    send,
  );
  openSheet({
    label: t('send_file'),
    testid: 'upload-sheet',
    kind: 'upload',
    focus: caption,
    content: [h('div.sheet-head', null, h('h2', null, t('send_file')), closeButton('upload-cancel')), form],
    onclose: () => preview && URL.revokeObjectURL(preview),
  });
}

export const chooseFile = () => $('file-input').click();

export function setUpUpload() {
  const input = h('input.offscreen', {
    type: 'file',
    id: 'file-input',
    testid: 'upload-input',
    tabindex: '-1',
    'aria-hidden': 'true',
  });
  input.addEventListener('change', () => {
    offer(input.files[0]);
    input.value = '';
  });
  document.body.append(input);
  const phone = $('phone');
  let depth = 0;
  const carriesFile = (event) => [...(event.dataTransfer?.types || [])].includes('Files');
  const over = (yes) => {
    $('drop').hidden = !yes;
  };
  phone.addEventListener('dragenter', (e) => {
    if (carriesFile(e)) {
      e.preventDefault();
      depth += 1;
      over(true);
    }
  });
  phone.addEventListener('dragover', (e) => {
    if (carriesFile(e)) e.preventDefault();
  });
  phone.addEventListener('dragleave', (e) => {
    if (carriesFile(e)) {
      depth = Math.max(0, depth - 1);
      over(depth > 0);
    }
  });
  phone.addEventListener('drop', (e) => {
    if (!carriesFile(e)) return;
    e.preventDefault();
    depth = 0;
    over(false);
    offer(e.dataTransfer.files[0]);
  });
  window.addEventListener('dragover', (e) => e.preventDefault()); // a file dropped beside the phone must not replace the page
  window.addEventListener('drop', (e) => e.preventDefault());
}
