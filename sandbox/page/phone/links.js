// Why: what a link does inside this chat. Links to this bot act here, invoice links open the checkout, the rest asks first.

import * as api from '../core/api.js';
import { state, emit } from '../core/store.js';
import { t } from '../core/words.js';
import { ask, toast, oops } from './sheet.js';

export function sendText(text) {
  const replied = state.replying.get(state.active);
  state.replying.delete(state.active);
  emit('replying');
  emit('sent');
  return api.send(state.active, text, replied?.message_id).catch(oops);
}

export function openLink(url) {
  let to;
  try {
    to = new URL(url);
  } catch {
    return toast(t('link_here'));
  }
  const inTelegram = /^(www\.)?(t\.me|telegram\.me)$/i.test(to.hostname);
  if (inTelegram && /^\/(\$|invoice\/)/.test(decodeURIComponent(to.pathname))) return emit('pay-link', url);
  if (inTelegram || to.protocol === 'tg:') {
    const name = inTelegram ? to.pathname.slice(1) : to.searchParams.get('domain');
    if ((name || '').toLowerCase() === (state.bot.username || '').toLowerCase()) {
      const payload = to.searchParams.get('start');
      return sendText(payload ? `/start ${payload}` : '/start');
    }
    if (!inTelegram) return toast(t('link_here'));
  }
  if (!/^(https?|mailto|tel):$/.test(to.protocol)) return toast(t('link_here'));
  return ask(t('open_link'), url, t('open'), () => window.open(url, '_blank', 'noopener,noreferrer'));
}
