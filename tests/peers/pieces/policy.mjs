// How a correct Pieces OS decides; a breach or a variation replaces some of these functions.
import { randomUUID } from 'node:crypto';

export const time = (date = new Date()) => ({ value: date.toISOString().replace('Z', '417Z'), readable: 'Just now...' });
export const collection = (items) => ({ iterable: items, indices: Object.fromEntries(items.map(({ id }, at) => [id, at])) });

const kTypes = { name: 'string', favorited: 'boolean', demo: 'boolean' };
const is_object = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const lists_of = (seed, name, fits) => seed[name] == null || (Array.isArray(seed[name]) && seed[name].every((each) => is_object(each) && fits(each)));

/** Why this seed creates nothing; null if it does. */
export function fault_of(seed) {
  if (!is_object(seed)) return 'a seed is an object';
  if (seed.type !== 'COPILOT') return 'a seed has the type COPILOT';
  for (const [name, type] of Object.entries(kTypes)) if (seed[name] != null && typeof seed[name] !== type) return `${name} is no ${type}`;
  for (const name of ['application', 'model', 'assets', 'websites', 'pipeline']) if (seed[name] != null && !is_object(seed[name])) return `${name} is no object`;
  if (seed.model && typeof seed.model.id !== 'string') return 'model has no id';
  if (!lists_of(seed, 'messages', ({ role, fragment }) => ['USER', 'SYSTEM', 'ASSISTANT'].includes(role) && is_object(fragment))) return 'messages are wrong';
  if (!lists_of(seed, 'anchors', ({ type, fullpath }) => ['FILE', 'DIRECTORY'].includes(type) && typeof fullpath === 'string')) return 'anchors are wrong';
  if (!lists_of(seed, 'annotations', ({ type, text }) => typeof type === 'string' && typeof text === 'string')) return 'annotations are wrong';
  return null;
}

const kept = (value) => JSON.parse(JSON.stringify(value, (_, each) => (each === null ? undefined : each)));

export const correct_policy = () => ({
  id: () => randomUUID(),
  fault_of,
  copied: ['type', 'name', 'favorited', 'demo', 'application', 'model', 'assets', 'websites', 'pipeline'],
  /** The Conversation that a seed becomes. */
  make(seed, policy) {
    const now = time();
    const conversation = { id: policy.id(), created: now, updated: now };
    for (const name of policy.copied) if (seed[name] != null) conversation[name] = kept(seed[name]);
    const messages = (seed.messages ?? []).map((message) => {
      const created = message.created ?? now;
      if (message.model) conversation.model = { id: message.model.id };
      const { role, fragment, model } = message;
      const id = policy.id();
      return { id, reference: kept({ id, created, updated: created, role, fragment, model, conversation: { id: conversation.id } }) };
    });
    conversation.messages = collection(messages);
    for (const name of ['annotations', 'anchors']) if (seed[name]) conversation[name] = collection(seed[name].map(() => ({ id: policy.id() })));
    return conversation;
  },
  seed_about: (asset) => ({ type: 'COPILOT', assets: { iterable: [{ id: asset }] }, messages: [{ role: 'ASSISTANT', fragment: { string: { raw: `A summary of ${asset}.` } } }] }),
  knows_asset: (asset) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(asset) && !asset.startsWith('00000000'),
  /** As it is shown; `transferables` is the query's text. */
  show(conversation, transferables) {
    if (transferables !== 'false') return conversation;
    const light = structuredClone(conversation);
    for (const { reference } of light.messages.iterable) delete reference?.fragment;
    return light;
  },
  listed: (conversations) => conversations,
  identified: (conversations) => conversations,
  adds: () => true,
  removes: () => true,
  erase_unknown: { status: 500, text: 'no such conversation' },
  error: (text) => ({ status: 500, text }),
  needs_key: () => false,
  route_not_found: { status: 404, text: 'Route not found' },
  /** The last word on every answer. `ctx` has operation, request and conversation. */
  reply: (reply) => reply,
  // the feed
  upgrades: () => null, // or an answer instead
  first: (conversations) => ({ iterable: conversations.map(({ id }) => ({ conversation: { id } })) }),
  /** The messages that tell one reader of a change. `reader.count` says which reader it is, `nth` which change. */
  tell: (id, deleted) => [{ iterable: [deleted ? { conversation: { id }, deleted: true } : { conversation: { id } }] }],
  render: (message) => JSON.stringify(message),
  binary: false,
  answers_ping: true,
  max_incoming: 65536,
  on_incoming: () => {},
  plain_get: { status: 426, text: 'a WebSocket is served here', headers: { Upgrade: 'websocket' } },
  delay: 0,
});
