// An election as the booth uses it: parsed, bounded, with its fingerprint and its key's table.
// Refuses unknown fields, bounds that cannot be met, and a public key that is not a proper element.

import {
  hashBase64, hashHex, parseJson, requireArray, requireFields, requireInteger, requireString,
} from './encoding.js';
import { BadUuid, NumberOutOfRange, WrongType } from './errors.js';
import { groupByName, powerOfGenerator } from './group.js';

const MAX_BYTES = 16 * 1024 * 1024;
const UUID = /^[123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz]{14,40}$/;
const FIELDS = [
  'version', 'description', 'name', 'group', 'public_key', 'questions', 'uuid',
];
const OPTIONAL = ['administrator', 'credential_authority', 'language'];

/**
 * What encrypting and proving need of an election.
 * @typedef {object} Keys
 * @property {import('./group.js').Group} group
 * @property {(exponent: bigint) => object} powerOfGenerator
 * @property {(exponent: bigint) => object} powerOfKey
 */

/**
 * @typedef {object} Question
 * @property {number} answers how many
 * @property {boolean} blank whether choices[0] is a blank bit
 * @property {number} min
 * @property {number} max
 */

/**
 * @typedef {Keys & {
 *   text: string, hash: string, fingerprint: string, uuid: string,
 *   publicKeyText: string, questions: Question[],
 * }} Election
 */

/**
 * @param {string} text the election's bytes as they are in the record
 * @returns {Election}
 */
export function parseElection(text) {
  const found = requireFields(parseJson(text, MAX_BYTES), 'election', FIELDS, OPTIONAL);
  if (found.version !== 1) throw new NumberOutOfRange('version');
  for (const name of ['description', 'name', 'public_key']) requireString(found[name], name);
  const group = groupByName(found.group);
  const publicKey = group.parse(found.public_key);
  const questions = requireArray(found.questions, 'questions', 1, 500).map(parseQuestion);
  return Object.freeze({
    text,
    hash: hashHex(text),
    fingerprint: hashBase64(text),
    uuid: requireUuid(found.uuid),
    group,
    powerOfGenerator: powerOfGenerator(group),
    powerOfKey: group.fixed(publicKey),
    publicKeyText: found.public_key,
    questions: Object.freeze(questions),
  });
}

/** @param {unknown} uuid @returns {string} the same text */
export function requireUuid(uuid) {
  requireString(uuid, 'uuid');
  if (!UUID.test(uuid)) throw new BadUuid('not 14 to 40 Base58 characters');
  return uuid;
}

function parseQuestion(value) {
  const found = requireFields(value, 'question', ['answers', 'min', 'max', 'question'], ['blank']);
  requireArray(found.answers, 'answers', 1, 100);
  for (const answer of found.answers) requireString(answer, 'answer');
  requireString(found.question, 'question');
  const { blank = false } = found;
  if (typeof blank !== 'boolean') throw new WrongType('blank is not a boolean');
  const max = requireInteger(found.max, 'max', 0, found.answers.length);
  const min = requireInteger(found.min, 'min', 0, max);
  return Object.freeze({ answers: found.answers.length, blank, min, max });
}
