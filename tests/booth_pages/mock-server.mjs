// The service in memory behind HTTP on loopback, to look at the booth's pages in a browser.
// Refuses other addresses than loopback, and ends by itself when its parent closes its input.
//
//   node mock-server.mjs FOLDER   FOLDER holds booth.html and sign_in.html, rendered by look.py

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Service } from './service.mjs';

const [folder] = process.argv.slice(2);
const STATIC = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'ballot_service', 'web',
  'static');
const TYPES = {
  '.css': 'text/css', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
  + "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
  + "frame-ancestors 'none'";
const NAMES = { A1: 'Nguyễn Thị Minh Khai', A2: 'Trần Văn Hữu' };
// The worker's timers run faster here, so that the drawn delay makes nobody wait.
const HURRY = 'globalThis.setTimeout = '
  + '((set) => (f, t, ...a) => set(f, t / 40, ...a))(setTimeout);\n';
const LIFE = 15 * 60 * 1000;

let service = await Service.create();
const lamps = [];

function send(response, status, type, body, headers = {}) {
  response.writeHead(status, {
    'Content-Type': type, 'Cache-Control': 'no-store', 'Content-Security-Policy': CSP, ...headers,
  });
  response.end(body);
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

const cookieOf = ({ headers }) => /(?:^|; )session=([^;]+)/.exec(headers.cookie ?? '')?.[1];

async function page(name, fields) {
  let text = await readFile(join(folder, name), 'utf8');
  for (const [key, value] of Object.entries(fields)) text = text.replaceAll(`@@${key}@@`, value);
  return text;
}

/** Control: what the chair does, and what the host or the network gets wrong. */
async function control(path, body, response) {
  const given = body === '' ? {} : JSON.parse(body);
  if (path === '/mock/new') service = await Service.create(given);
  if (path === '/mock/open') service.open();
  if (path === '/mock/state') service.state = given.state;
  if (path === '/mock/lies') service.lies = given;
  if (path === '/mock/slips') service.addSlips(given.codes);
  if (path === '/mock/forget') service.registered.clear();
  const known = {
    lamps, spoiled: service.spoiled.size, state: service.state, registered: service.registered.size, ballots: service.ballots.size,
    cookies: service.requests.filter(({ path: to, cookie }) =>
      to.startsWith('/api/') && cookie !== undefined).length,
  };
  send(response, 200, 'application/json', JSON.stringify(known));
}

async function signIn(method, body, response) {
  const code = new URLSearchParams(body).get('code')?.trim().toUpperCase() ?? '';
  const name = NAMES[code];
  if (method === 'POST' && name !== undefined) {
    const headers = {
      Location: `/booth/${service.uuid}`,
      'Set-Cookie': `session=${service.signIn(code)}; Path=/; HttpOnly; SameSite=Strict`,
    };
    return send(response, 303, 'text/plain', '', headers);
  }
  const file = method === 'POST' ? 'sign_in_refused.html' : 'sign_in.html';
  return send(response, 200, TYPES['.html'], await page(file, {}));
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://loopback');
  const body = await bodyOf(request);
  const cookie = cookieOf(request);
  if (pathname.startsWith('/mock/')) return control(pathname, body, response);
  if (pathname === '/sign-in') return signIn(request.method, body, response);
  const still = /^\/still\/([a-z_]+)$/.exec(pathname);
  if (still !== null) return send(response, 200, TYPES['.html'], await page(`${still[1]}.html`, {}));
  if (pathname.startsWith('/static/')) {
    const file = normalize(pathname.slice('/static/'.length));
    if (file.startsWith('..')) return send(response, 404, 'text/plain', '');
    const found = await readFile(join(STATIC, file)).catch(() => undefined);
    if (found === undefined) return send(response, 404, 'text/plain', '');
    const text = file === 'booth/worker.js' ? HURRY + found.toString('utf8') : found;
    return send(response, 200, TYPES[extname(file)] ?? 'application/octet-stream', text);
  }
  if (pathname === `/booth/${service.uuid}` && request.method === 'GET') {
    const name = NAMES[service.sessions.get(cookie)] ?? '';
    const file = name === '' ? 'booth_without.html' : 'booth.html';
    const text = await page(file, { UUID: service.uuid, NAME: name });
    return send(response, 200, TYPES['.html'], text);
  }
  if (pathname === `/kiosk/${service.uuid}/lamp`) {
    lamps.push(JSON.parse(body).using);
    return send(response, 200, 'application/json', '{"seen":true}');
  }
  if (pathname === `/kiosk/${service.uuid}`) {
    return send(response, 200, TYPES['.html'], await page('kiosk.html', { UUID: service.uuid }));
  }
  const { method, headers } = request;
  const found = await service.handle({ method, path: pathname, cookie, body, headers });
  if (found === undefined) return response.destroy();
  const type = found.bytes === undefined ? 'application/json' : 'application/octet-stream';
  return send(response, found.status, type, found.bytes ?? JSON.stringify(found.body));
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => send(response, 500, 'text/plain', error.stack));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
setTimeout(() => process.exit(0), LIFE);
