// What the booth's tests share: where vectors lie, sample elections, and how a gap is made loud.
// Refuses to let a check be skipped in silence: it is printed, and fails under REQUIRE_ALL=1.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CRYPTO = '../../ballot_service/web/static/booth/crypto';
const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..', '..');
export const CRYPTO_FOLDER = join(HERE, CRYPTO);
const OUTSIDE = join(ROOT, '..', 'shared', 'vectors');
const OWN = join(ROOT, 'tests', 'vectors');
const load = (name) => import(`${CRYPTO}/${name}.js`);

const { parseElection } = await load('election');
const { hashBase64 } = await load('encoding');
const { groupByName, powerOfGenerator } = await load('group');
const { formatProof } = await load('proofs');
const { sign } = await load('schnorr');

export const VECTOR_GROUPS = {
  Ed25519: 'ed25519-1x12-n30',
  'BELENIOS-2048': 'belenios2048-12x1-n30',
};

/** A file of ../shared/vectors, or undefined, loudly. */
export function outside(...path) {
  return readLoudly(join(OUTSIDE, ...path), ['..', 'shared', 'vectors', ...path].join('/'));
}

/** A file of tests/vectors that another implementation writes, or undefined, loudly. */
export function fromElsewhere(name) {
  return readLoudly(join(OWN, name), `tests/vectors/${name}`);
}

/** A file of tests/vectors that must be there. */
export function ownVectors(name) {
  return JSON.parse(readFileSync(join(OWN, name), 'utf8')).vectors;
}

export function notChecked(what) {
  console.log(`NOT CHECKED: ${what}`);
  assert.notEqual(process.env.REQUIRE_ALL, '1', `NOT CHECKED: ${what}`);
}

function readLoudly(path, name) {
  if (existsSync(path)) return readFileSync(path, 'utf8').replace(/\n$/, '');
  notChecked(`${name} is not there`);
  return undefined;
}

/** An election of `rows` questions with two answers, under the key g^secret. */
export function sampleElection(groupName, questions, secret = 12345n) {
  const group = groupByName(groupName);
  return parseElection(JSON.stringify({
    version: 1,
    description: 'test',
    name: 'Test',
    group: groupName,
    public_key: group.format(powerOfGenerator(group)(secret)),
    questions,
    uuid: 'TestE1ection22',
  }));
}

export function rows(count) {
  return Array.from({ length: count }, (_, index) => ({
    answers: ['Đồng ý', 'Không đồng ý'], min: 0, max: 1, question: `Row ${index}`,
  }));
}

/** The ballot after `change`, signed again by whoever holds `secret`. */
export function resigned(election, text, secret, change) {
  const { signature, ...body } = JSON.parse(text);
  change(body);
  assert.notEqual(signature, undefined);
  const hash = hashBase64(JSON.stringify(body));
  const proof = formatProof(sign(election.group, secret, hash, 98765n));
  return JSON.stringify({ ...body, signature: { hash, proof } });
}

/** The ballot after `change`, its signature left as it was. */
export function changed(text, change) {
  const ballot = JSON.parse(text);
  change(ballot);
  return JSON.stringify(ballot);
}

/** Requires that `action` throws exactly this named error of ours. */
export function refuses(name, action) {
  assert.throws(action, (error) => {
    assert.equal(error.name, name, `${error.name}: ${error.message}`);
    return true;
  });
}

export async function refusesLater(name, promise) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.name, name, `${error.name}: ${error.message}`);
    return true;
  });
}
