// A service in memory that keeps docs/spec/http.md, for the booth's tests and for looking at pages.
// Refuses what the real one refuses; every fault of a dishonest host is a switch, off by default.

import { generateKeyPairSync, sign } from 'node:crypto';
import { sampleManifest } from './sample.mjs';

const BOOTH = '../../ballot_service/web/static/booth';
const load = (name) => import(`${BOOTH}/${name}.js`);
const { verifyBallot } = await load('crypto/ballot');
const { deriveCredential } = await load('crypto/credential');
const { toBase64, utf8 } = await load('crypto/encoding');
const { parseElection } = await load('crypto/election');
const { groupByName, powerOfGenerator } = await load('crypto/group');
const { canonicalForm, electionText, parseManifest } = await load('crypto/manifest');
const { receiptMessage } = await load('crypto/receipt');
const { setupHash } = await load('crypto/setup');
const { slipCredential } = await load('crypto/slip');
const { importIssuingKey, verifyToken } = await load('crypto/token');
const { RSABSSA } = await load('vendor/blindrsa');

const suite = RSABSSA.SHA384.PSS.Randomized();
const RSA = {
  name: 'RSA-PSS', hash: 'SHA-384', modulusLength: 3072, publicExponent: Uint8Array.of(1, 0, 1),
};
const TRUSTEE_SECRETS = [1234567n, 7654321n, 1357924n];

/** @returns an issuing key pair and its written public half */
export async function issuingKey() {
  const pair = await crypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  return { pair, text: toBase64(spki) };
}

const error = (status, code, name = code) =>
  ({ status, body: { error: code, name, vi: code, en: code } });
const answer = (body) => ({ status: 200, body });

/** One meeting, its members, its tokens and ballots. */
export class Service {
  /** Switches of a dishonest or troubled host. */
  lies = {};
  state = 'issuing';
  sessions = new Map();
  served = new Map();
  registered = new Map();
  ballots = new Map();
  spoiled = new Set();
  requests = [];

  static async create({ change, key, receiptKeys } = {}) {
    const service = new Service();
    service.issuing = key ?? await issuingKey();
    service.receiptKeys = receiptKeys ?? generateKeyPairSync('ed25519');
    const raw = service.receiptKeys.publicKey.export({ type: 'spki', format: 'der' }).subarray(12);
    const fields = sampleManifest({
      issuingKey: service.issuing.text, receiptKey: raw.toString('base64'), change,
    });
    service.manifestBytes = utf8(canonicalForm(fields));
    service.manifest = parseManifest(service.manifestBytes);
    service.uuid = fields.uuid;
    service.key = await importIssuingKey(service.issuing.text);
    return service;
  }

  /** A signed-in member's session. */
  signIn(member) {
    const cookie = `session-${member}-${this.sessions.size}`;
    this.sessions.set(cookie, member);
    return cookie;
  }

  /** The chair opens: the list is what was registered, sorted. */
  open() {
    const { group: name, trustees } = this.manifest.fields;
    const group = groupByName(name);
    const power = powerOfGenerator(group);
    const own = [...this.registered.keys()].filter((one) => one !== this.lies.drops);
    const key = TRUSTEE_SECRETS.slice(0, trustees.size).reduce((sum, one) => sum + one, 0n);
    const coefexps = TRUSTEE_SECRETS.slice(0, trustees.size).map((secret) => ({
      message: JSON.stringify({
        coefexps: Array.from({ length: trustees.threshold }, (_, at) =>
          group.format(power(secret + BigInt(at)))),
      }),
      signature: {},
    }));
    const filler = Array(trustees.size).fill({});
    const parameters = {
      threshold: trustees.threshold, certs: filler, coefexps, signatures: filler,
      verification_keys: filler,
    };
    this.setup = {
      election: electionText(this.manifest, group.format(power(key))),
      trustees: JSON.stringify([['Pedersen', parameters]]),
      credentials: JSON.stringify(own.sort()),
    };
    this.election = parseElection(this.setup.election);
    this.listed = new Set(own);
    this.setupHash = setupHash(this.setup);
    this.state = 'open';
  }

  /** @param {{ method: string, path: string, cookie?: string, body?: string }} request */
  async handle({ method, path, cookie, body = '', headers = {} }) {
    this.requests.push({ method, path, cookie, body, headers });
    const [, room, uuid, what] = path.split('/');
    if (uuid !== this.uuid) return error(404, '');
    if (room === 'booth') return this.#identified(what, this.sessions.get(cookie), cookie, body);
    if (this.lies.silent?.includes(what)) return undefined;
    const found = await this.#anonymous(method, what, body);
    return this.lies.deaf?.includes(what) ? undefined : found;
  }

  async #identified(what, member, cookie, body) {
    if (member === undefined) return error(401, '', 'SignInNeeded');
    if (what === 'leave') {
      this.sessions.delete(cookie);
      return answer({});
    }
    if (this.state !== 'issuing') return error(409, 'E03');
    const { request } = JSON.parse(body);
    const known = this.served.get(member);
    if (known !== undefined && known.request !== request) return error(409, 'E25');
    const { privateKey } = (this.lies.otherKey ?? this.issuing).pair;
    const blind = await suite.blindSign(privateKey, Buffer.from(request, 'base64'));
    const signature = Buffer.from(blind).toString('base64');
    this.served.set(member, { request, signature });
    return answer({ signature });
  }

  async #anonymous(method, what, body) {
    if (what === 'status') return answer(this.#status());
    if (what === 'manifest') return { status: 200, bytes: this.manifestBytes };
    if (what === 'setup' && this.setup !== undefined) {
      return answer({ ...this.setup, ...this.lies.setup });
    }
    if (what === 'registrations') return this.#register(body);
    if (what === 'ballots') return this.#cast(body);
    if (what === 'spoiled') return this.#spoil(body);
    return error(404, '');
  }

  #status() {
    const manifest = this.lies.manifestHash ?? this.manifest.hash;
    return { state: this.state, manifest, setup: this.setupHash ?? '', end: '' };
  }

  async #register(body) {
    if (this.state !== 'registration') return error(409, 'E03');
    const token = JSON.parse(body);
    try {
      await verifyToken(this.key, this.uuid, token);
    } catch {
      return error(422, 'E08', 'BadSignature');
    }
    this.registered.set(token.credential, token);
    return answer({ registered: true });
  }

  #cast(body) {
    const known = [...this.ballots.values()].find(({ text }) => text === body);
    if (known !== undefined) return answer(known.receipt);
    if (this.state === 'paused') return error(409, 'PAUSED', 'Paused');
    if (this.state !== 'open') return error(409, this.setup === undefined ? 'E03' : 'E04');
    if (this.lies.rejects) return error(422, 'E08', 'BadProof');
    let found;
    try {
      found = verifyBallot(this.election, body, this.listed);
    } catch (fault) {
      return error(422, 'E08', fault.name);
    }
    if (this.ballots.has(found.credential)) return error(409, 'E05');
    if (this.spoiled.has(found.tracker)) return error(422, 'E08', 'BallotSpoiled');
    const receipt = this.#receipt(found.tracker);
    this.ballots.set(found.credential, { text: body, receipt });
    return answer(receipt);
  }

  #spoil(body) {
    if (this.state === 'paused') return error(409, 'PAUSED', 'Paused');
    if (this.state !== 'open') return error(409, 'E04');
    const { credential, tracker } = verifyBallot(this.election, body, this.listed);
    if (this.ballots.has(credential)) return error(409, 'E05');
    this.spoiled.add(tracker);
    const { uuid, setupHash: hash, receiptKeys, lies } = this;
    const message = `ballot-service/spoiled/1|${uuid}|${hash}|${lies.spoils ?? tracker}`;
    const signature = sign(null, utf8(message), receiptKeys.privateKey).toString('base64');
    return answer({ tracker, setup: hash, signature });
  }

  /** Slips of the committee: their public halves join the list before it is opened. */
  addSlips(codes) {
    const group = groupByName(this.manifest.fields.group);
    for (const code of codes) {
      const { publicText } = deriveCredential(group, this.uuid, slipCredential(this.uuid, code));
      this.registered.set(publicText, 'slip');
    }
  }

  #receipt(tracker) {
    const { uuid, setupHash: hash, lies } = this;
    const signed = receiptMessage({ uuid, setupHash: hash, tracker: lies.tracker ?? tracker });
    const signature = sign(null, signed, (lies.otherReceiptKey ?? this.receiptKeys).privateKey);
    return {
      tracker: lies.tracker ?? tracker, setup: hash, signature: signature.toString('base64'),
    };
  }
}

/** `fetch` into a service in memory: no network, one session's cookie. */
export function fetchInto(service, cookie) {
  return async (url, { method = 'GET', body, headers = {}, credentials }) => {
    const path = new URL(url).pathname;
    const sent = credentials === 'omit' ? undefined : cookie;
    const found = await service.handle({ method, path, cookie: sent, body, headers });
    if (found === undefined) throw new TypeError('no answer');
    return new Response(found.bytes ?? JSON.stringify(found.body), { status: found.status });
  };
}
