// From the marks to the box: the ballot is made, looked over, then sent or opened to a checker.
// Refuses to make it after that choice: the booth is bound to its tracker before it knows.

import { openToCheck } from './open-to-check.js';
import { confirmSending, review } from './screen-review.js';
import { busy } from './screens-start.js';

/** Makes the ballot and shows it with its tracker. A second press while it is made does nothing. */
export async function reviewBallot(page) {
  if (page.at !== 'mark') return;
  page.at = 'making';
  const marks = page.sheet.marks();
  const prepared = await page.line.call('prepare', { marks });
  if (page.at === 'making') showReview(page, marks, prepared);
}

function showReview(page, marks, prepared) {
  page.at = 'review';
  const count = marks.filter((mark) => mark === 'unmarked').length;
  page.frame.show(review(page.about.view, marks, prepared, {
    edit: (group) => editBallot(page, group),
    back: () => editBallot(page),
    open: () => openToCheck(page.frame, page.line, prepared, {
      at: (at) => { page.at = at; },
      back: () => showReview(page, marks, prepared),
      anew: () => page.run(() => anotherBallot(page)),
      run: (step) => page.run(step),
    }),
    send: () => page.run(async () => {
      const sure = await confirmSending(document.getElementById('confirm'), count, marks.length);
      if (sure && page.at === 'review') await seal(page);
    }),
  }));
}

/** Back to the marks; the ballot that was made of them is dropped, and is never sent. */
export function editBallot(page, group) {
  page.line.call('forget').catch((fault) => page.faulty(fault));
  page.mark(group);
}

/** After a ballot was opened to a checker: another one, marked from its beginning. */
async function anotherBallot(page) {
  await page.line.call('forget');
  page.sheet.wipe();
  const { setup } = await page.line.call('setup');
  page.begin(setup);
}

/** The ballot in hand goes; then its marks are nowhere on the page. */
async function seal(page) {
  page.at = 'seal';
  page.frame.show(busy('send.title', 'send.text'));
  await page.line.call('commit');
  page.frame.follow();
  page.sheet.wipe();
  page.sheet = undefined;
  return page.send();
}
