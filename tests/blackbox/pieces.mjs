// `confab mock pieces`, the vendor's own npm client in front of it, and a WebSocket reader that keeps every message.
import assert from 'node:assert/strict';
import { npm_package, start_mock, until } from './support.mjs';

export const kAsset = '2254f2c8-5797-40e8-ac56-41166dc0e159';
export const kNoAsset = '00000000-0000-4000-8000-000000000000';
export const kUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The mock on a free port, which must end without having found fault with itself. */
export async function start_pieces(args = []) {
  const mock = await start_mock(args, 'pieces');
  return {
    ...mock,
    async stop(signal) {
      const end = await mock.stop(signal);
      assert.doesNotMatch(end.stderr, /breaks its own contract/);
      return end;
    },
  };
}

export const sdk = npm_package('@pieces.app/pieces-os-client');
const WebSocket = npm_package('ws');

/** The vendor's client, unmodified. `last()` is the answer it was given last, as it came. */
export function sdk_client(url, configuration = {}) {
  let last = null;
  const fetchApi = async (...args) => {
    const response = await fetch(...args);
    const text = await response.clone().text();
    last = { status: response.status, type: response.headers.get('content-type'), text };
    return response;
  };
  const api = new sdk.ConversationsApi(new sdk.Configuration({ basePath: url, fetchApi, ...configuration }));
  return Object.assign(api, { last: () => last });
}

/** A reader of the stream. Messages are parsed by the vendor's model as they come. */
export async function read_feed(url, options = {}) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/conversations/stream/identifiers`, options);
  const messages = [];
  const pongs = [];
  let closed = null;
  socket.on('message', (data, binary) => {
    assert.equal(binary, false, 'a text message');
    const message = JSON.parse(data.toString());
    assert.ok(Array.isArray(message.iterable));
    assert.deepEqual(sdk.StreamedIdentifiersToJSON(sdk.StreamedIdentifiersFromJSON(message)).iterable.map((each) => JSON.parse(JSON.stringify(each))), message.iterable);
    messages.push(message);
  });
  socket.on('pong', (data) => pongs.push(data.toString()));
  socket.on('close', (code, reason) => { closed = { code, reason: reason.toString() }; });
  socket.on('error', () => {});
  await until(() => socket.readyState === WebSocket.OPEN || closed, 'the socket opens');
  const entries = () => messages.flatMap(({ iterable }) => iterable);
  const changes = () => messages.slice(1).flatMap(({ iterable }) => iterable);
  return {
    socket, messages, pongs, entries, changes,
    first: async () => (await until(() => messages[0], 'the first message')).iterable,
    has: (id, deleted = false) => until(() => entries().some((each) => each.conversation.id === id && Boolean(each.deleted) === deleted), `${deleted ? 'the deletion of' : ''} ${id}`),
    count: (number) => until(() => changes().length >= number, `${number} changes in ${JSON.stringify(changes()).slice(0, 2000)}`),
    ended: () => until(() => closed, 'the socket closes'),
    close: async () => { socket.close(1000); return until(() => closed, 'the socket closes'); },
  };
}
