// Texts, bytes, hashes and strict JSON: the conventions that every object of the record shares.
// Refuses duplicate keys, unknown or missing fields, deep nesting, and second ways to write.

import { bytesToHex, sha256, utf8ToBytes } from '../vendor/noble.js';
import {
  DuplicateKey, MissingField, NotCanonical, NotJson, NumberOutOfRange, TooLarge,
  UnknownField, WrongType,
} from './errors.js';

const MAX_DEPTH = 16;
const HEX = /^[0-9a-f]*$/;
export const DECIMAL = /^(0|[1-9][0-9]*)$/;
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @param {string} text @returns {Uint8Array} its UTF-8 bytes */
export function utf8(text) {
  return utf8ToBytes(text);
}

/** @param {Uint8Array} bytes @returns {string} the text that these bytes are in UTF-8 */
export function textOf(bytes) {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new NotJson('not UTF-8');
  }
}

/** @param {string | Uint8Array} data @returns {Uint8Array} SHA-256 */
export function hashBytes(data) {
  return sha256(typeof data === 'string' ? utf8(data) : data);
}

/** @param {string | Uint8Array} data @returns {string} SHA-256 as 64 lower-case hex digits */
export function hashHex(data) {
  return bytesToHex(hashBytes(data));
}

/** @param {string | Uint8Array} data @returns {string} SHA-256 as Base64 without padding */
export function hashBase64(data) {
  return toBase64(hashBytes(data)).replace(/=+$/, '');
}

/** @param {Uint8Array} bytes @returns {bigint} the big-endian number */
export function toNumber(bytes) {
  return BigInt(`0x${bytesToHex(bytes) || '0'}`);
}

/** @param {Uint8Array} bytes @returns {string} Base64 with padding */
export function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

/**
 * @param {unknown} text Base64 with padding
 * @param {number} [length] the number of bytes that it must hold
 * @returns {Uint8Array}
 */
export function fromBase64(text, length) {
  requireString(text, 'base64');
  let bytes;
  try {
    bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new NotCanonical('not Base64');
  }
  if (toBase64(bytes) !== text) throw new NotCanonical('Base64 in another form');
  if (length !== undefined && bytes.length !== length) {
    throw new NumberOutOfRange(`${bytes.length} bytes instead of ${length}`);
  }
  return bytes;
}

/**
 * @param {unknown} text
 * @param {number} digits how many hex digits it must have
 * @returns {string} the same text
 */
export function requireHex(text, digits) {
  requireString(text, 'hex');
  if (text.length !== digits || !HEX.test(text)) {
    throw new WrongType(`not ${digits} lower-case hex digits`);
  }
  return text;
}

/**
 * @param {unknown} text a number of Zq in base 10
 * @param {bigint} order q
 * @returns {bigint}
 */
export function parseScalar(text, order) {
  requireString(text, 'scalar');
  if (text.length > 80 || !DECIMAL.test(text)) {
    throw new NumberOutOfRange('not a canonical decimal number');
  }
  const value = BigInt(text);
  if (value >= order) throw new NumberOutOfRange('not below the group order');
  return value;
}

/** @param {unknown} value @param {string} name @returns {asserts value is string} */
export function requireString(value, name) {
  if (typeof value !== 'string') throw new WrongType(`${name} is not a string`);
}

/** @param {unknown} value @param {string} name @param {number} low @param {number} high */
export function requireInteger(value, name, low, high = Number.MAX_SAFE_INTEGER) {
  if (!Number.isInteger(value)) throw new WrongType(`${name} is not an integer`);
  if (value < low || value > high) throw new NumberOutOfRange(name);
  return value;
}

/** @param {unknown} value @param {string} name @param {number} low @param {number} high */
export function requireArray(value, name, low, high) {
  if (!Array.isArray(value)) throw new WrongType(`${name} is not an array`);
  if (value.length < low || value.length > high) {
    throw new TooLarge(`${name}: ${value.length} items, ${low} to ${high} allowed`);
  }
  return value;
}

/**
 * Requires exactly the named fields, and nothing of any other kind than an object.
 * @param {unknown} value
 * @param {string} name
 * @param {string[]} required
 * @param {string[]} [optional]
 */
export function requireFields(value, name, required, optional = []) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WrongType(`${name} is not an object`);
  }
  for (const key of Object.keys(value)) {
    if (!required.includes(key) && !optional.includes(key)) {
      throw new UnknownField(`${name}.${key.slice(0, 40)}`);
    }
  }
  for (const key of required) {
    if (!Object.hasOwn(value, key)) throw new MissingField(`${name}.${key}`);
  }
  return value;
}

/**
 * Parses JSON within bounds; canonical form is the caller's comparison.
 * @param {string} text
 * @param {number} maximum how many UTF-16 units it may have
 */
export function parseJson(text, maximum) {
  requireString(text, 'document');
  if (text.length > maximum) throw new TooLarge(`${text.length} characters`);
  requireShallow(text);
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NotJson('does not parse');
  }
  requireDistinctKeys(text);
  return value;
}

/** @param {string} found @param {string} canonical what the format makes of the same object */
export function requireSameText(found, canonical) {
  if (found !== canonical) throw new NotCanonical('another form than the canonical one');
}

/** Bounds nesting before the native parser, which recurses, sees the text. */
function requireShallow(text) {
  let depth = 0;
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth > MAX_DEPTH) throw new TooLarge(`more than ${MAX_DEPTH} levels deep`);
  }
}

/** The native parser keeps the last of two equal keys in silence, so they are looked for here. */
function requireDistinctKeys(text) {
  const open = [];
  let last = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const key = JSON.parse(last);
      const keys = open.at(-1);
      if (keys.has(key)) throw new DuplicateKey(key.slice(0, 40));
      keys.add(key);
    } else last = token;
  }
}
