// The manifest: read in its one form, and the election that follows from it, byte for byte.
// Refuses bytes that RFC 8785 would write otherwise, and any election that differs in one byte.

import { canonicalize } from '../vendor/canonicalize.js';
import { hashHex, parseJson, requireSameText, textOf } from './encoding.js';
import { parseElection } from './election.js';
import {
  ElectionNotFromManifest, NotCanonical, TooLarge, WrongManifest,
} from './errors.js';
import { checkManifest } from './manifest-fields.js';

const MAX_BYTES = 1024 * 1024;
const ANSWERS = ['Đồng ý', 'Không đồng ý'];

/** @typedef {{ fields: Record<string, any>, hash: string }} Manifest */

/**
 * @param {Uint8Array} bytes manifest.json
 * @returns {Manifest}
 */
export function parseManifest(bytes) {
  if (bytes.length > MAX_BYTES) throw new TooLarge('manifest');
  const text = textOf(bytes);
  const fields = parseJson(text, MAX_BYTES);
  requireSameText(text, canonicalForm(fields));
  checkManifest(fields);
  return Object.freeze({ fields: deepFreeze(fields), hash: hashHex(bytes) });
}

/** @param {unknown} value @returns {string} its form by RFC 8785 */
export function canonicalForm(value) {
  try {
    return canonicalize(value);
  } catch {
    throw new NotCanonical('no canonical form: a lone surrogate');
  }
}

/**
 * The bytes of the election that follows from the manifest (manifest.md 5).
 * @param {Manifest} manifest
 * @param {string} publicKey as written in the record
 * @returns {string}
 */
export function electionText({ fields, hash }, publicKey) {
  const byId = (list) => new Map(list.map((entry) => [entry.id, entry]));
  const titles = byId(fields.titles);
  const nominees = byId(fields.nominees);
  return JSON.stringify({
    version: 1,
    description: `manifest sha256 ${hash}`,
    name: fields.title,
    group: fields.group,
    public_key: publicKey,
    questions: fields.questions.map(({ title, nominee }) => {
      const { name, birth_year: year } = nominees.get(nominee);
      const question = `${name} (${year}) — ${titles.get(title).name}`;
      return { answers: ANSWERS, min: 0, max: 1, question };
    }),
    uuid: fields.uuid,
  });
}

/**
 * Requires that an election is the manifest's own, and opens it for making ballots.
 * @param {Manifest} manifest
 * @param {string} text the election's bytes as the host sent them
 * @returns {import('./election.js').Election}
 */
export function electionOfManifest(manifest, text) {
  const election = parseElection(text);
  const { description } = JSON.parse(text);
  if (description !== `manifest sha256 ${manifest.hash}`) {
    throw new WrongManifest('description of the election');
  }
  if (electionText(manifest, election.publicKeyText) !== text) {
    throw new ElectionNotFromManifest('another election');
  }
  return election;
}

function deepFreeze(value) {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
