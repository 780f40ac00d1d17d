// Manifest and Setup: the election follows byte for byte, and a booth refuses any other.

import assert from 'node:assert/strict';
import test from 'node:test';
import { CRYPTO, ownVectors, refuses } from './support.mjs';

const { longCode } = await import(`${CRYPTO}/codes.js`);
const { parseElection } = await import(`${CRYPTO}/election.js`);
const { utf8 } = await import(`${CRYPTO}/encoding.js`);
const { groupByName, powerOfGenerator } = await import(`${CRYPTO}/group.js`);
const { canonicalForm, electionOfManifest, electionText, parseManifest } =
  await import(`${CRYPTO}/manifest.js`);
const { checkSetup, setupHash } = await import(`${CRYPTO}/setup.js`);

const vectors = ownVectors('manifest-election.json');
const [vector] = vectors;
const manifest = parseManifest(utf8(vector.manifest));
const group = groupByName('Ed25519');
const element = (exponent) => group.format(powerOfGenerator(group)(exponent));

test('vectors: hash, code and election', () => {
  for (const { manifest: text, ...known } of vectors) {
    const parsed = parseManifest(utf8(text));
    assert.equal(parsed.hash, known.hash);
    assert.equal(longCode(parsed.hash), known.code);
    assert.equal(electionText(parsed, known.public_key), known.election);
    const election = electionOfManifest(parsed, known.election);
    assert.equal(election.hash, known.election_hash);
    assert.equal(election.fingerprint, known.fingerprint);
    assert.ok(Object.isFrozen(parsed.fields.questions[0]));
  }
});

test('an election that differs in anything is refused', () => {
  const change = (edit) => {
    const election = JSON.parse(vector.election);
    edit(election);
    return JSON.stringify(election);
  };
  const refused = [
    (election) => election.questions.push(election.questions[0]),
    (election) => election.questions.pop(),
    (election) => election.questions.reverse(),
    (election) => { election.questions[0].max = 2; },
    (election) => { election.questions[0].blank = false; },
    (election) => { election.questions[0].answers.reverse(); },
    (election) => { election.questions[0].question += ' '; },
    (election) => { election.name = election.name.normalize('NFD'); },
    (election) => { election.uuid = `${election.uuid}1`; },
    (election) => { election.administrator = 'x'; },
    (election) => { election.language = ['vi', 'ltr']; },
  ];
  for (const edit of refused) {
    refuses('ElectionNotFromManifest', () => electionOfManifest(manifest, change(edit)));
  }
  refuses('ElectionNotFromManifest', () => electionOfManifest(manifest, `${vector.election} `));
  refuses('UnknownField', () =>
    electionOfManifest(manifest, change((election) => { election.x = 1; })));
  refuses('WrongManifest', () =>
    electionOfManifest(manifest, change((election) => { election.description = 'x'; })));
  refuses('IdentityElement', () => electionOfManifest(
    manifest, change((election) => { election.public_key = element(0n); }),
  ));
});

/** One rule broken each: the error's name, and how. */
const BROKEN = [
  ['UnknownField', (m) => { m.extra = 1; }],
  ['UnknownField', (m) => { m.roll.salt = '0'.repeat(64); }],
  ['UnknownField', (m) => { m.nominees[0].vote = 1; }],
  ['MissingField', (m) => { delete m.date; }],
  ['MissingField', (m) => { delete m.titles[0].structure[0].staying; }],
  ['WrongType', (m) => { m.title = 1; }],
  ['WrongType', (m) => { m.run = '1'; }],
  ['WrongType', (m) => { m.profile = []; }],
  ['WrongType', (m) => { m.profile = null; }],
  ['WrongType', (m) => { m.profile.version = 1.5; }],
  ['WrongType', (m) => { m.profile.version = null; }],
  ['WrongType', (m) => { m.roll.digest = 'AB'.repeat(32); }],
  ['NumberOutOfRange', (m) => { m.run = 0; }],
  ['NumberOutOfRange', (m) => { m.step = 5; }],
  ['NumberOutOfRange', (m) => { m.roll.members = 0; }],
  ['NumberOutOfRange', (m) => { m.trustees.threshold = 4; }],
  ['NumberOutOfRange', (m) => { m.receipt_key = 'AAAA'; }],
  ['NotAnElement', (m) => { m.receipt_key = 'A'.repeat(43) + '='; }],
  ['IdentityElement', (m) => { m.receipt_key = `AQ${'A'.repeat(41)}=`; }],
  ['NotCanonical', (m) => { m.issuing_key = m.issuing_key.slice(1); }],
  ['TooLarge', (m) => { m.titles = []; }],
  ['TooLarge', (m) => { m.questions = []; }],
  ['TooLarge', (m) => { m.committee = []; }],
  ['BadText', (m) => { m.title = ''; }],
  ['BadText', (m) => { m.title = 'x'.repeat(301); }],
  ['BadText', (m) => { m.title = 'a\nb'; }],
  ['BadText', (m) => { m.body = 'a\u0085b'; }],
  ['BadText', (m) => { m.nominees[0].name = m.nominees[0].name.normalize('NFD'); }],
  ['BadUuid', (m) => { m.uuid = '0'.repeat(14); }],
  ['BadUuid', (m) => { m.uuid = 'A'.repeat(13); }],
  ['BadUuid', (m) => { m.uuid = 'A'.repeat(41); }],
  ['UnknownGroup', (m) => { m.group = 'RFC-3526-2048'; }],
  ['BadManifest', (m) => { m.schema = 'ballot-service/manifest/2'; }],
  ['BadManifest', (m) => { m.kind = 'election'; }],
  ['BadManifest', (m) => { m.date = '2026-02-30'; }],
  ['BadManifest', (m) => { m.date = '2026-2-3'; }],
  ['BadManifest', (m) => { m.titles[0].authority = 'other'; }],
  ['BadManifest', (m) => { m.titles[0].structure[0].category = 'other'; }],
  ['BadManifest', (m) => { m.nominees[0].categories = ['female', 'female']; }],
  ['BadManifest', (m) => { m.nominees[0].id = 'a b'; }],
  ['BadManifest', (m) => { m.nominees[1].id = m.nominees[0].id; }],
  ['BadManifest', (m) => { m.questions[0].title = 'nobody'; }],
  ['BadManifest', (m) => { m.questions[0].nominee = 'nobody'; }],
  ['BadManifest', (m) => { m.questions.push(m.questions[0]); }],
  ['BadManifest', (m) => { m.questions = m.questions.slice(1); }],
  ['BadManifest', (m) => { m.committee[0].role = 'member'; }],
  ['BadManifest', (m) => { m.committee[1].role = 'head'; }],
  ['BadManifest', (m) => { m.committee.pop(); }],
  ['BadManifest', (m) => { m.trustees.threshold = 1; }],
];

test('a manifest that breaks a rule is refused by the rule', () => {
  for (const [name, edit] of BROKEN) {
    const edited = JSON.parse(vector.manifest);
    edit(edited);
    assert.throws(() => parseManifest(utf8(canonicalForm(edited))), { name }, edit.toString());
  }
});

test('bytes that RFC 8785 would write otherwise are refused', () => {
  const text = vector.manifest;
  const cases = {
    NotCanonical: [
      `${text}\n`, ` ${text}`, text.replace(':', ': '), text.replace('"run":1', '"run":1.0'),
      text.replace('"run":1', '"run":1e0'), text.replace('"body"', '"\\u0062ody"'),
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())),
    ],
    DuplicateKey: [text.replace('{"body"', '{"body":"x","body"')],
    NotJson: [text.slice(1), `\ufeff${text}`, ''],
    TooLarge: [`${text}${' '.repeat(1024 * 1024)}`, '['.repeat(20)],
  };
  for (const [name, texts] of Object.entries(cases)) {
    for (const bytes of texts) refuses(name, () => parseManifest(utf8(bytes)));
  }
  refuses('NotJson', () => parseManifest(Uint8Array.of(...utf8(text), 0xff)));
  const lone = text.replace('"title":"', '"title":"\\ud800');
  refuses('NotCanonical', () => parseManifest(utf8(lone)));
});

/** The objects of a Setup event for the manifest, as a key ceremony would leave them. */
function setupFor(credentials) {
  const coefficients = [[11n, 21n], [12n, 22n], [13n, 23n]];
  const coefexps = coefficients.map((list) => ({
    message: JSON.stringify({ coefexps: list.map(element) }), signature: {},
  }));
  const three = [{}, {}, {}];
  const parameters = {
    threshold: 2, certs: three, coefexps, signatures: three, verification_keys: three,
  };
  return {
    election: electionText(manifest, element(36n)),
    trustees: JSON.stringify([['Pedersen', parameters]]),
    credentials: JSON.stringify(credentials),
  };
}

const CREDENTIALS = [1001n, 1002n, 1003n].map(element).sort();

test('Setup: accepted with our credential in it, refused without', () => {
  const objects = setupFor(CREDENTIALS);
  const hash = setupHash(objects);
  const election = checkSetup(manifest, objects, hash, CREDENTIALS[1]);
  assert.equal(election.uuid, manifest.fields.uuid);
  refuses('UnknownCredential', () => checkSetup(manifest, objects, hash, element(1004n)));
  refuses('IdentityElement', () => checkSetup(manifest, objects, hash, element(0n)));
  const another = 'f'.repeat(64);
  refuses('WrongSetupHash', () => checkSetup(manifest, objects, another, CREDENTIALS[1]));
  for (const name of Object.keys(objects)) {
    const other = { ...objects, [name]: `${objects[name]} ` };
    refuses('WrongSetupHash', () => checkSetup(manifest, other, hash, CREDENTIALS[1]));
  }
});

test('Setup: the list is sorted, distinct, without weights, of at most N', () => {
  const refused = {
    CredentialsNotSorted: [...CREDENTIALS].reverse(),
    DuplicateCredential: [CREDENTIALS[0], CREDENTIALS[0], CREDENTIALS[1]],
    WeightNotAllowed: [...CREDENTIALS, `${CREDENTIALS[0]},2`],
    TooManyCredentials: Array.from({ length: 16 }, (_, i) => element(BigInt(i + 1))).sort(),
    WrongType: [...CREDENTIALS, 7],
  };
  for (const [name, list] of Object.entries(refused)) {
    const objects = setupFor(list);
    refuses(name, () => checkSetup(manifest, objects, setupHash(objects), CREDENTIALS[0]));
  }
  const credentials = JSON.stringify(CREDENTIALS, null, 1);
  const spaced = { ...setupFor(CREDENTIALS), credentials };
  refuses('NotCanonical', () => checkSetup(manifest, spaced, setupHash(spaced), CREDENTIALS[0]));
});

test('Setup: the trustees are the manifest\'s one group, their key is the election\'s', () => {
  const refused = [
    ['WrongTrusteeGroup', (list) => list.push(list[0])],
    ['WrongTrusteeGroup', (list) => list.pop()],
    ['WrongTrusteeGroup', (list) => { list[0][0] = 'Single'; }],
    ['WrongTrusteeGroup', ([[, group_]]) => { group_.threshold = 3; }],
    ['WrongTrusteeGroup', ([[, group_]]) => group_.verification_keys.pop()],
    ['BadTrustees', ([[, { coefexps }]]) => {
      coefexps[0].message = JSON.stringify({ coefexps: [element(11n)] });
    }],
    ['WrongPublicKey', ([[, { coefexps }]]) => {
      coefexps[0].message = JSON.stringify({ coefexps: [element(10n), element(21n)] });
    }],
  ];
  for (const [name, edit] of refused) {
    const objects = setupFor(CREDENTIALS);
    const trustees = JSON.parse(objects.trustees);
    edit(trustees);
    objects.trustees = JSON.stringify(trustees);
    refuses(name, () => checkSetup(manifest, objects, setupHash(objects), CREDENTIALS[0]));
  }
});

test('an election is bounded', () => {
  const edit = (change) => {
    const election = JSON.parse(vector.election);
    change(election);
    return JSON.stringify(election);
  };
  const refused = [
    ['NumberOutOfRange', (e) => { e.version = 2; }],
    ['NumberOutOfRange', (e) => { e.questions[0].min = 2; }],
    ['NumberOutOfRange', (e) => { e.questions[0].max = 3; }],
    ['TooLarge', (e) => { e.questions = []; }],
    ['TooLarge', (e) => { e.questions = new Array(501).fill(e.questions[0]); }],
    ['TooLarge', (e) => { e.questions[0].answers = new Array(101).fill('x'); }],
    ['WrongType', (e) => { e.questions[0].blank = 1; }],
    ['UnknownField', (e) => { e.questions[0].type = 'NonHomomorphic'; }],
  ];
  for (const [name, change] of refused) {
    assert.throws(() => parseElection(edit(change)), { name }, change.toString());
  }
});
