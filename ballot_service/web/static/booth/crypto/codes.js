// Codes that people compare: Crockford base32, 5x5 for what a host made, 4x4 for trackers.
// Refuses codes of any other length and characters outside the alphabet and its three look-alikes.

import { requireHex, requireString } from './encoding.js';
import { BadCode } from './errors.js';

export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOOKALIKES = { O: '0', I: '1', L: '1' };
const MAX_TYPED = 100;

/** @param {string} hash 64 hex digits @returns {string} its first 125 bits, five groups of five */
export function longCode(hash) {
  return write(hash, 25, 5);
}

/** @param {string} hash 64 hex digits @returns {string} its first 80 bits, four groups of four */
export function shortCode(hash) {
  return write(hash, 16, 4);
}

/** @param {string} typed @returns {string} the one form of the 125-bit code that was typed */
export function readLongCode(typed) {
  return read(typed, 25, 5);
}

/** @param {string} typed @returns {string} the one form of the 80-bit code that was typed */
export function readShortCode(typed) {
  return read(typed, 16, 4);
}

/**
 * @param {string} typed what a person typed or scanned from paper
 * @param {string} hash of the object in hand
 */
export function requireLongCode(typed, hash) {
  if (readLongCode(typed) !== longCode(hash)) throw new BadCode('the code of something else');
}

function write(hash, characters, size) {
  const bits = BigInt(`0x${requireHex(hash, 64)}`) >> BigInt(256 - 5 * characters);
  let code = '';
  for (let index = characters - 1; index >= 0; index -= 1) {
    code += ALPHABET[Number((bits >> BigInt(5 * index)) & 31n)];
  }
  return group(code, size);
}

function read(typed, characters, size) {
  requireString(typed, 'code');
  if (typed.length > MAX_TYPED) throw new BadCode('too long');
  const code = plainCode(typed);
  for (const character of code) {
    if (!ALPHABET.includes(character)) throw new BadCode('a foreign character');
  }
  if (code.length !== characters) throw new BadCode(`${code.length} characters`);
  return group(code, size);
}

/** @param {string} typed @returns {string} without spaces and dashes, look-alikes replaced */
export function plainCode(typed) {
  return typed
    .replace(/[\s-]/g, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/[OIL]/g, (letter) => LOOKALIKES[letter]);
}

function group(code, size) {
  return code.match(new RegExp(`.{${size}}`, 'g')).join('-');
}
