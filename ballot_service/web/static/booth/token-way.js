// The way by token: greeting, the codes compared, issuing awaited, the token taken.
// Refuses the member's name on every screen after the greeting.

import { busy, codesDiffer, greeting } from './screens-start.js';

/** Greets by name and asks for the codes to be compared; nothing is taken before. */
export function greetMember(page) {
  page.at = 'greet';
  page.frame.show(greeting({ name: page.name, ...page.about }, {
    same: () => page.run(() => takeToken(page)),
    differs: () => page.frame.show(codesDiffer(page.about.code, {
      again: () => greetMember(page),
    })),
  }));
}

/** From here on no screen names the member. */
export async function takeToken(page) {
  page.name = '';
  page.at = 'issuing';
  page.frame.show(busy('greet.wait_issuing', 'greet.wait_issuing_how'));
  await page.line.call('issuing');
  page.at = 'token';
  page.frame.show(busy('greet.taking', 'greet.taking_how'));
  await page.line.call('token');
  return page.wait({ reloaded: false });
}
