// The mock with the prompts of scenarios/reveng/blackbox.yaml, and the calls that most stories start with.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { client, open_stream } from './curl.mjs';
import { personas } from './personas.mjs';
import { scratch, source_dir, start_mock } from './support.mjs';

/** The project's scenarios, which the clauses name as their proofs, and the one of these tests. */
function scenario_dir() {
  const folder = join(scratch, 'scenarios');
  cpSync(join(source_dir, 'scenarios/reveng'), join(folder, 'reveng'), { recursive: true });
  cpSync(fileURLToPath(new URL('scenarios', import.meta.url)), folder, { recursive: true });
  return folder;
}

export async function scripted_mock(args = []) {
  const mock = await start_mock(['--scenario-dir', scenario_dir(), ...args]);
  const as = (persona) => client(mock.url, personas[persona]);
  const call = as('default');
  const create = async (body = {}) => (await call('POST', '/v2/conversations', body)).json.conversation_uuid;
  const path = (id, rest = '') => `/v2/conversations/${id}${rest}`;
  return {
    ...mock, as, call, create, path,
    send: (id, content) => call('POST', path(id, '/messages'), { content }),
    stream: (id, query = '', persona = 'default') => open_stream(mock.url, personas[persona], path(id, `/events${query}`)),
    /** Sends a prompt in a new conversation and reads its run to the end. */
    async told(content, body = {}) {
      const id = await create(body);
      await call('POST', path(id, '/messages'), { content });
      return { id, frames: await open_stream(mock.url, personas.default, path(id, '/events')).ended() };
    },
  };
}

const kClosed = {
  conversation: ['conversation_uuid', 'user_id', 'title', 'context', 'created_at', 'updated_at'],
  status: ['conversation_uuid', 'status', 'trace_id'],
  event: ['event_id', 'conversation_uuid', 'type', 'role', 'data', 'tokens_used', 'created_at'],
};
/** Members a closed model does not have. */
export const strange_members = (model, value) => Object.keys(value).filter((key) => !kClosed[model].includes(key));

export const kCodes = [
  'RUN_STARTED', 'RUN_FINISHED', 'RUN_ERROR', 'STEP_STARTED', 'STEP_FINISHED', 'TEXT_MESSAGE_START', 'TEXT_MESSAGE_CONTENT',
  'TEXT_MESSAGE_END', 'TOOL_CALL_START', 'TOOL_CALL_ARGS_DELTA', 'TOOL_CALL_END', 'TOOL_CALL_RESULT', 'TITLE_UPDATED',
  'RUN_CANCELLED', 'CONTEXT_COMPACTED', 'TOOL_CONFIRMATION_REQUIRED', 'TOOL_CALL_PROGRESS',
];
export const text_of = (frames) => frames.filter(({ type }) => type === 'TEXT_MESSAGE_CONTENT').map(({ data }) => data.delta).join('');
