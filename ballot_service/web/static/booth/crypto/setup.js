// The Setup that fixes an election: its hash, its credentials, and our own place among them.
// Refuses another Setup hash than announced, and a list without our own credential.

import {
  hashHex, parseJson, requireArray, requireSameText, requireString, utf8,
} from './encoding.js';
import {
  CredentialsNotSorted, DuplicateCredential, TooManyCredentials, UnknownCredential,
  WeightNotAllowed, WrongSetupHash,
} from './errors.js';
import { electionOfManifest } from './manifest.js';
import { checkTrustees } from './trustees.js';

const MAX_BYTES = 16 * 1024 * 1024;
const MAX_CREDENTIALS = 100000;

/**
 * The objects that a Setup event binds, each as its bytes stand in the record.
 * @typedef {{ election: string, trustees: string, credentials: string }} SetupObjects
 */

/**
 * The SHA-256 of the Setup event, which is the record's first and has no parent.
 * @param {SetupObjects} objects
 * @returns {string} 64 hex digits
 */
export function setupHash({ election, trustees, credentials }) {
  const data = JSON.stringify({
    election: hashHex(election),
    trustees: hashHex(trustees),
    credentials: hashHex(credentials),
  });
  return hashHex(JSON.stringify({ height: 0, type: 'Setup', payload: hashHex(data) }));
}

/**
 * Checks all that a booth must before it offers a ballot.
 * @param {import('./manifest.js').Manifest} manifest whose code the member compared with paper
 * @param {SetupObjects} objects
 * @param {string} announced the Setup hash, 64 hex digits
 * @param {string} own our public credential
 * @returns {import('./election.js').Election}
 */
export function checkSetup(manifest, objects, announced, own) {
  if (setupHash(objects) !== announced) throw new WrongSetupHash('recomputed');
  const election = electionOfManifest(manifest, objects.election);
  checkTrustees(election, manifest, objects.trustees);
  const listed = parseCredentials(objects.credentials, manifest.fields.roll.members);
  election.group.parse(own);
  if (!listed.has(own)) throw new UnknownCredential('ours is not in the Setup list');
  return election;
}

/**
 * Each entry's membership of the group is the verifier's to check; ours is checked above.
 * @param {string} text public_creds as it stands in the record
 * @param {number} members N
 * @returns {Set<string>}
 */
export function parseCredentials(text, members) {
  const list = requireArray(parseJson(text, MAX_BYTES), 'public_creds', 0, MAX_CREDENTIALS);
  for (const credential of list) {
    requireString(credential, 'public credential');
    if (credential.includes(',')) throw new WeightNotAllowed('public_creds');
  }
  requireSameText(text, JSON.stringify(list));
  const listed = new Set(list);
  if (listed.size !== list.length) throw new DuplicateCredential('public_creds');
  if (list.length > members) throw new TooManyCredentials(`${list.length} of ${members}`);
  for (let index = 1; index < list.length; index += 1) {
    if (compareBytes(list[index - 1], list[index]) >= 0) throw new CredentialsNotSorted('');
  }
  return listed;
}

function compareBytes(left, right) {
  const [a, b] = [utf8(left), utf8(right)];
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at < 0 ? a.length - b.length : a[at] - (b[at] ?? -1);
}
