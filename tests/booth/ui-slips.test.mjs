// Slips in the booth: vectors shared with Python, the way by slip, what a shared tablet keeps.
// Refuses to pass where a mistyped code reaches the service, or a slip stays on the tablet.

import assert from 'node:assert/strict';
import test from 'node:test';
import { kindIs, marks, newService, quiet, tablet } from '../booth_pages/tablet.mjs';
import { CRYPTO, ownVectors } from './support.mjs';
import { readFileSync } from 'node:fs';

const { deriveCredential } = await import(`${CRYPTO}/credential.js`);
const { groupByName } = await import(`${CRYPTO}/group.js`);
const { readSlip, slipCredential } = await import(`${CRYPTO}/slip.js`);

const CODE = ownVectors('slips.json')[1].code;
const OTHER = ownVectors('slips.json')[2].code;

test('slip vectors: what Python writes, the booth reads', () => {
  for (const { uuid, group, code, typed, credential, public: half } of ownVectors('slips.json')) {
    assert.equal(readSlip(typed), code);
    assert.equal(slipCredential(uuid, typed), credential);
    assert.equal(deriveCredential(groupByName(group), uuid, credential).publicText, half);
  }
  const path = new URL('../vectors/slips.json', import.meta.url);
  for (const { why, typed } of JSON.parse(readFileSync(path, 'utf8')).refused) {
    assert.throws(() => readSlip(typed), { name: 'BadSlip' }, why);
  }
});

/** A shared tablet before an open vote in which two slips are listed. */
async function atTheSlip(options) {
  const service = await newService();
  service.addSlips([CODE, OTHER]);
  service.open();
  const one = tablet(service, { cookie: 'none', shared: true, ...options });
  await one.booth.readManifest();
  await one.booth.waitForOpening(quiet);
  return { service, ...one };
}

test('a slip votes without a session, a token or a registration', async () => {
  const { service, booth, kept } = await atTheSlip();
  await booth.enterSlip(CODE.toLowerCase().replaceAll('-', ' '));
  await booth.seal(marks);
  const receipt = await booth.send();
  assert.match(receipt.tracker, /^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  assert.equal(service.ballots.size, 1);
  const paths = new Set(service.requests.map(({ path }) => path.split('/').at(-1)));
  assert.deepEqual([...paths].sort(), ['ballots', 'manifest', 'setup', 'status']);
  assert.ok(service.requests.every(({ cookie }) => cookie === undefined));
  for (const text of kept.all) assert.ok(!text.includes(CODE) && !text.includes('agree'));
});

test('a mistyped slip is told at once, and nothing of it is sent', async () => {
  const { service, booth } = await atTheSlip();
  const before = service.requests.length;
  const wrong = `${CODE.slice(0, -1)}${CODE.endsWith('0') ? '1' : '0'}`;
  await assert.rejects(booth.enterSlip(wrong), kindIs('badSlip'));
  assert.equal(service.requests.length, before);
  await booth.enterSlip(CODE);
  assert.equal(booth.phase, 'registered');
});

test('a slip of another meeting is told at once, and the right one still works', async () => {
  const { booth } = await atTheSlip();
  await assert.rejects(booth.enterSlip(ownVectors('slips.json')[3].code), kindIs('slipNotListed'));
  assert.equal(booth.phase, 'new');
  await booth.enterSlip(CODE);
});

test('a slip that has voted gets no second ballot, on any tablet', async () => {
  const { service, booth } = await atTheSlip();
  await booth.enterSlip(CODE);
  await booth.seal(marks);
  await booth.send();
  const second = tablet(service, { cookie: 'none', shared: true });
  await second.booth.readManifest();
  await second.booth.enterSlip(CODE);
  await second.booth.seal(marks);
  await assert.rejects(second.booth.send(), kindIs('alreadySent'));
  assert.equal(service.ballots.size, 1);
});

test('a shared tablet keeps nothing before the ballot is sealed, then what a receipt needs', async () => {
  const { service, booth, kept } = await atTheSlip();
  await booth.enterSlip(CODE);
  assert.deepEqual(kept.all, ['']);
  await booth.seal(marks);
  service.lies.deaf = ['ballots'];
  await assert.rejects(booth.send(), kindIs('offline'));
  service.lies = {};
  const again = tablet(service, { cookie: 'none', shared: true, snapshot: kept.text });
  assert.equal(again.booth.phase, 'made');
  await again.booth.readManifest();
  const receipt = await again.booth.send();
  assert.equal(service.ballots.size, 1);
  const after = tablet(service, { cookie: 'none', shared: true, snapshot: again.kept.text });
  await after.booth.readManifest();
  assert.deepEqual(after.booth.receipt(), receipt);
});

test('a member with a token may not be overwritten by a slip', async () => {
  const service = await newService();
  const one = tablet(service);
  await one.booth.readManifest();
  await one.booth.takeToken();
  service.addSlips([CODE]);
  service.open();
  await assert.rejects(one.booth.enterSlip(CODE), kindIs('occupied'));
});

test('the booth asks no clock: a tablet that is years wrong votes all the same', async () => {
  const RealDate = globalThis.Date;
  for (const wrong of [0, 4102444800000]) {
    globalThis.Date = class extends RealDate {
      static now() { return wrong; }

      constructor(...given) { super(...(given.length === 0 ? [wrong] : given)); }
    };
    try {
      const { service, booth } = await atTheSlip();
      await booth.enterSlip(CODE);
      await booth.seal(marks);
      await booth.send();
      assert.equal(service.ballots.size, 1);
    } finally {
      globalThis.Date = RealDate;
    }
  }
});
