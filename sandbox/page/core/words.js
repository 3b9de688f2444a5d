// Why: the page's own labels, numbers and dates in the reader's language. What the bot says is the bot's business.

import { EN } from './words_en.js';
import { ZH } from './words_zh.js';

const asked = new URLSearchParams(location.search).get('lang');
let saved = null;
try {
  saved = localStorage.getItem('sandbox.lang');
} catch {
  /* private mode: the browser's language decides */
}
let lang = (asked || saved || navigator.language || 'en').toLowerCase().startsWith('zh') ? 'zh' : 'en';

export const language = () => lang;
export const locale = () => (lang === 'zh' ? 'zh-CN' : 'en-GB');

export function setLanguage(next) {
  lang = next;
  try {
    localStorage.setItem('sandbox.lang', next);
  } catch {
    /* not kept, still works */
  }
}

export function t(key, values = {}) {
  const word = (lang === 'zh' ? ZH : EN)[key] ?? key;
  return word.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

export const number = (n) => new Intl.NumberFormat(locale()).format(n);
export const stars = (n) => `⭐ ${number(n)}`;

// An amount as the invoice states it: Stars are whole, other currencies are in their smallest unit.
export function price(amount, currency) {
  if (!currency || currency === 'XTR') return stars(amount);
  try {
    return new Intl.NumberFormat(locale(), { style: 'currency', currency }).format(amount / 100);
  } catch {
    return `${amount} ${currency}`;
  }
}

export const hhmm = (seconds) =>
  new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hour12: false }).format(
    seconds * 1000,
  );
export const day = (seconds) =>
  new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month: 'long',
    ...(new Date(seconds * 1000).getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' }),
  }).format(seconds * 1000);
export const dayKey = (seconds) => new Date(seconds * 1000).toDateString();

export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return '';
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1048576) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1048576).toFixed(1)} MB`;
}

// Labels that stand in index.html name their word in data-word / data-word-label.
export function labelStatic() {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  for (const el of document.querySelectorAll('[data-word]')) el.textContent = t(el.dataset.word);
  for (const el of document.querySelectorAll('[data-word-label]'))
    el.setAttribute('aria-label', t(el.dataset.wordLabel));
}
