// The way by slip, on a shared tablet or a member's own: wait, next member, code, ballot.
// Refuses a code before the vote is open, and keeps none that was handed on.

import { nextMember, SlipEntry, slipWaiting } from './screen-slip.js';

/** Faults of a slip that its own field tells; the member may try again there. */
const AT_THE_FIELD = new Set(['badSlip', 'slipNotListed', 'offline', 'notOpen']);

/** Waits for the opening, then asks for a slip; on a shared tablet the next member begins. */
export async function voteBySlip(page) {
  page.at = 'slipwait';
  page.frame.show(slipWaiting(page.tablet));
  if (page.about === undefined) await page.describe();
  await page.line.call('untilOpen');
  page.watch();
  if (page.tablet === '') return askSlip(page);
  page.at = 'next';
  return page.frame.show(nextMember(page.tablet, { begin: () => askSlip(page) }));
}

function askSlip(page) {
  page.at = 'slip';
  page.entry = new SlipEntry({ enter: (code) => page.run(() => enterSlip(page, code)) });
  const back = page.tablet === '' ? undefined : () => page.leaveTablet();
  page.frame.show(page.entry.screen({ code: page.about.code, back }));
}

async function enterSlip(page, code) {
  try {
    const { setup } = await page.line.call('slip', { code });
    page.entry.end();
    page.begin(setup);
  } catch (fault) {
    if (page.at !== 'slip') return;
    if (!AT_THE_FIELD.has(fault.kind)) throw fault;
    page.entry.refuse(fault.kind, code);
  }
}
