// "Mở thử phiếu": vectors shared with Python, the honest way, and every booth that cheats.
// Refuses to pass where a nonce or a private half is shown, or an opened ballot is sent.

import assert from 'node:assert/strict';
import test from 'node:test';
import { kindIs, marks, newService, opened } from '../booth_pages/tablet.mjs';
import { CRYPTO, ownVectors } from './support.mjs';

const { parseElection } = await import(`${CRYPTO}/election.js`);
const { checkOpening, readTracker } = await import(`${CRYPTO}/opened.js`);
const { ballotFromParts } = await import(`${CRYPTO}/ballot.js`);

/** What a checker knows: from paper, or from the inspector's medium. */
const known = (service) => ({
  election: service.election,
  setupHash: service.setupHash,
  receiptKey: service.manifest.fields.receipt_key,
  listed: service.listed,
});

test('opening vectors: what Python writes, the checker takes; one sign changed, it does not', () => {
  for (const vector of ownVectors('openings.json')) {
    const election = parseElection(vector.election);
    const about = {
      election, setupHash: vector.setup, receiptKey: vector.receipt_key,
      listed: new Set([vector.credential]),
    };
    const shown = readTracker(vector.shown);
    assert.equal(checkOpening(about, shown, vector.opening).choices, vector.choices);
    vector.opening.split('|').forEach((part, at, parts) => {
      const last = part.at(-1);
      const changed = [...parts];
      changed[at] = at === 8 ? `A${part.slice(1)}B`.slice(0, part.length)
        : `${part.slice(0, -1)}${last === '1' ? '2' : '1'}`;
      assert.throws(() => checkOpening(about, shown, changed.join('|')), undefined, `field ${at}`);
    });
    assert.throws(() => checkOpening(about, shown, `${vector.opening}|1`), { name: 'BadOpening' });
  }
});

test('shown, spoiled, opened: the checker finds what was marked; then a new ballot is sent', async () => {
  const service = await newService();
  const { booth } = await opened(service);
  const { tracker, qr } = booth.prepare(marks);
  const shown = readTracker(qr);
  assert.equal(service.spoiled.size, 0);
  const { qr: opening } = await booth.open();
  const { choices } = checkOpening(known(service), shown, opening);
  assert.equal(choices, marks.map((mark) => ({ unmarked: 0, agree: 1, disagree: 2 })[mark]).join(''));
  assert.equal(service.ballots.size, 0);
  await assert.rejects(booth.commit(), kindIs('unexpected'));
  await assert.rejects(booth.open(), kindIs('unexpected'));
  await booth.seal(marks);
  const receipt = await booth.send();
  assert.notEqual(receipt.tracker, tracker);
  assert.equal(service.ballots.size, 1);
});

test('an opening shows no private half, no nonce, and nothing that is kept', async () => {
  const service = await newService();
  const { booth, kept } = await opened(service);
  booth.prepare(marks);
  const { qr } = await booth.open();
  const secret = JSON.parse(kept.all[0]).credential;
  assert.ok(!qr.includes(secret) && !qr.includes(secret.replaceAll('-', '')));
  assert.equal(qr.split('|').length, 9);
  for (const text of kept.all) assert.doesNotMatch(text, /seed|marks|agree/);
  const [, , , seed] = qr.split('|');
  for (const text of kept.all) assert.ok(!text.includes(seed));
  // With the seed alone no signature can be made again: the nonce is drawn beside it.
  const vote = { credential: secret, choices: marks.map(() => [0, 0]) };
  const parts = (nonce) => ({ seed: new Uint8Array(32).fill(7).fill(1, 31), nonce });
  const [one, two] = [5n, 6n].map((nonce) =>
    JSON.parse(ballotFromParts(service.election, vote, parts(nonce)).text).signature.proof.response);
  assert.notEqual(one, two);
});

test('a booth that encrypts something else, or another ballot than it showed, is caught', async () => {
  const service = await newService();
  const { booth } = await opened(service);
  const shown = readTracker(booth.prepare(marks).qr);
  const { qr } = await booth.open();
  const parts = qr.split('|');
  for (const [at, digit] of [...parts[4]].entries()) {
    const other = [...parts];
    other[4] = `${parts[4].slice(0, at)}${digit === '0' ? '1' : '0'}${parts[4].slice(at + 1)}`;
    assert.throws(() => checkOpening(known(service), shown, other.join('|')));
  }
  const second = readTracker(booth.prepare(marks).qr);
  assert.throws(() => checkOpening(known(service), second, qr), { name: 'WrongOpening' });
});

test('without the service\'s own signature nothing is opened', async () => {
  const service = await newService();
  const { booth } = await opened(service);
  booth.prepare(marks);
  service.lies.spoils = 'ab'.repeat(32);
  await assert.rejects(booth.open(), kindIs('badReceipt'));
  service.lies = {};
  const { qr } = await booth.open();
  assert.match(qr, /^ballot-service\/opening\/1\|/);
});

test('no answer: never sent after that, opened on the next try', async () => {
  const service = await newService();
  const { booth } = await opened(service);
  booth.prepare(marks);
  service.lies.deaf = ['spoiled'];
  await assert.rejects(booth.open(), kindIs('offline'));
  await assert.rejects(booth.commit(), kindIs('unexpected'));
  service.lies = {};
  await booth.open();
  assert.equal(service.ballots.size, 0);
});

test('a ballot that was edited is dropped; closed or paused, nothing is spoiled', async () => {
  const service = await newService();
  const { booth } = await opened(service);
  booth.prepare(marks);
  booth.forget();
  await assert.rejects(booth.commit(), kindIs('unexpected'));
  booth.prepare(marks);
  service.state = 'paused';
  await assert.rejects(booth.open(), kindIs('paused'));
  service.state = 'closed';
  await assert.rejects(booth.open(), kindIs('closed'));
  assert.equal(service.spoiled.size, 0);
});
