// The booth's words in two languages, looked up by key; figures have two digits (02).
// Refuses a key that is not in the catalogue and a field that was not given: both throw.

import { EN } from './texts-en.js';
import { VI } from './texts-vi.js';

export const CATALOGUES = Object.freeze({ vi: VI, en: EN });

/**
 * @param {'vi' | 'en'} language
 * @param {string} key
 * @param {Record<string, string | number>} [fields] numbers are written with two digits
 * @returns {{ text: string, strong: boolean }[]} parts; `**` in the catalogue makes them strong
 */
export function partsOf(language, key, fields = {}) {
  const pattern = CATALOGUES[language][key];
  if (pattern === undefined) throw new Error(`no text ${key}`);
  return pattern.split('**').map((part, index) => ({
    text: part.replace(/\{(\w+)\}/g, (_, name) => fieldOf(fields, name, key)),
    strong: index % 2 === 1,
  })).filter(({ text }) => text !== '');
}

/** The same as one plain text. */
export function textFor(language, key, fields) {
  return partsOf(language, key, fields).map(({ text }) => text).join('');
}

/** @param {string} date YYYY-MM-DD @returns {string} 24/3/2026 */
export function dayOf(date) {
  const [year, month, day] = date.split('-').map(Number);
  return `${day}/${month}/${year}`;
}

function fieldOf(fields, name, key) {
  const value = fields[name];
  if (value === undefined) throw new Error(`${key} needs ${name}`);
  return typeof value === 'number' ? String(value).padStart(2, '0') : value;
}
