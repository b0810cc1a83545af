// The agent: what the words of a prompt make it do. It hears no scripts, like the agent of a real deployment.
import { randomUUID } from 'node:crypto';

const kGap = 12; // milliseconds between frames: a reader can tell them apart, a suite does not wait for them
const kThoughtful = 150; // for an answer that takes about a second
const kLongChunks = 600; // about seven seconds, unless cancelled

const kAnswer = ['The function checks its argument,', ' then copies it.\n\ndata: not a field\r\nid: 7\r\revent: none\n', ' Größe ≤ 4 KiB — ',
  '日本語, \u{1f980} and \u2028 pass; so do "quotes" and back\\slashes.', ' It returns', ' a pointer.'];

async function say(engine, conversation, run, chunks, gap = kGap) {
  const message_id = randomUUID();
  engine.emit(conversation, 'TEXT_MESSAGE_START', { message_id, role: 'assistant' });
  for (const delta of chunks) {
    if (!(await run.pause(gap))) return false;
    engine.emit(conversation, 'TEXT_MESSAGE_CONTENT', { message_id, delta });
  }
  if (!(await run.pause(kGap))) return false;
  engine.emit(conversation, 'TEXT_MESSAGE_END', { message_id }, chunks.length);
  return true;
}

/** Resolves with true or false as the call was carried out or rejected, with undefined when the run was cancelled. */
async function call(engine, conversation, run, tool_name, { confirm, pauses = 1, missing = false }) {
  const tool_call_id = `call_${randomUUID()}`;
  const emit = (type, data) => engine.emit(conversation, type, { tool_call_id, ...data });
  emit('TOOL_CALL_START', { tool_name });
  for (const delta of ['{"address":', '4198400', '}']) {
    if (!(await run.pause(kGap))) return undefined;
    emit('TOOL_CALL_ARGS_DELTA', { delta });
  }
  engine.policy.around_call_end(() => emit('TOOL_CALL_END', {}), () => emit('TOOL_CALL_RESULT', { tool_name, result: 'early', is_error: false }));
  let approved = true;
  if (confirm) {
    emit('TOOL_CONFIRMATION_REQUIRED', { tool_name, message: confirm, tool_args: '{"address":4198400}' });
    approved = await run.answer({ tool_call_id });
    if (approved === undefined) return undefined;
  }
  for (let round = 0; approved && round < pauses; ++round) {
    if (!(await run.pause(kGap))) return undefined;
    emit('TOOL_CALL_PROGRESS', { message: `step ${round + 1}` });
  }
  if (!(await run.pause(kGap))) return undefined;
  emit('TOOL_CALL_RESULT', engine.policy.result(approved && !missing, tool_name));
  return approved;
}

const long_text = Array.from({ length: kLongChunks }, (_, at) => `word ${at} `);
const with_call = (tool_name, options, after) => async (engine, conversation, run) => {
  const approved = await call(engine, conversation, run, tool_name, options);
  return approved !== undefined && say(engine, conversation, run, after(approved));
};
const saying = (chunks, gap) => (engine, conversation, run, rest) => say(engine, conversation, run, chunks(rest), gap);

/** The first row whose words are in the prompt says what the agent does; what the words leave over is the last argument. */
const kHabits = [
  [/^(?:repeat exactly:|reply with nothing but the word) ?(.*)/is, saying((rest) => rest.match(/.{1,16384}/gsu) ?? [])],
  [/\bfails?\b|crash/i, async (...at) => (await saying(() => ['I will try'])(...at)) && { error: 'The model stopped answering.' }],
  [/confirm|rename|approv|reject/i,
    with_call('rename_functions', { confirm: 'Rename sub_401000?' }, (approved) => (approved ? ['It is ', 'renamed.'] : ['I left ', 'the name alone.']))],
  [/does not exist/i, with_call('decompile', { missing: true }, () => ['There is ', 'none.'])],
  [/\btools?\b.*(one after the other|long|slow)|(one after the other|long|slow).*\btools?\b/i, with_call('decompile', { pauses: kLongChunks }, () => ['Done.'])],
  [/\b(long|every|all|essay|slow|detail)\b/i, saying(() => long_text)],
  [/\bsentences\b/i, saying(() => kAnswer, kThoughtful)],
  [/\b(tools?|call|look up|search|decompile)\b/i, with_call('decompile', {}, () => ['It is ', 'a loop.'])],
  [/(?:)/, saying(() => kAnswer)],
];

export async function perform(engine, conversation, run, prompt) {
  const { policy } = engine;
  if (policy.optional_frames) engine.emit(conversation, 'STEP_STARTED', {});
  const [words, habit] = kHabits.find(([one]) => one.test(prompt));
  const outcome = await habit(engine, conversation, run, words.exec(prompt)[1]);
  if (run.ended || !outcome) return;
  if (outcome.error) return engine.finish(conversation, run, 'RUN_ERROR', { message: outcome.error });
  if (policy.optional_frames) engine.emit(conversation, 'STEP_FINISHED', {});
  if (policy.optional_frames && !conversation.titled) {
    conversation.titled = true;
    conversation.title = 'A talk about a function';
    engine.emit(conversation, 'TITLE_UPDATED', { title: conversation.title });
  }
  if (policy.extra_frames) engine.emit(conversation, 'CONTEXT_COMPACTED', {});
  engine.finish(conversation, run, 'RUN_FINISHED');
}
