// The three request models. All are closed; null for an optional property counts as absent.
import { Refusal } from './refusal.mjs';
import { parse_json } from './json.mjs';

const kLargest = 2n ** 63n - 1n;
const is_object = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const is_int64 = (value) =>
  typeof value === 'bigint' ? value <= kLargest && value >= -kLargest - 1n : Number.isSafeInteger(value);

const string = (value) => typeof value === 'string';
const boolean = (value) => typeof value === 'boolean';
const context = (value) => is_object(value) && problem(value, { analysis_id: is_int64, function_id: is_int64 }, []) === null;

/** What is wrong with a closed object, or null. */
function problem(value, properties, required) {
  if (!is_object(value)) return 'body: expected an object';
  for (const name of required) if (value[name] === undefined) return `body.${name}: required`;
  for (const [name, inner] of Object.entries(value)) {
    if (!Object.hasOwn(properties, name)) return `body.${name}: unexpected property`;
    if (inner === null && !required.includes(name)) continue;
    if (!properties[name](inner)) return `body.${name}: wrong type`;
  }
  return null;
}

const kModels = {
  create_conversation: [{ title: string, context }, []],
  send_message: [{ content: string, context }, ['content']],
  confirm_tool: [{ approved: boolean }, ['approved']],
};

/** The parsed body of an operation that has one; throws the Refusal that fits. */
export function read_body(operation, media_type, bytes) {
  if (bytes.length > 0 && !/^application\/([\w.-]+\+)?json\b/i.test(media_type ?? 'application/json'))
    throw new Refusal('UNSUPPORTED_MEDIA_TYPE', media_type);
  let value;
  try {
    value = parse_json(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Refusal('BAD_REQUEST', 'the body is not JSON');
  }
  const wrong = problem(value, ...kModels[operation]);
  if (wrong) throw new Refusal('VALIDATION_FAILED', wrong);
  if (operation === 'send_message' && value.content.trim() === '') throw new Refusal('BAD_REQUEST', 'content is blank');
  return value;
}

const kUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function check_id(id) {
  if (!kUuid.test(id)) throw new Refusal('INVALID_CONVERSATION_ID', id);
}

/** The resume id: a BigInt, or undefined if there is none. */
export function read_last_event_id(query) {
  const text = query.get('last_event_id');
  if (text === null) return undefined;
  if (!/^[+-]?\d{1,40}$/.test(text)) throw new Refusal('VALIDATION_FAILED', 'query.last_event_id: not an integer');
  const value = BigInt(text.replace('+', ''));
  if (value > kLargest || value < -kLargest - 1n) throw new Refusal('VALIDATION_FAILED', 'query.last_event_id: beyond int64');
  return value;
}
