// A proxy that makes a good service wrong in one way. It knows HTTP and event streams and nothing of any vendor; what it changes is
// told by `change`, all of whose members may be left out:
//   request({ method, path, headers, body }) before it is forwarded, in place; returns an answer to give instead, or nothing
//   reply({ status, headers, text, json }, request) an answer that is no stream, in place; one with Content-Encoding gzip is compressed
//   head({ status, headers }, request) the head of a stream, in place
//   frame(text, memory) each frame of a stream, without its blank line: those to send instead; `memory` lasts as long as the stream
//   rest(memory) frames to send when the stream has ended
//   wire(text) what a stream's frames become on the wire: pieces that are written one by one
//   holds: nothing of a stream is sent before its end; lingers: its connection is not closed after it
// Streams are Server-Sent Events or lines of JSON; what is upgraded (WebSocket) passes unchanged.
import http from 'node:http';
import net from 'node:net';
import { gzipSync } from 'node:zlib';

const agent = new http.Agent({ keepAlive: true });

async function all_of(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

function send(response, { status, headers, text, json, was, bytes, read }) {
  // Bytes that nobody changed go on as they came: they need not be text.
  const plain = json !== was ? JSON.stringify(json) : bytes && text === read ? bytes : text;
  const body = headers['content-encoding'] === 'gzip' ? gzipSync(plain) : plain;
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !['content-length', 'transfer-encoding'].includes(name) && (name !== 'connection' || headers[name] === 'close')));
  response.writeHead(status, status === 204 ? kept : { ...kept, 'content-length': Buffer.byteLength(body) });
  response.end(status === 204 ? undefined : body);
}

async function pass_stream(incoming, response, change, request) {
  const { 'transfer-encoding': _, connection: __, ...headers } = incoming.headers;
  const head = { status: incoming.statusCode, headers };
  change.head?.(head, request);
  const memory = {}, held = [];
  const mark = /event-stream/.test(incoming.headers['content-type']) ? '\n\n' : '\n';
  const write = (text) => { for (const piece of change.wire?.(text, memory) ?? [text]) response.write(piece); };
  const say = (frames) => {
    const text = frames.map((frame) => `${frame}${mark}`).join('');
    if (change.holds) held.push(text);
    else if (text) write(text);
  };
  response.writeHead(head.status, head.headers);
  response.flushHeaders();
  response.on('close', () => incoming.destroy());
  let text = '';
  try {
    for await (const part of incoming.setEncoding('utf8')) {
      text += part;
      for (let end; (end = text.indexOf(mark)) >= 0; text = text.slice(end + mark.length)) say(change.frame?.(text.slice(0, end), memory) ?? [text.slice(0, end)]);
    }
  } catch {
    return response.destroy();
  }
  say(change.rest?.(memory) ?? []);
  if (held.length) write(held.join(''));
  if (!change.lingers) response.end();
}

async function forward(port, change, incoming, response) {
  const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...headers } = incoming.headers;
  const request = { method: incoming.method, path: incoming.url, headers, body: await all_of(incoming) };
  const instead = change.request?.(request);
  if (instead) return send(response, { headers: {}, text: '', was: undefined, ...instead });
  if (request.body.length) request.headers['content-length'] = Buffer.byteLength(request.body);
  const outgoing = http.request({ host: '127.0.0.1', port, method: request.method, path: request.path, headers: request.headers, agent });
  response.on('close', () => outgoing.destroy());
  const answered = new Promise((resolve, reject) => outgoing.on('response', resolve).on('error', reject));
  answered.catch(() => {});
  // A service may refuse a large body by its head alone and close: its answer must be read before the body is written in vain.
  outgoing.flushHeaders();
  if (request.body.length > 1 << 20) await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, 100))]);
  outgoing.end(request.body);
  const answer = await answered;
  if (/event-stream|ndjson/.test(answer.headers['content-type'] ?? '')) return pass_stream(answer, response, change, request);
  const bytes = await all_of(answer);
  const text = bytes.toString();
  const json = parsed(text);
  const reply = { status: answer.statusCode, headers: answer.headers, text, json, was: json, bytes, read: text };
  change.reply?.(reply, request);
  if (reply.json !== undefined && JSON.stringify(reply.json) !== JSON.stringify(parsed(text))) reply.was = null; // changed in place
  send(response, reply);
}

/** Listens on a free port of the loopback, before the service on `port`. */
export function start_proxy(port, change) {
  const server = http.createServer((incoming, response) => forward(port, change, incoming, response).catch(() => response.destroy()));
  const sockets = new Set();
  server.on('upgrade', (incoming, socket, head) => {
    const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
    for (let at = 0; at < incoming.rawHeaders.length; at += 2) lines.push(`${incoming.rawHeaders[at]}: ${incoming.rawHeaders[at + 1]}`);
    const upstream = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true }, () => {
      upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    for (const [one, other] of [[socket, upstream], [upstream, socket]]) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => (sockets.delete(one), other.destroy()));
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => (server.close(), server.closeAllConnections(), sockets.forEach((socket) => socket.destroy())),
  })));
}
