// Why: elements are built from data, never from HTML strings, so nothing a bot sends can become markup.

const SVG = 'http://www.w3.org/2000/svg';

// h('button.key', {type: 'button', onclick: fn, testid: 'key'}, 'text', node, [more])
export function h(spec, attrs, ...children) {
  const [tag, ...classes] = spec.split('.');
  const el = document.createElement(tag || 'div');
  if (classes.length) el.className = classes.join(' ');
  for (const [name, value] of Object.entries(attrs || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) el.addEventListener(name.slice(2), value);
    else if (name === 'testid') el.dataset.testid = value;
    else if (name === 'label') {
      el.setAttribute('aria-label', value);
      el.title = value;
    } else if (name in el && typeof value !== 'string' && name !== 'list') el[name] = value;
    else el.setAttribute(name, value === true ? '' : value);
  }
  add(el, children);
  return el;
}

export function add(el, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === '') continue;
    el.append(child);
  }
  return el;
}

const PATHS = {
  send: 'M4 12 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4',
  clip: 'm20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 4.8 4.8l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4L14.6 7',
  menu: 'M5 7h14M5 12h14M5 17h9',
  close: 'M6 6l12 12M18 6 6 18',
  reply: 'M10 6 4 12l6 6M4 12h9c4 0 7 2 7 6',
  link: 'M8 16 17 7M9.5 7H17v7.5',
  copy: 'M9 9h10v10H9zM15 9V5H5v10h4',
  down: 'M6 9.5l6 6 6-6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  ticks: 'M2.5 12.5l4 4L15 8M11 15.5l1 1L20.5 8',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3 2',
  block: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M6 6l12 12',
  code: 'M8.5 7.5 4 12l4.5 4.5M15.5 7.5 20 12l-4.5 4.5',
  globe: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17',
  bolt: 'M13 3 5 13.5h6L10.5 21 19 10h-6.3z',
  file: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4',
  save: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  warn: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.3',
};

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

// Telegram colours people by their id; so do we, with seven calm tints.
export function avatar(id, name) {
  const letters = Array.from(name.trim() || '?');
  return h(
    `span.avatar.tint${Math.abs(Number(id) || 0) % 7}`,
    { 'aria-hidden': 'true' },
    letters[0].toUpperCase(),
  );
}

// Putting the cursor into the field is a kindness with a keyboard, and covers half the screen without one.
export const hasKeyboard = () => matchMedia('(hover: hover)').matches;

export const $ = (id) => document.getElementById(id);
