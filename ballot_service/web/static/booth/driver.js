// One tablet's way through a meeting: token or slip, registration, ballot, receipt; all means are
// given. Refuses every step whose check (docs/spec/http.md 3) does not hold.

import { BallotInHand } from './ballot-in-hand.js';
import { longCode, shortCode } from './crypto/codes.js';
import { deriveCredential, generateCredential } from './crypto/credential.js';
import { fromBase64, toBase64 } from './crypto/encoding.js';
import { groupByName } from './crypto/group.js';
import { verifySpoiled } from './crypto/opened.js';
import { checkSetup } from './crypto/setup.js';
import { slipCredential } from './crypto/slip.js';
import { blindToken, finalizeToken, importIssuingKey, writeToken } from './crypto/token.js';
import { BoothFault, faultOf, naming, PASSING } from './faults.js';
import { Meeting } from './meeting.js';
import { checkReceipt, receiptOf, refusalOf } from './service-answers.js';
import { readSnapshot, writeSnapshot } from './snapshot.js';
import { ENDED, UNTIL_ISSUING } from './states.js';

/** A registration happens at a moment drawn uniformly from this many milliseconds. */
const REGISTRATION_WINDOW = 30000;
/** What a shared tablet keeps over a reload: only what the member cannot make again. */
const KEPT_SHARED = new Set(['made', 'done']);

/**
 * @typedef {object} Means
 * @property {ReturnType<import('./endpoints.js').endpoints>} api
 * @property {string} uuid of the page's own meeting
 * @property {import('./crypto/random.js').Random} random
 * @property {(milliseconds: number) => Promise<void>} sleep
 * @property {(snapshot: string) => Promise<void>} save resolves when it is kept; '' keeps nothing
 * @property {number} [registrationWindow] shorter only for players and tests, never for a page
 * @property {boolean} [shared] a tablet of several members: slips only, and less is kept
 */

export class Booth {
  #means;
  #held;
  #meeting;
  #election;
  #hand;

  /** @param {Means} means @param {string} [snapshot] what an earlier page of this tab kept */
  constructor(means, snapshot) {
    this.#means = { registrationWindow: REGISTRATION_WINDOW, ...means };
    this.#held = readSnapshot(snapshot, means.uuid);
    this.#meeting = new Meeting(this.#means, () => ({
      manifest: this.#held?.manifest, setup: this.#election?.setup ?? this.#held?.setup,
    }));
  }

  /** @returns {string} 'new' or a phase of the snapshot */
  get phase() {
    return this.#held?.phase ?? 'new';
  }

  readManifest() {
    return this.#meeting.read();
  }

  status() {
    return this.#meeting.status();
  }

  /** Polls for ever, or until `accept` says yes. */
  watch(report, accept) {
    return this.#meeting.watch(report, accept);
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
    const { fields, hash } = this.#meeting.manifest;
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
          await this.#meeting.pause();
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
      const status = await this.#meeting.tryStatus();
      if (ENDED.has(status?.state)) throw new BoothFault('closed', status.state);
      if (status?.state === 'open' || status?.state === 'paused') {
        if (await this.#opened(status, report)) return;
      } else if (status?.state === 'registration' && this.phase === 'left') {
        await this.#register(report);
        continue;
      }
      report({ step: this.phase, offline: status === undefined });
      await this.#meeting.pause();
    }
  }

  /** Waits until the vote is open: a slip is of no use before. */
  async waitForOpening(report) {
    const over = ({ state }) => ENDED.has(state) || state === 'open' || state === 'paused';
    const { state } = await this.watch(report, over);
    if (ENDED.has(state)) throw new BoothFault('closed', state);
  }

  /** A slip's code gives the credential; the opened list says whether it is of this meeting. */
  async enterSlip(typed) {
    if (this.phase !== 'new') throw new BoothFault('occupied');
    const credential = await naming('badSlip', () => slipCredential(this.#means.uuid, typed));
    const status = await this.status();
    if (ENDED.has(status.state)) throw new BoothFault('closed', status.state);
    this.#held = { phase: 'registered', manifest: this.#meeting.manifest.hash, credential };
    try {
      if (!await this.#opened(status, () => {})) throw new BoothFault('offline');
      await this.#keep(this.#held);
    } catch (error) {
      this.#held = undefined;
      const fault = faultOf(error);
      throw fault.kind === 'notListed' ? new BoothFault('slipNotListed') : fault;
    }
  }

  /**
   * Makes a ballot whose tracker is known before anybody says whether it is sent or opened.
   * @param {('agree' | 'disagree' | 'unmarked')[]} marks one a row, in the manifest's order
   */
  prepare(marks) {
    if (this.phase !== 'registered' && this.phase !== 'left') throw new BoothFault('unexpected');
    this.forget();
    const { credential } = this.#held;
    this.#hand = new BallotInHand(this.#election, { credential, marks }, this.#means.random);
    return { tracker: shortCode(this.#hand.tracker), qr: this.#hand.shown };
  }

  /** Drops a ballot that is not to be sent. */
  forget() {
    this.#hand?.forget();
    this.#hand = undefined;
  }

  /** From here on the ballot in hand is the one that is sent, and no other. */
  async commit() {
    if (this.#hand === undefined) throw new BoothFault('unexpected', 'no ballot in hand');
    const made = this.#hand.send();
    await this.#keep({ ...this.#held, phase: 'made', ...made });
    this.#hand = undefined;
  }

  async seal(marks) {
    const { tracker } = this.prepare(marks);
    await this.commit();
    return { tracker };
  }

  /** Opens the ballot in hand to a checker, once the service has signed that it is spoiled. */
  async open() {
    const hand = this.#hand;
    if (hand === undefined) throw new BoothFault('unexpected', 'no ballot in hand');
    hand.beginOpening();
    let answer;
    try {
      answer = await this.#means.api.spoil(hand.ballot, hand.padding);
    } catch (error) {
      throw await refusalOf(faultOf(error), this.#meeting);
    }
    await naming('badReceipt', () =>
      verifySpoiled(this.#meeting.manifest.fields.receipt_key, hand.about, answer.signature));
    const qr = hand.open(answer.signature);
    this.forget();
    return { qr };
  }

  /** Sends the made ballot, the same bytes every time, and verifies the receipt. */
  async send() {
    if (this.phase !== 'made') throw new BoothFault('unexpected', this.phase);
    const { ballot, padding, tracker, setup } = this.#held;
    let answer;
    try {
      answer = await this.#means.api.cast(ballot, padding);
    } catch (error) {
      throw await refusalOf(faultOf(error), this.#meeting);
    }
    const { signature } = await naming('badReceipt', () =>
      checkReceipt(this.#about, this.#held, answer));
    const { hash } = this.#meeting.manifest;
    await this.#keep({ phase: 'done', manifest: hash, tracker, setup, signature });
    return this.receipt();
  }

  /** What the member takes along. */
  receipt() {
    return receiptOf(this.#about, this.#held);
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
    await this.#meeting.pause(0, this.#means.registrationWindow);
    while (this.phase === 'left') {
      try {
        await this.#means.api.register(this.#held.token);
        await this.#keep({ ...this.#held, phase: 'registered' });
      } catch (error) {
        const fault = faultOf(error);
        if (fault.kind === 'rejected') throw new BoothFault('badToken', fault.detail);
        if (!PASSING.has(fault.kind) && fault.kind !== 'conflict') throw fault;
        report({ step: 'registering', offline: fault.kind === 'offline' });
        await this.#meeting.pause();
        const status = await this.#meeting.tryStatus();
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
      checkSetup(this.#meeting.manifest, objects, status.setup, own));
    this.#election = { election, setup: status.setup };
    return true;
  }

  get #about() {
    return { uuid: this.#means.uuid, fields: this.#meeting.manifest.fields };
  }

  #publicHalf(credential) {
    const { group } = this.#meeting.manifest.fields;
    return deriveCredential(groupByName(group), this.#means.uuid, credential).publicText;
  }

  async #keep(held) {
    const { save, shared, uuid } = this.#means;
    const text = writeSnapshot(held, uuid);
    await save(shared && !KEPT_SHARED.has(held.phase) ? '' : text);
    this.#held = readSnapshot(text, uuid);
  }
}
