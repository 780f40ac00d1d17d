// The driver against a service in memory: the honest way, retries, reloads, sizes.
// Refuses to pass where a ballot is made twice, or where a lost answer loses a vote.

import assert from 'node:assert/strict';
import test from 'node:test';
import { fetchInto } from '../booth_pages/service.mjs';
import { kindIs, marks, newService, opened, quiet, tablet } from '../booth_pages/tablet.mjs';

test('issue, register, open, cast, receipt', async () => {
  const service = await newService();
  const { booth, kept } = await opened(service);
  assert.equal(booth.phase, 'registered');
  assert.equal(service.sessions.size, 0);
  const { tracker } = await booth.seal(marks);
  const receipt = await booth.send();
  assert.equal(receipt.tracker, tracker);
  assert.match(receipt.tracker, /^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  assert.match(receipt.setup, /^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/);
  const written = /^ballot-service\/receipt\/1\|[^|]+\|[0-9a-f]{64}\|[0-9a-f]{64}\|.{88}$/;
  assert.match(receipt.qr, written);
  assert.equal(service.ballots.size, 1);
  const left = JSON.parse(kept.text);
  assert.deepEqual(Object.keys(left).sort(),
    ['manifest', 'phase', 'setup', 'signature', 'tracker', 'uuid', 'version']);
});

test('nothing kept ever holds a mark or a seed, nor anything sent a credential', async () => {
  const service = await newService();
  const { booth, kept } = await opened(service);
  await booth.seal(marks);
  await booth.send();
  const secret = JSON.parse(kept.all[0]).credential;
  assert.ok(secret.length === 25);
  for (const text of kept.all) {
    assert.doesNotMatch(text, /agree|seed|marks|choices"?:\[\[?[01]/);
  }
  for (const { body } of service.requests) assert.ok(!String(body).includes(secret));
});

test('anonymous requests carry no cookie; a fresh booth draws its delay from 30 s', async () => {
  const service = await newService();
  const { kept } = await opened(service);
  const anonymous = service.requests.filter(({ path }) => path.startsWith('/api/'));
  assert.ok(anonymous.length > 3);
  assert.ok(anonymous.every(({ cookie }) => cookie === undefined));
  const delays = [];
  for (let round = 0; round < 12; round += 1) {
    const other = await newService();
    const { kept: { slept } } = await opened(other);
    delays.push(slept[0]);
  }
  assert.ok(delays.every((time) => time >= 0 && time < 30000));
  assert.ok(Math.max(...delays) > 10000 && Math.min(...delays) < 20000, String(delays));
  assert.ok(kept.slept.slice(1).every((time) => time >= 2000 && time < 4000));
});

test('the request is kept before it leaves; a reload asks the same one again', async () => {
  const service = await newService();
  const first = tablet(service);
  const lost = async (url, options) => {
    await fetchInto(service, first.session)(url, options);
    if (url.endsWith('/token')) throw new TypeError('lost');
    return fetchInto(service, first.session)(url, options);
  };
  const { booth, kept } = tablet(service, { cookie: first.session, fetch: lost });
  await booth.readManifest();
  await assert.rejects(booth.takeToken(), kindIs('offline'));
  const again = tablet(service, { cookie: first.session, snapshot: kept.text });
  assert.equal(again.booth.phase, 'asked');
  await again.booth.readManifest();
  await again.booth.takeToken();
  assert.equal(again.booth.phase, 'held');
  assert.equal(service.served.size, 1);
});

test('another tablet of the same member is refused (E25)', async () => {
  const service = await newService();
  const first = tablet(service);
  await first.booth.readManifest();
  await first.booth.takeToken();
  const second = tablet(service);
  await second.booth.readManifest();
  await assert.rejects(second.booth.takeToken(), kindIs('issuedElsewhere'));
});

test('a lost receipt: the same bytes again, also after a reload and after close', async () => {
  const service = await newService();
  const { booth, kept } = await opened(service);
  await booth.seal(marks);
  service.lies.deaf = ['ballots'];
  await assert.rejects(booth.send(), kindIs('offline'));
  assert.equal(service.ballots.size, 1);
  service.lies = {};
  service.state = 'closed';
  const again = tablet(service, { snapshot: kept.text });
  assert.equal(again.booth.phase, 'made');
  await again.booth.readManifest();
  const receipt = await again.booth.send();
  assert.equal(service.ballots.size, 1);
  const bodies = service.requests.filter(({ path }) => path.endsWith('ballots'));
  assert.equal(new Set(bodies.map(({ body }) => body)).size, 1);
  assert.ok(receipt.qr.includes(JSON.parse(again.kept.text).tracker));
});

test('nothing arrived, then close: E04, and the ballot is not taken', async () => {
  const service = await newService();
  const { booth } = await opened(service);
  await booth.seal(marks);
  service.lies.silent = ['ballots'];
  await assert.rejects(booth.send(), kindIs('offline'));
  service.lies = {};
  service.state = 'closed';
  await assert.rejects(booth.send(), kindIs('closed'));
  assert.equal(service.ballots.size, 0);
});

test('paused: the ballot is kept and goes when the chair resumes', async () => {
  const service = await newService();
  const { booth } = await opened(service);
  await booth.seal(marks);
  service.state = 'paused';
  await assert.rejects(booth.send(), kindIs('paused'));
  service.state = 'open';
  await booth.send();
});

test('a ballot is made once; a refused one may be made again', async () => {
  const service = await newService();
  const { booth, kept } = await opened(service);
  await booth.seal(marks);
  const first = JSON.parse(kept.text).ballot;
  await assert.rejects(booth.seal(marks), kindIs('unexpected'));
  service.lies.rejects = true;
  await assert.rejects(booth.send(), kindIs('rejected'));
  await booth.discardRejected();
  service.lies = {};
  await booth.seal(marks);
  assert.notEqual(JSON.parse(kept.text).ballot, first);
  await booth.send();
});

test('registration repeats the same token until it is taken', async () => {
  const service = await newService();
  service.lies.deaf = ['registrations'];
  const one = tablet(service);
  await one.booth.readManifest();
  await one.booth.takeToken();
  await one.booth.leave();
  service.state = 'registration';
  let tries = 0;
  await one.booth.waitForBallot(({ step, offline }) => {
    if (step === 'registering' && offline) tries += 1;
    if (tries === 2) service.lies = {};
    if (step === 'registered') service.open();
  });
  const sent = service.requests.filter(({ path }) => path.endsWith('registrations'));
  assert.equal(sent.length, 3);
  assert.equal(new Set(sent.map(({ body }) => body)).size, 1);
});

test('a token that never registered is told at the opening', async () => {
  const service = await newService();
  const one = tablet(service);
  await one.booth.readManifest();
  await one.booth.takeToken();
  await one.booth.leave();
  service.open();
  await assert.rejects(one.booth.waitForBallot(quiet), kindIs('notListed'));
});

test('a session that ended elsewhere ends here too', async () => {
  const service = await newService();
  const { booth, session } = tablet(service);
  await booth.readManifest();
  await booth.takeToken();
  service.sessions.delete(session);
  await booth.leave();
  assert.equal(booth.phase, 'left');
  const late = tablet(service, { cookie: 'none' });
  await late.booth.readManifest();
  await assert.rejects(late.booth.takeToken(), kindIs('sessionExpired'));
});

test('every choice pattern makes a request of one size', async () => {
  const service = await newService();
  const patterns = [
    marks.map(() => 'agree'), marks.map(() => 'disagree'), marks.map(() => 'unmarked'), marks,
  ];
  const sizes = new Set();
  for (const [at, pattern] of patterns.entries()) {
    const again = await newService();
    const { booth } = await opened(again, { member: `m${at}` });
    await booth.seal(pattern);
    await booth.send();
    const { body, headers } = again.requests.find(({ path }) => path.endsWith('ballots'));
    sizes.add(body.length + headers['X-Padding'].length);
  }
  assert.equal(sizes.size, 1, [...sizes].join(' '));
  assert.ok(service);
});
