// Properties over any election and any choices: what is made verifies, what is altered does not.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { CRYPTO, rows, sampleElection } from './support.mjs';

const { ballotFromParts, requireOpening, verifyBallot } = await import(`${CRYPTO}/ballot.js`);
const { generateCredential, requireCredential } = await import(`${CRYPTO}/credential.js`);
const { BallotServiceError } = await import(`${CRYPTO}/errors.js`);
const { fromBase64, toBase64 } = await import(`${CRYPTO}/encoding.js`);
const { Random } = await import(`${CRYPTO}/random.js`);
const { seedScalars } = await import(`${CRYPTO}/seed.js`);

const random = new Random();
const CREDENTIAL = 'isGKu-h7NBqj-aNHQB-QPzjFR';

/** A question and choices that it admits. */
const question = fc.record({
  marks: fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 4 }),
  below: fc.nat({ max: 4 }),
  above: fc.nat({ max: 4 }),
  blank: fc.constantFrom('none', 'unused', 'used'),
}).map(({ marks, below, above, blank }) => {
  const bits = blank === 'used' ? marks.map(() => 0) : marks;
  const sum = bits.reduce((total, bit) => total + bit, 0);
  const max = Math.min(marks.length, sum + above);
  const min = blank === 'used' ? Math.min(max, below) : Math.max(0, sum - below);
  const answers = marks.map((_, index) => `answer ${index}`);
  if (blank === 'none') return { question: { answers, min, max, question: 'q' }, bits };
  return {
    question: { answers, blank: true, min, max, question: 'q' },
    bits: [blank === 'used' ? 1 : 0, ...bits],
  };
});
const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const nonces = fc.bigInt({ min: 1n, max: 2n ** 252n });

for (const [group, numRuns] of [['Ed25519', 15], ['BELENIOS-2048', 8]]) {
  test(`${group}: any admitted choices make a ballot that verifies and opens`, () => {
    const list = fc.array(question, { minLength: 1, maxLength: 2 });
    fc.assert(fc.property(list, seeds, nonces, (drawn, seed, nonce) => {
      const election = sampleElection(group, drawn.map((entry) => entry.question));
      const choices = drawn.map(({ bits }) => bits);
      const parts = { seed, nonce };
      const made = ballotFromParts(election, { credential: CREDENTIAL, choices }, parts);
      verifyBallot(election, made.text);
      requireOpening(election, made.text, { seed, choices });
      const again = ballotFromParts(election, { credential: CREDENTIAL, choices }, parts);
      assert.equal(again.text, made.text);
    }), { numRuns });
  });
}

test('any single character that is altered is refused', () => {
  const election = sampleElection('Ed25519', rows(1));
  const { text } = ballotFromParts(
    election, { credential: CREDENTIAL, choices: [[0, 1]] },
    { seed: random.seed(), nonce: random.scalar(election.group.order) },
  );
  const anyCharacter = fc.string({ minLength: 1, maxLength: 1 });
  fc.assert(fc.property(fc.nat({ max: text.length - 1 }), anyCharacter, (at, character) => {
    fc.pre(text[at] !== character);
    const altered = text.slice(0, at) + character + text.slice(at + 1);
    assert.throws(() => verifyBallot(election, altered), BallotServiceError);
  }), { numRuns: 300 });
});

test('every ballot of an election has the same length but for its decimal numbers', () => {
  const election = sampleElection('Ed25519', rows(3));
  const shapes = new Set();
  const unmarked = [[0, 0], [0, 0], [0, 0]];
  const mixed = [[0, 1], [0, 0], [1, 0]];
  for (const choices of [[[1, 0], [1, 0], [1, 0]], mixed, unmarked]) {
    const { text } = ballotFromParts(
      election, { credential: CREDENTIAL, choices }, { seed: random.seed(), nonce: 7n },
    );
    shapes.add(text.replace(/"(challenge|response)":"[0-9]+"/g, '"$1":""').length);
  }
  assert.equal(shapes.size, 1);
});

test('seed derivation is HMAC-SHA-512 of the bound label', () => {
  fc.assert(fc.property(seeds, fc.string(), (seed, label) => {
    const binding = { uuid: 'u', fingerprint: 'f', credential: 'c', order: 2n ** 252n - 9n };
    const block = createHmac('sha512', seed)
      .update(`ballot-service/seed/1|u|f|c|${label}`, 'utf8').digest('hex');
    assert.equal(seedScalars(seed, binding)(label), BigInt(`0x${block}`) % binding.order);
  }), { numRuns: 50 });
});

test('credentials drawn are credentials, and no two are equal', () => {
  const drawn = Array.from({ length: 200 }, () => generateCredential(random));
  drawn.forEach(requireCredential);
  assert.equal(new Set(drawn).size, drawn.length);
});

test('Base64 is read in one form only', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
    assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
  }));
  for (const text of ['A', 'AA', 'AAA', 'AB==', 'AAAA=', 'AA ==', 'AA==\n', 'A-==', 'AA=']) {
    assert.throws(() => fromBase64(text), { name: 'NotCanonical' }, text);
  }
});
