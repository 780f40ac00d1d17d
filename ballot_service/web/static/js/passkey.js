// A form that a passkey answers: asks the service what to ask, asks the browser, hands it in.
// Refuses words of its own: it shows a sentence of the page, or the service's.

/** Bytes travel as base64url without padding. */
function toBytes(text) {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function named(list) {
  return (list ?? []).map((item) => ({ ...item, id: toBytes(item.id) }));
}

/** What the browser wants, from what the service says. By hand: older tablets lack parse…FromJSON. */
function asked(options) {
  const given = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) given.user = { ...options.user, id: toBytes(options.user.id) };
  if (options.excludeCredentials) given.excludeCredentials = named(options.excludeCredentials);
  if (options.allowCredentials) given.allowCredentials = named(options.allowCredentials);
  return given;
}

/** The answer as PublicKeyCredential.toJSON writes it, in the parts that the service reads. */
function answered(credential) {
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  const there = parts.filter((part) => credential.response[part]);
  const response = Object.fromEntries(there.map((part) => [part, toText(credential.response[part])]));
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: toText(credential.rawId), type, response });
}

class Refused extends Error {}

/** The service's question; what it refuses it says in both languages. */
async function question(form) {
  let answer;
  try {
    answer = await fetch(form.dataset.options, {
      method: 'POST', body: new FormData(form), credentials: 'same-origin', redirect: 'manual',
    });
  } catch {
    throw Object.assign(new Error(), { name: 'network' });
  }
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  const known = said.vi && said.vi !== said.en;
  if (known) throw new Refused(said[document.documentElement.lang] ?? said.vi);
  throw Object.assign(new Error(), { name: 'stale' });
}

function tell(form, error) {
  const say = (name) => form.querySelector(`[data-say="${name}"]`)?.textContent;
  const place = form.querySelector('[data-said]');
  place.querySelector('p').textContent =
    error instanceof Refused ? error.message : say(error.name) ?? say('other');
  place.hidden = false;
}

async function run(form) {
  const publicKey = asked(await question(form));
  const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
  form.elements.answer.value = answered(credential);
  // The password has done its work; it does not travel twice.
  if (form.elements.password) form.elements.password.disabled = true;
  form.submit();
}

function arm(form) {
  const button = form.querySelector('button[type=submit]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    // Not an act yet: the page's own script would count it as sent.
    event.stopPropagation();
    form.querySelector('[data-said]').hidden = true;
    button.disabled = true;
    try {
      await run(form);
    } catch (error) {
      tell(form, error);
      button.disabled = false;
    }
  });
  form.hidden = false;
}

if (window.PublicKeyCredential && window.isSecureContext) {
  document.querySelectorAll('form[data-passkey]').forEach(arm);
  for (const notice of document.querySelectorAll('[data-unable]')) notice.hidden = true;
}
