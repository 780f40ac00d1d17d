// The driver against dishonest hosts: other keys, manifests, elections, lists and receipts.
// Refuses to pass where a single tampered answer is taken.

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import test from 'node:test';
import { Service, issuingKey } from '../booth_pages/service.mjs';
import { kindIs, marks, newService, opened, quiet, tablet } from '../booth_pages/tablet.mjs';

test('a tampered receipt is refused', async () => {
  const other = generateKeyPairSync('ed25519');
  for (const lies of [{ tracker: 'ab'.repeat(32) }, { otherReceiptKey: other }]) {
    const service = await newService();
    const { booth } = await opened(service);
    await booth.seal(marks);
    service.lies = lies;
    await assert.rejects(booth.send(), kindIs('badReceipt'));
    assert.equal(booth.phase, 'made');
  }
});

test('another manifest than the status names, or than before the reload, is refused', async () => {
  const service = await newService();
  const { booth, kept } = tablet(service);
  await booth.readManifest();
  await booth.takeToken();
  service.lies.manifestHash = 'cd'.repeat(32);
  await assert.rejects(booth.waitForBallot(quiet), kindIs('changed'));
  const swapped = await newService({ change: { title: 'Khác' } });
  const again = tablet(swapped, { snapshot: kept.text });
  await assert.rejects(again.booth.readManifest(), kindIs('changed'));
  const meeting = await newService({ change: { uuid: 'AnotherE1ection' } });
  meeting.uuid = service.uuid;
  await assert.rejects(tablet(meeting).booth.readManifest(), kindIs('wrongMeeting'));
});

test('an opened election that is not the manifest’s is refused', async () => {
  const edits = {
    election: (text) => text.replace('Đồng ý', 'Không'),
    trustees: (text) => text.replace('"threshold":2', '"threshold":1'),
  };
  for (const [name, edit] of Object.entries(edits)) {
    const service = await newService();
    const open = service.open.bind(service);
    service.open = () => {
      open();
      service.lies.setup = { [name]: edit(service.setup[name]) };
    };
    await assert.rejects(opened(service), kindIs('badSetup'));
  }
});

test('a list without our own credential is refused', async () => {
  const service = await newService();
  const open = service.open.bind(service);
  service.open = () => {
    [service.lies.drops] = service.registered.keys();
    open();
  };
  await assert.rejects(opened(service), kindIs('notListed'));
});

test('a member with a key of his own sees another code than the printed one', async () => {
  const receiptKeys = generateKeyPairSync('ed25519');
  const printed = await newService({ receiptKeys });
  const tagged = await Service.create({ key: await issuingKey(), receiptKeys });
  const codes = await Promise.all([printed, printed, tagged].map(async (service) =>
    (await tablet(service).booth.readManifest()).code));
  assert.equal(codes[0], codes[1]);
  assert.notEqual(codes[0], codes[2]);
});

test('a key of his own behind the printed manifest: refused before the session ends', async () => {
  const service = await newService();
  service.lies.otherKey = await issuingKey();
  const { booth } = tablet(service);
  await booth.readManifest();
  await assert.rejects(booth.takeToken(), kindIs('badToken'));
  assert.equal(booth.phase, 'asked');
  assert.equal(service.sessions.size, 1);
});
