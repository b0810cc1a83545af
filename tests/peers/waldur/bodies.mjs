// The body of a turn.
import { plain } from './ids.mjs';
import { Refusal } from './refusal.mjs';

const wrong = (field, why = `bad_${field}`) => new Refusal(400, why, { [field]: ['This is not possible.'] });

/** { input, thread_uuid, mode, edit_message_uuid }, the ids plain and what is left out null; throws the Refusal that fits. */
export function read_turn(policy, bytes, media_type) {
  if (bytes.length > 0 && !/^application\/json\b/i.test(media_type ?? 'application/json')) throw new Refusal(415, 'media_type');
  let body;
  try {
    body = bytes.length === 0 ? {} : JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal(400, 'no_json');
  }
  if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new Refusal(400, 'no_object', { non_field_errors: ['An object is expected.'] });
  const { input, thread_uuid = null, mode = null, edit_message_uuid = null } = body;
  if (typeof input !== 'string') throw wrong('input', 'no_input');
  if (policy.refuses_input(input)) throw wrong('input');
  for (const [field, value] of Object.entries({ thread_uuid, edit_message_uuid }))
    if (value !== null && !plain(String(value))) throw wrong(field);
  if (![null, 'reload', 'edit'].includes(mode)) throw wrong('mode');
  if (policy.cross_checks && mode && !thread_uuid) throw wrong('mode', 'mode_without_thread');
  if (mode === 'edit' && !edit_message_uuid) throw wrong('edit_message_uuid', 'no_edit_message');
  if (policy.cross_checks && mode !== 'edit' && edit_message_uuid) throw wrong('edit_message_uuid', 'stray_message');
  return { input: input.trim(), mode, thread_uuid: thread_uuid && plain(thread_uuid), edit_message_uuid: edit_message_uuid && plain(edit_message_uuid) };
}
