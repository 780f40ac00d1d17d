// One tablet's way through a meeting: token, registration, ballot, receipt; fetch, randomness,
// time and storage are given. Refuses every step whose check (docs/spec/http.md 3) does not hold.

import { makeBallot } from './crypto/ballot.js';
import { longCode, shortCode } from './crypto/codes.js';
import { deriveCredential, generateCredential } from './crypto/credential.js';
import { fromBase64, requireHex, requireString, textOf, toBase64 } from './crypto/encoding.js';
import { groupByName } from './crypto/group.js';
import { parseManifest } from './crypto/manifest.js';
import { receiptMessage, verifyReceipt } from './crypto/receipt.js';
import { checkSetup } from './crypto/setup.js';
import { blindToken, finalizeToken, importIssuingKey, writeToken } from './crypto/token.js';
import { drawn } from './drawn.js';
import { BoothFault, faultOf, naming, PASSING } from './faults.js';
import { paddingOf } from './padding.js';
import { readSnapshot, writeSnapshot } from './snapshot.js';
import { ENDED, UNTIL_ISSUING } from './states.js';

/** A registration happens at a moment drawn uniformly from this many milliseconds. */
const REGISTRATION_WINDOW = 30000;
const POLL = { least: 2000, most: 4000 };
const BITS = { agree: [1, 0], disagree: [0, 1], unmarked: [0, 0] };
/** Refusals of a ballot that are final; any other answer is no answer, and the bytes are kept. */
const FINAL = new Set(['alreadySent', 'changed', 'closed', 'rejected']);

/**
 * @typedef {object} Means
 * @property {ReturnType<import('./endpoints.js').endpoints>} api
 * @property {string} uuid of the page's own meeting
 * @property {import('./crypto/random.js').Random} random
 * @property {(milliseconds: number) => Promise<void>} sleep
 * @property {(snapshot: string) => Promise<void>} save resolves when it is kept; '' keeps nothing
 * @property {number} [registrationWindow] shorter only for players and tests, never for a page
 */

/** @typedef {{ state: string, manifest: string, setup: string, end: string }} Status */

export class Booth {
  #means;
  #held;
  #manifest;
  #election;

  /** @param {Means} means @param {string} [snapshot] what an earlier page of this tab kept */
  constructor(means, snapshot) {
    this.#means = { registrationWindow: REGISTRATION_WINDOW, ...means };
    this.#held = readSnapshot(snapshot, means.uuid);
  }

  /** @returns {string} 'new' or a phase of the snapshot */
  get phase() {
    return this.#held?.phase ?? 'new';
  }

  /** The manifest's bytes make the code; what was confirmed before a reload must be the same. */
  async readManifest() {
    const bytes = await this.#means.api.manifest();
    const manifest = await naming('badManifest', () => parseManifest(bytes));
    if (manifest.fields.uuid !== this.#means.uuid) throw new BoothFault('wrongMeeting');
    if (this.#held !== undefined && this.#held.manifest !== manifest.hash) {
      throw new BoothFault('changed', 'another manifest than before the reload');
    }
    this.#manifest = manifest;
    return { code: longCode(manifest.hash), fields: manifest.fields };
  }

  /** @returns {Promise<Status>} of the manifest whose code the member compared */
  async status() {
    const { state, manifest, setup, end } = await this.#means.api.status();
    await naming('offline', () => {
      requireString(state, 'state');
      [manifest, setup, end].forEach((hash) => hash === '' || requireHex(hash, 64));
    });
    if (manifest !== this.#manifest.hash) throw new BoothFault('changed', 'manifest of the status');
    const known = this.#election?.setup ?? this.#held?.setup;
    if (known !== undefined && setup !== known) throw new BoothFault('changed', 'Setup hash');
    if (state === 'void') throw new BoothFault('void');
    return { state, manifest, setup, end };
  }

  /** Polls at random moments for ever, or until `accept` says yes. */
  async watch(report, accept = () => false) {
    for (;;) {
      const status = await this.#tryStatus();
      report(status);
      if (status !== undefined && accept(status)) return status;
      await this.#pause(POLL.least, POLL.most);
    }
  }

  /** Waits for the chair to begin issuing. @param {(status?: Status) => void} report */
  async waitForIssuing(report) {
    const { state } = await this.watch(report, (status) => !UNTIL_ISSUING.has(status.state));
    if (ENDED.has(state)) throw new BoothFault('closed', state);
    if (state !== 'issuing') throw new BoothFault('issuingOver', state);
  }

  /** A fresh credential, blind-signed. The request is kept before it leaves, and asked again. */
  async takeToken() {
    const { api, uuid, random } = this.#means;
    const { fields, hash } = this.#manifest;
    const key = await naming('badManifest', () => importIssuingKey(fields.issuing_key));
    if (this.phase === 'new') {
      const credential = generateCredential(random);
      const about = { uuid, credential: this.#publicHalf(credential) };
      const { request, pending } = await blindToken(key, about, random);
      const { prefix, inverse } = pending;
      const asked = { manifest: hash, credential, prefix, inverse: toBase64(inverse), request };
      await this.#keep({ phase: 'asked', ...asked });
    }
    if (this.phase !== 'asked') return;
    const { credential, prefix, inverse, request } = this.#held;
    const { signature } = await api.token(request);
    const about = { uuid, credential: this.#publicHalf(credential) };
    const pending = { prefix, inverse: fromBase64(inverse) };
    const token = await naming('badToken', () => finalizeToken(key, about, pending, signature));
    await this.#keep({ phase: 'held', manifest: hash, credential, token: writeToken(token) });
  }

  /** Ends the session; until it has ended this booth does nothing else. */
  async leave(report = () => {}) {
    while (this.phase === 'held') {
      try {
        await this.#means.api.leave();
      } catch (error) {
        const { kind } = faultOf(error);
        if (kind !== 'sessionExpired' && kind !== 'wrongMeeting') {
          report();
          await this.#pause(POLL.least, POLL.most);
          continue;
        }
      }
      await this.#keep({ ...this.#held, phase: 'left' });
    }
  }

  /** Ends the session of a member who gets no token here; at most one try. */
  async quit() {
    await this.#means.api.leave().catch(() => {});
  }

  /**
   * Registers in its phase, waits for the opening, and checks what was opened.
   * @param {(event: { step: string, offline: boolean }) => void} report
   */
  async waitForBallot(report) {
    for (;;) {
      const status = await this.#tryStatus();
      if (ENDED.has(status?.state)) throw new BoothFault('closed', status.state);
      if (status?.state === 'open' || status?.state === 'paused') {
        if (await this.#opened(status, report)) return;
      } else if (status?.state === 'registration' && this.phase === 'left') {
        await this.#register(report);
        continue;
      }
      report({ step: this.phase, offline: status === undefined });
      await this.#pause(POLL.least, POLL.most);
    }
  }

  /**
   * Makes the ballot, once; its tracker is known before anything is sent.
   * @param {('agree' | 'disagree' | 'unmarked')[]} marks one a row, in the manifest's order
   */
  async seal(marks) {
    if (this.phase !== 'registered' && this.phase !== 'left') throw new BoothFault('unexpected');
    const { election, setup } = this.#election;
    const { credential } = this.#held;
    const choices = marks.map((mark) => BITS[mark]);
    const { text, tracker, seed } =
      makeBallot(election, { credential, choices }, this.#means.random);
    seed.fill(0);
    const padding = paddingOf(election, text);
    await this.#keep({ ...this.#held, phase: 'made', ballot: text, padding, tracker, setup });
    return { tracker: shortCode(tracker) };
  }

  /** Sends the made ballot, the same bytes every time, and verifies the receipt. */
  async send() {
    if (this.phase !== 'made') throw new BoothFault('unexpected', this.phase);
    const { ballot, padding, tracker, setup } = this.#held;
    let answer;
    try {
      answer = await this.#means.api.cast(ballot, padding);
    } catch (error) {
      throw await this.#refusal(faultOf(error));
    }
    const { signature } = await naming('badReceipt', () => this.#checkReceipt(answer));
    const { hash } = this.#manifest;
    await this.#keep({ phase: 'done', manifest: hash, tracker, setup, signature });
    return this.receipt();
  }

  /** What the member takes along; nothing in it says how he voted, or who he is. */
  receipt() {
    const { tracker, setup, signature } = this.#held;
    const { uuid } = this.#means;
    const signed = textOf(receiptMessage({ uuid, setupHash: setup, tracker }));
    return {
      tracker: shortCode(tracker), setup: longCode(setup), uuid,
      date: this.#manifest.fields.date, qr: `${signed}|${signature}`,
    };
  }

  /** After E08: the ballot that was refused is dropped, and marks may be made anew. */
  async discardRejected() {
    if (this.phase === 'made') await this.#keep({ ...this.#held, phase: 'registered' });
  }

  /** @returns {string} the code of the opening, or '' */
  setupCode() {
    const hash = this.#election?.setup ?? this.#held?.setup;
    return hash === undefined ? '' : longCode(hash);
  }

  async #register(report) {
    report({ step: 'registering', offline: false });
    await this.#pause(0, this.#means.registrationWindow);
    while (this.phase === 'left') {
      try {
        await this.#means.api.register(this.#held.token);
        await this.#keep({ ...this.#held, phase: 'registered' });
      } catch (error) {
        const fault = faultOf(error);
        if (fault.kind === 'rejected') throw new BoothFault('badToken', fault.detail);
        if (!PASSING.has(fault.kind) && fault.kind !== 'conflict') throw fault;
        report({ step: 'registering', offline: fault.kind === 'offline' });
        await this.#pause(POLL.least, POLL.most);
        const status = await this.#tryStatus();
        if (status !== undefined && status.state !== 'registration') return;
      }
    }
  }

  /** The election from the manifest, the trustees' group, our credential, the Setup hash. */
  async #opened(status, report) {
    if (this.#election !== undefined) return true;
    report({ step: 'checking', offline: false });
    let objects;
    try {
      objects = await this.#means.api.setup();
    } catch (error) {
      if (PASSING.has(faultOf(error).kind)) return false;
      throw error;
    }
    const own = this.#publicHalf(this.#held.credential);
    const election = await naming('badSetup', () =>
      checkSetup(this.#manifest, objects, status.setup, own));
    this.#election = { election, setup: status.setup };
    return true;
  }

  /** The service's answer is ours: our tracker, our Setup, under the manifest's receipt key. */
  #checkReceipt(answer) {
    const { tracker, setup } = this.#held;
    if (answer.tracker !== tracker) throw new BoothFault('badReceipt', 'tracker');
    if (answer.setup !== setup) throw new BoothFault('badReceipt', 'Setup hash');
    const about = { uuid: this.#means.uuid, setupHash: setup, tracker };
    verifyReceipt(this.#manifest.fields.receipt_key, about, answer.signature);
    return answer;
  }

  /** "Not now" has one status and several reasons: the state tells which. */
  async #refusal(fault) {
    if (FINAL.has(fault.kind)) return fault;
    if (fault.kind !== 'conflict' && fault.kind !== 'notOpen') {
      return new BoothFault('offline', fault.detail);
    }
    const state = (await this.#tryStatus())?.state;
    if (state === 'paused') return new BoothFault('paused');
    return ENDED.has(state) ? new BoothFault('closed', state) : new BoothFault('offline', state);
  }

  async #tryStatus() {
    try {
      return await this.status();
    } catch (error) {
      const fault = faultOf(error, 'offline');
      if (PASSING.has(fault.kind)) return undefined;
      throw fault;
    }
  }

  #publicHalf(credential) {
    const { group } = this.#manifest.fields;
    return deriveCredential(groupByName(group), this.#means.uuid, credential).publicText;
  }

  async #keep(held) {
    const { save, uuid } = this.#means;
    const text = writeSnapshot(held, uuid);
    await save(text);
    this.#held = readSnapshot(text, uuid);
  }

  #pause(least, most) {
    const { random, sleep } = this.#means;
    return sleep(drawn(random, least, most));
  }
}
