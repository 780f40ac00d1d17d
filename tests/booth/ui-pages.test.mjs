// The booth's pages without a browser: catalogues, ballot view, snapshots, faults, players.
// Refuses a text in one language only, a key that nothing defines, and markup made from data.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { sampleManifest } from '../booth_pages/sample.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '..', '..');
const FOLDER = join(ROOT, 'ballot_service', 'web', 'static', 'booth');
const BOOTH = '../../ballot_service/web/static/booth';
const { CATALOGUES, dayOf, textFor } = await import(`${BOOTH}/texts.js`);
const { ballotView, markKey } = await import(`${BOOTH}/ballot-view.js`);
const { readSnapshot, writeSnapshot } = await import(`${BOOTH}/snapshot.js`);
const { CODES, faultOf, faultOfAnswer } = await import(`${BOOTH}/faults.js`);
const { qrRows } = await import(`${BOOTH}/qr.js`);

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));
const CHECKER = join(FOLDER, '..', 'checker');
const checker = readdirSync(CHECKER).filter((name) => name.endsWith('.js'))
  .map((name) => ({ name: `checker/${name}`, text: readFileSync(join(CHECKER, name), 'utf8') }));
const source = [...files.filter(({ name }) => !name.startsWith('texts')), ...checker]
  .map(({ text }) => text).join('');
const ROOMS = new Set(Object.keys(CATALOGUES.vi).map((key) => key.split('.')[0]));
const fieldsOf = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('both catalogues have the same keys and fields; every text is NFC and says something', () => {
  const { vi, en } = CATALOGUES;
  assert.deepEqual(Object.keys(vi).sort(), Object.keys(en).sort());
  for (const key of Object.keys(vi)) {
    assert.deepEqual(fieldsOf(vi[key]), fieldsOf(en[key]), key);
    for (const text of [vi[key], en[key]]) {
      assert.equal(text, text.normalize('NFC'), key);
      assert.ok(text.trim() !== '' && (text.split('**').length - 1) % 2 === 0, key);
    }
  }
});

test('no election words and no cryptography on a member’s screen', () => {
  const banned = /ứng cử|trúng cử|đắc cử|cử tri|người dùng|mã hóa|hàm băm|mật mã/i;
  for (const [key, text] of Object.entries(CATALOGUES.vi)) assert.doesNotMatch(text, banned, key);
});

test('every key that the pages name exists, and every key is named', () => {
  const quoted = new Set([...source.matchAll(/'([a-z]+\.[A-Za-z_0-9.]+)'/g)].map(([, key]) => key)
    .filter((key) => ROOMS.has(key.split('.')[0])));
  for (const key of quoted) assert.ok(Object.hasOwn(CATALOGUES.vi, key), key);
  const made = new RegExp('^(meeting\\.\\d|wait\\.|mark\\.(ask|structure|authority|basis)_|mark\\.\\w+'
    + '|fault\\.|(confirm|kept)\\.(title|text|no|yes)$'
    + '|slip\\.(badSlip|slipNotListed|offline|notOpen)$)');
  for (const key of Object.keys(CATALOGUES.vi)) {
    assert.ok(quoted.has(key) || made.test(key), `${key} is never shown`);
  }
});

test('every kind of fault has its title and its text', () => {
  const kinds = new Set([...source.matchAll(/BoothFault\('(\w+)'/g)].map(([, kind]) => kind));
  for (const kind of [...Object.keys(CODES), ...kinds]) {
    if (kind === 'conflict' || kind === 'paused') continue; // never a screen of its own
    assert.ok(Object.hasOwn(CATALOGUES.vi, `fault.${kind}`), kind);
    assert.ok(Object.hasOwn(CATALOGUES.vi, `fault.${kind}.title`), kind);
  }
});

test('figures have two digits, dates no zeros, missing fields and keys throw', () => {
  assert.equal(textFor('vi', 'review.unmarked', { count: 2 }).slice(0, 6), 'Còn 02');
  assert.equal(dayOf('2026-03-24'), '24/3/2026');
  assert.throws(() => textFor('vi', 'review.unmarked', {}));
  assert.throws(() => textFor('en', 'no.such'));
});

test('the catalogue of messages says what the service says', () => {
  const path = join(ROOT, 'ballot_service', 'planning', 'messages.py');
  const python = readFileSync(path, 'utf8').replace(/"\s*\n\s*"/g, '');
  const own = { ...CODES };
  delete own.offline;
  for (const [kind, code] of Object.entries(own)) {
    for (const language of ['vi', 'en']) {
      assert.ok(python.includes(`"${textFor(language, `fault.${kind}`)}"`), `${code} ${language}`);
    }
  }
  assert.ok(python.includes(textFor('vi', 'unsent.text')));
});

test('the ballot view: groups as the manifest has them, basis, places, structure', () => {
  const fields = sampleManifest({ issuingKey: '', receiptKey: '' });
  const view = ballotView(fields);
  assert.deepEqual(view.groups.map(({ letter, rows }) => [letter, rows.length]),
    [['A', 4], ['B', 7], ['C', 5]]);
  assert.deepEqual(view.basis, { over: 1, under: 2, least: 8, half: true });
  assert.deepEqual(view.groups[2].structure, [{ category: 'female', count: 1 }]);
  assert.deepEqual(view.groups[0].places, { expected: 2, certain: 2 });
  assert.deepEqual(view.groups.flatMap(({ rows }) => rows.map(({ index }) => index)),
    Array.from({ length: 16 }, (_, index) => index));
  const least = (members) =>
    ballotView({ ...fields, roll: { ...fields.roll, members } }).basis.least;
  for (let members = 1; members <= 500; members += 1) {
    assert.ok(2 * least(members) > members && 2 * (least(members) - 1) <= members);
  }
  const consultation = ballotView({ ...fields, kind: 'consultation' });
  assert.equal(consultation.basis, null);
  assert.equal(consultation.groups[0].places, null);
});

test('on a removal, to agree is said to be to agree that somebody leaves the plan', () => {
  assert.equal(markKey('removal', 'agree'), 'mark.agree_removal');
  assert.equal(markKey('removal', 'disagree'), 'mark.disagree');
  assert.equal(markKey('removal', 'unmarked'), 'mark.unmarked');
  for (const kind of ['addition', 'consultation', 'reballot']) {
    assert.equal(markKey(kind, 'agree'), 'mark.agree');
  }
  assert.equal(textFor('vi', markKey('removal', 'agree')), 'Đồng ý đưa ra');
  assert.equal(textFor('en', markKey('removal', 'agree')), 'Agree to remove');
  for (const language of ['vi', 'en']) {
    const label = textFor(language, `${markKey('removal', 'agree')}_label`, { name: 'Lý' });
    assert.ok(label.endsWith('— Lý'), language);
  }
});

test('a snapshot keeps the fields of its phase, and another one is no snapshot', () => {
  const held = { phase: 'held', manifest: 'm', credential: 'c', token: 't', marks: 'x' };
  const text = writeSnapshot(held, 'uuid');
  assert.ok(!text.includes('marks'));
  assert.equal(readSnapshot(text, 'uuid').token, 't');
  const bad = [null, '', '{', '1', text.replace('"held"', '"done"'), text.replace('1', '2'),
    JSON.stringify({ ...JSON.parse(text), seed: 's' }), text.replace('"t"', '7')];
  for (const one of bad) assert.equal(readSnapshot(one, 'uuid'), undefined, String(one));
  assert.equal(readSnapshot(text, 'another'), undefined);
});

test('what the service answers, and what it means', () => {
  const kind = (status, body) => faultOfAnswer(status, body).kind;
  assert.equal(kind(409, { error: 'E25' }), 'issuedElsewhere');
  assert.equal(kind(409, { error: 'E04' }), 'closed');
  assert.equal(kind(409, { error: 'X' }), 'conflict');
  assert.equal(kind(422, undefined), 'rejected');
  assert.equal(kind(401, {}), 'sessionExpired');
  assert.equal(kind(400, { error: 5 }), 'offline');
  assert.equal(kind(503, null), 'offline');
  assert.equal(kind(500, { error: 'E07' }), 'offline');
  assert.equal(faultOf(new TypeError('x')).kind, 'unexpected');
});

test('a receipt fits a QR code with a quiet zone', () => {
  const rows = qrRows(`ballot-service/receipt/1|${'a'.repeat(40)}|${'b'.repeat(64)}|`
    + `${'c'.repeat(64)}|${'d'.repeat(88)}`);
  assert.ok(rows.length <= 81 && rows.every((row) => row.length === rows.length));
  assert.ok(rows.slice(0, 4).flat().every((dark) => !dark));
});

test('players hold a meeting to verified receipts', { timeout: 60000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'players-'));
  const file = join(folder, 'players.json');
  const page = '<meta name="csrf-token" content="csrf"><input name="csrf_token" value="x">';
  for (const name of ['booth', 'booth_without', 'kiosk', 'sign_in', 'sign_in_refused']) {
    writeFileSync(join(folder, `${name}.html`), page);
  }
  const choices = { 'giam-doc/khoi': 'agree', 'giam-doc/vy': 'disagree' };
  writeFileSync(file, JSON.stringify([
    { code: 'A1', choices }, { code: 'A2', choices: Array(16).fill('disagree') },
  ]));
  const mock = join(HERE, '..', 'booth_pages', 'mock-server.mjs');
  const server = spawn(process.execPath, [mock, folder]);
  try {
    const port = Number(await new Promise((first) => { server.stdout.once('data', first); }));
    const base = `http://127.0.0.1:${port}`;
    const tell = (what, given = {}) => fetch(`${base}/mock/${what}`, {
      method: 'POST', body: JSON.stringify(given),
    }).then((answer) => answer.json());
    const script = join(ROOT, 'scripts', 'play-members.mjs');
    const hurried = [script, base, file, '--window', '50', '--hurry', '40'];
    const players = spawn(process.execPath, hurried);
    let said = '';
    for (const stream of [players.stdout, players.stderr]) {
      stream.on('data', (data) => { said += data; });
    }
    const ended = new Promise((end) => { players.once('exit', end); });
    const until = async (pattern, count) => {
      while (said.split(pattern).length <= count) {
        await new Promise((wake) => { setTimeout(wake, 50); });
        assert.equal(players.exitCode, null, said);
      }
    };
    await until('has a token', 2);
    await tell('state', { state: 'registration' });
    await until(': registered', 2);
    await tell('open');
    assert.equal(await ended, 0, said);
    assert.match(said, /2 of 2 players have a verified receipt/);
    assert.ok(!/\bA1\b|agree/.test(said));
    const { ballots, cookies } = await tell('look');
    assert.deepEqual([ballots, cookies], [2, 0]);
  } finally {
    server.stdin.end();
    server.kill();
    rmSync(folder, { recursive: true });
  }
});

const FORBIDDEN = [
  /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|new Function/,
  /localStorage|indexedDB|document\.cookie|Math\.random\(|console\./,
  /\.style\b|setAttribute\('style|setAttribute\('on/,
];
const INLINE = [/<script(?![^>]*\bsrc=)/, /<style|\sstyle=|\son\w+=/, /https?:/, /\|\s*safe/];

test('house rules: heads, lengths, imports, nothing stored or evaluated, no markup', () => {
  for (const { name, text: whole } of [...files, ...checker]) {
    const text = whole.replace(/^ *(\/\/|\/?\*).*$/gm, '');
    const lines = whole.split('\n');
    assert.match(lines[0], /^\/\/ /, name);
    assert.match(`${lines[1]}`, /\b[Rr]efuses\b/, name);
    assert.ok(lines.length <= 301, `${name}: ${lines.length}`);
    for (const [, from] of text.matchAll(/\bfrom '([^']+)'/g)) {
      assert.match(from, /^\.(\.\/booth)?\/[a-z0-9/-]+\.js$/, name);
    }
    for (const pattern of FORBIDDEN) assert.doesNotMatch(text, pattern, name);
    if (name !== 'keeping.js') assert.doesNotMatch(text, /sessionStorage\./, name);
    if (name.startsWith('texts-')) continue;
    assert.equal(lines.find((line) => line.length > 100), undefined, name);
  }
  for (const name of ['booth.html', 'sign_in.html', 'enrol.html', 'parts.html']) {
    const path = join(ROOT, 'templates', 'member', name);
    assert.ok(existsSync(path));
    const html = readFileSync(path, 'utf8');
    for (const pattern of INLINE) assert.doesNotMatch(html, pattern, name);
  }
});
