// Building the page: elements, icons and texts that follow the language without being made anew.
// Refuses markup from text: whatever is shown goes through textContent, never innerHTML.

import { partsOf, textFor } from './texts.js';

const SVG = 'http://www.w3.org/2000/svg';
const spoken = new WeakMap();
let language = 'vi';

const ICONS = {
  alert: 'M10 2 19 18H1zM10 8v5M10 15.500v.3',
  clock: 'M10 1.500a8.500 8.500 0 1 0 .01 0M10 5v5.500l3.500 2',
  done: 'M3 10.500 8 15.500 17 5',
  info: 'M10 1.500a8.500 8.500 0 1 0 .01 0M10 9v6M10 5v.3',
  next: 'M10 1.500a8.500 8.500 0 1 0 .01 0M6 10h8M10.500 6.500 14 10l-3.500 3.500',
  offline: 'M2 8.5C6.5 4.5 13.5 4.5 18 8.5M5 12c3-2.7 7-2.7 10 0M10 16v.3M3 18 17 2',
  stop: 'M6.500 1.500h7l5 5v7l-5 5h-7l-5-5v-7zM10 5.500v6M10 14v.3',
};

/**
 * @param {string} tag
 * @param {object} [options]
 * @param {string} [options.class]
 * @param {string} [options.t] key of the text that it holds
 * @param {Record<string, string | number>} [options.f] the text's fields
 * @param {string} [options.label] key of its aria-label, with the same fields
 * @param {() => void} [options.press] what a press does
 * @param {Record<string, string>} [options.set] other attributes
 * @param {(Node | string)[]} children
 */
export function el(tag, { class: name, t, f, label, press, set = {} } = {}, ...children) {
  const node = document.createElement(tag);
  if (name !== undefined) node.className = name;
  for (const [key, value] of Object.entries(set)) node.setAttribute(key, value);
  if (press !== undefined) node.addEventListener('click', press);
  node.append(...children);
  if (t !== undefined || label !== undefined) say(node, { t, label, f });
  return node;
}

/** A button of ours: never a form's submit. */
export function button(t, press, { kind = '', f, label, id } = {}) {
  const set = id === undefined ? { type: 'button' } : { id, type: 'button' };
  return el('button', { class: `btn ${kind}`.trim(), t, f, label, press, set });
}

/** @param {keyof ICONS} name */
export function icon(name) {
  const node = document.createElementNS(SVG, 'svg');
  node.setAttribute('class', 'ico');
  node.setAttribute('viewBox', '0 0 20 20');
  node.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  node.append(path);
  return node;
}

/** A list of pairs: `[key of the term, fields of the term, node or text]`. */
export function pairs(name, entries) {
  return el('dl', { class: name }, ...entries.map(([t, value, more = {}]) => el('div', {},
    el('dt', { t, f: more.f }),
    el('dd', { class: more.class }, ...[value].flat()),
  )));
}

/** Gives a node its text, which a change of language changes in place. */
export function say(node, { t, label, f = {} }) {
  spoken.set(node, { t, label, f });
  node.setAttribute('data-said', '');
  speak(node);
}

/** Gives a node a text only where it differs, so that a screen reader is not disturbed. */
export function sayOnce(node, t, f = {}) {
  const known = spoken.get(node);
  const same = known !== undefined && known.t === t;
  if (same && JSON.stringify(known.f) === JSON.stringify(f)) return;
  say(node, { t, f });
}

/** Changes the language of everything below, without touching any control's state. */
export function speakAll(next, ...roots) {
  language = next;
  document.documentElement.lang = next;
  for (const root of roots) {
    if (root.hasAttribute?.('data-said')) speak(root);
    root.querySelectorAll('[data-said]').forEach(speak);
  }
}

/** @returns {string} a text by itself, in the language of the page */
export function words(t, f) {
  return textFor(language, t, f);
}

function speak(node) {
  const { t, label, f } = spoken.get(node);
  if (label !== undefined) node.setAttribute('aria-label', textFor(language, label, f));
  if (t === undefined) return;
  const parts = partsOf(language, t, f).map(({ text, strong }) => {
    if (!strong) return text;
    const bold = document.createElement('b');
    bold.textContent = text;
    return bold;
  });
  node.replaceChildren(...parts);
}
