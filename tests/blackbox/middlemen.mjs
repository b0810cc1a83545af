// What stands between a client and the mock: a TLS server, proxies, and one that has enough of its clients.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { join } from 'node:path';
import { scratch } from './support.mjs';

/** Passes a request on to a port of loopback and its answer back, as it comes. */
export const forward = (port) => (request, response) => {
  const path = request.url.replace(/^http:\/\/[^/]+/, '');
  const onward = http.request({ port, host: '127.0.0.1', method: request.method, path, headers: request.headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    response.flushHeaders();
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
};

async function listening(server, scheme) {
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return { port, url: `${scheme}://127.0.0.1:${port}`, stop: () => (sockets.forEach((socket) => socket.destroy()), server.close()) };
}

/** A CA of our own, and what it certifies: a server (127.0.0.1, deployment.test) and a client. Paths of PEM files. */
export function make_certificates() {
  const folder = mkdtempSync(join(scratch, 'tls-'));
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const new_key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...new_key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=confab test CA', '-days', '1');
  for (const [name, subject] of [['server', 'IP:127.0.0.1,DNS:deployment.test'], ['client', 'DNS:client.test']]) {
    openssl('req', ...new_key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`, '-addext', `subjectAltName=${subject}`);
    openssl('x509', '-req', '-in', `${name}.csr`, '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-out', `${name}.pem`, '-days', '1', '-copy_extensions', 'copy');
  }
  return Object.fromEntries(['ca.pem', 'server.pem', 'server.key', 'client.pem', 'client.key'].map((name) => [name, join(folder, name)]));
}

/** The server behind that port, in TLS. `client_ca`: only for clients whose certificate it has made. */
export function start_tls_server(port, certificates, client_ca) {
  const read = (name) => readFileSync(certificates[name]);
  const asked = client_ca ? { ca: readFileSync(client_ca), requestCert: true, rejectUnauthorized: true } : {};
  return listening(https.createServer({ cert: read('server.pem'), key: read('server.key'), ...asked }, forward(port)), 'https');
}

/** An HTTP proxy that leads everything to one port, whatever host is named. `seen`: every request line it was told. */
export async function start_http_proxy(port, authorization) {
  const seen = [];
  const allowed = (request) => !authorization || request.headers['proxy-authorization'] === authorization;
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    if (allowed(request)) forward(port)(request, response);
    else response.writeHead(407).end();
  });
  server.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    if (!allowed(request)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const onward = net.connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  return { ...await listening(server, 'http'), seen };
}

/**
 * Answers every `each`-th request, or those that `refuses(line, so_far)` picks, with 429 and that Retry-After; notes when requests came and
 * how many were there at once.
 */
export async function start_busy_proxy(port, { each = 10, refuses = (_, so_far) => (so_far + 1) % each === 0, retry_after = '1' } = {}) {
  const requests = [];
  let open = 0;
  const busy = { requests, most_at_once: 0, refusals: () => requests.filter(({ refused }) => refused) };
  const told = () => (typeof retry_after === 'function' ? retry_after() : retry_after);
  const admit = (request, end) => {
    const line = `${request.method} ${request.url}`;
    const refused = refuses(line, requests.length);
    requests.push({ at: performance.now(), line, headers: request.headers, refused });
    busy.most_at_once = Math.max(busy.most_at_once, ++open);
    end.on('close', () => { --open; });
    return !refused;
  };
  const server = http.createServer((request, response) => {
    if (admit(request, response)) return forward(port)(request, response);
    request.resume();
    response.writeHead(429, { 'Retry-After': told() }).end();
  });
  server.on('upgrade', (request, socket) => {
    if (!admit(request, socket)) return socket.end(`HTTP/1.1 429 Too Many Requests\r\nRetry-After: ${told()}\r\nContent-Length: 0\r\n\r\n`);
    const onward = net.connect(port, '127.0.0.1', () => {
      const headers = Array.from({ length: request.rawHeaders.length / 2 }, (_, i) => `${request.rawHeaders[2 * i]}: ${request.rawHeaders[2 * i + 1]}\r\n`);
      onward.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  return Object.assign(busy, await listening(server, 'http'));
}
