// What every booth asks of its meeting: the manifest, the state, and how it changes.
// Refuses a status of another manifest or Setup than the one that this tablet knows.

import { longCode } from './crypto/codes.js';
import { requireHex, requireString } from './crypto/encoding.js';
import { parseManifest } from './crypto/manifest.js';
import { drawn } from './drawn.js';
import { BoothFault, faultOf, naming, PASSING } from './faults.js';

const POLL = { least: 2000, most: 4000 };

/** @typedef {{ state: string, manifest: string, setup: string, end: string }} Status */

/** One meeting as one tablet sees it. */
export class Meeting {
  #means;
  #known;

  /**
   * @param {import('./driver.js').Means} means
   * @param {() => { manifest?: string, setup?: string }} known hashes that must not change
   */
  constructor(means, known) {
    this.#means = means;
    this.#known = known;
  }

  /** The manifest's bytes make the code; what was confirmed before a reload must be the same. */
  async read() {
    const bytes = await this.#means.api.manifest();
    const manifest = await naming('badManifest', () => parseManifest(bytes));
    if (manifest.fields.uuid !== this.#means.uuid) throw new BoothFault('wrongMeeting');
    const known = this.#known().manifest;
    if (known !== undefined && known !== manifest.hash) {
      throw new BoothFault('changed', 'another manifest than before the reload');
    }
    this.manifest = manifest;
    return { code: longCode(manifest.hash), fields: manifest.fields };
  }

  /** @returns {Promise<Status>} of the manifest whose code the member compared */
  async status() {
    const { state, manifest, setup, end } = await this.#means.api.status();
    await naming('offline', () => {
      requireString(state, 'state');
      [manifest, setup, end].forEach((hash) => hash === '' || requireHex(hash, 64));
    });
    if (manifest !== this.manifest.hash) throw new BoothFault('changed', 'manifest of the status');
    const known = this.#known().setup;
    if (known !== undefined && setup !== known) throw new BoothFault('changed', 'Setup hash');
    if (state === 'void') throw new BoothFault('void');
    return { state, manifest, setup, end };
  }

  /** The same, or undefined where a later question may be answered. */
  async tryStatus() {
    try {
      return await this.status();
    } catch (error) {
      const fault = faultOf(error, 'offline');
      if (PASSING.has(fault.kind)) return undefined;
      throw fault;
    }
  }

  /** Polls at random moments for ever, or until `accept` says yes. */
  async watch(report, accept = () => false) {
    for (;;) {
      const status = await this.tryStatus();
      report(status);
      if (status !== undefined && accept(status)) return status;
      await this.pause();
    }
  }

  /** Waits at random, by default as long as between two questions. */
  pause(least = POLL.least, most = POLL.most) {
    const { random, sleep } = this.#means;
    return sleep(drawn(random, least, most));
  }
}
