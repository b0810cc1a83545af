// Frames that are wrong on the wire, in their order or at the end of a stream.
import { kTerminals } from './engine.mjs';

const is_terminal = ({ type }) => kTerminals.includes(type);
/** Changes the frames made of one event; `reader.seen` counts the events by name. */
const frames = (change) => (policy) => ({
  frames(event, reader) {
    reader.seen ??= {};
    reader.seen[event.type] = (reader.seen[event.type] ?? 0) + 1;
    return change(policy.frames(event, reader), event, reader, policy);
  },
});
const every = (change) => frames((list, event, reader) => list.map((frame) => change(frame, event, reader)));
const second = (event, reader, type) => event.type === type && reader.seen[type] === 2;
const named = (frame, type) => ({ ...frame, event: type, data: { ...frame.data, type } });

const stream = (name, reddens, text, changes) => ({ name, text, operation: 'stream_events', reddens, changes });

export const stream_breaches = [
  stream('frame_dropped', ['get_conversation.history_text'], 'the second delta is not streamed',
    frames((list, event, reader) => (second(event, reader, 'TEXT_MESSAGE_CONTENT') ? [] : list))),
  stream('frame_duplicated', ['get_conversation.history_text'], 'the second delta is streamed twice',
    frames((list, event, reader) => (second(event, reader, 'TEXT_MESSAGE_CONTENT') ? [...list, ...list] : list))),
  stream('frames_swapped', ['stream_events.text_order'], 'a message starts after its first delta', () => {
    const held = new Map();
    return { emitted: (draft, conversation) => {
      if (draft.type === 'TEXT_MESSAGE_START') return held.set(conversation, draft), [];
      const start = held.get(conversation);
      held.delete(conversation);
      return start ? [draft, start] : [draft];
    } };
  }),
  stream('frame_renamed', ['stream_events.names'], 'deltas have a name that nobody published',
    every((frame, event) => (event.type === 'TEXT_MESSAGE_CONTENT' ? named(frame, 'TEXT_MESSAGE_DELTA') : frame))),
  stream('event_line_differs', ['stream_events.type_is_name'], 'the event line and the type in the payload differ',
    every((frame, event) => (event.type === 'TEXT_MESSAGE_CONTENT' ? { ...frame, event: 'TEXT_MESSAGE_END' } : frame))),
  stream('event_line_missing', ['stream_events.names'], 'frames have no event line', () => ({
    frame_text(frame) { return `id: ${frame.id}\ndata: ${this.json(frame.data)}\n\n`; },
  })),
  stream('two_terminals', ['stream_events.terminal'], 'a second terminal frame follows the first', () => ({
    emitted: (draft) => (is_terminal(draft) ? [draft, draft] : [draft]), closes_after: late,
  })),
  stream('frame_after_terminal', ['stream_events.terminal'], 'a step follows the terminal frame', () => ({
    emitted: (draft) => (is_terminal(draft) ? [draft, { ...draft, type: 'STEP_STARTED' }] : [draft]), closes_after: late,
  })),
  stream('terminal_missing', ['stream_events.terminal'], 'a stream ends without a terminal frame', frames((list, event) => (is_terminal(event) ? [] : list))),
  stream('start_missing', ['stream_events.run_order'], 'a run does not start with RUN_STARTED', frames((list, event) => (event.type === 'RUN_STARTED' ? [] : list))),
  stream('started_twice', ['stream_events.run_order'], 'RUN_STARTED comes again before the run ends', () => ({
    emitted: (draft) => (draft.type === 'TEXT_MESSAGE_END' ? [draft, { ...draft, type: 'RUN_STARTED', role: 3, data: {} }] : [draft]),
  })),
  stream('message_not_ended', ['stream_events.text_order'], 'a message is not ended before the run finishes', () => ({
    emitted: (draft) => (draft.type === 'TEXT_MESSAGE_END' ? [] : [draft]),
  })),
  stream('delta_of_unknown_message', ['stream_events.text_order'], 'deltas name a message that never started', () => ({
    emitted: (draft) => [draft.type === 'TEXT_MESSAGE_CONTENT' ? { ...draft, data: { ...draft.data, message_id: 'other' } } : draft],
  })),
  stream('result_before_end', ['stream_events.tool_order'], 'TOOL_CALL_RESULT comes before TOOL_CALL_END', () => ({
    around_call_end: (end, result) => { result(); end(); },
  })),
  stream('args_after_end', ['stream_events.tool_order'], 'arguments of a call come after its end', () => {
    const held = new Map();
    return { emitted: (draft, conversation) => {
      if (draft.type === 'TOOL_CALL_ARGS_DELTA') return held.set(conversation, draft), [];
      const delta = held.get(conversation);
      held.delete(conversation);
      return delta ? [draft, delta] : [draft];
    } };
  }),
  stream('user_echoed', ['stream_events.user_not_echoed'], "the user's own events are streamed as well",
    frames((list, event, reader, policy) => (event.type !== 'RUN_STARTED' ? list
      : [...list, ...users_before(reader.conversation, event).flatMap((one) => policy.frames(one, reader))]))),
  stream('user_echoed_as_assistant', ['stream_events.user_not_echoed'], "the user's message comes back as one of the assistant's", (policy) => ({
    emitted: (draft, conversation) => (draft.type === 'RUN_STARTED'
      ? [draft, ...policy.user_message(conversation.events.at(-2).data.delta).map((one) => ({ ...one, role: 1, tokens_used: 0 }))] : [draft]),
  })),
  stream('payload_extra_field', ['stream_events.payload'], 'payloads have a field that the closed model forbids',
    every((frame, event) => ({ ...frame, data: { ...frame.data, role: event.role } }))),
  stream('payload_without_event_id', ['stream_events.payload'], 'payloads lack event_id',
    every(({ data: { event_id, ...data }, ...frame }) => ({ ...frame, data }))),
  stream('payload_id_a_string', ['stream_events.payload'], 'event_id is a string', every((frame) => ({ ...frame, data: { ...frame.data, event_id: `${frame.id}` } }))),
  stream('payload_without_data', ['stream_events.payload'], 'payloads lack their inner data', every(({ data: { data, ...rest }, ...frame }) => ({ ...frame, data: rest }))),
  stream('delta_a_number', ['stream_events.inner_data'], 'a delta is a number',
    every((frame, event) => (event.type === 'TEXT_MESSAGE_CONTENT' ? { ...frame, data: { ...frame.data, data: { ...frame.data.data, delta: 7 } } } : frame))),
  stream('data_not_json', ['stream_events.framing'], 'the data of deltas is no JSON',
    every((frame, event) => (event.type === 'TEXT_MESSAGE_CONTENT' ? { ...frame, text: `delta=${event.event_id}` } : frame))),
  stream('content_breaks_framing', ['stream_events.framing'], 'line breaks of the text stand unescaped on the wire', () => ({
    frame_text(frame) { return `id: ${frame.id}\nevent: ${frame.event}\ndata: ${this.json(frame.data).replaceAll('\\n', '\n').replaceAll('"delta":"', '"delta":"\n\n')}\n\n`; },
  })),
  stream('done_sentinel', ['stream_events.framing'], 'a [DONE] line ends the stream, outside of any frame of the contract',
    (policy) => ({ end: (response) => { response.write('data: [DONE]\n\n'); policy.end(response); } })),
  stream('stream_as_json', ['stream_events.media_type'], 'the stream is announced as application/json', (policy) => ({
    stream_headers: () => ({ ...policy.stream_headers(), 'Content-Type': 'application/json' }),
  })),
  stream('stream_as_array', ['stream_events.media_type'], 'the stream is one JSON array', () => ({
    stream_headers: () => ({ 'Content-Type': 'application/json' }),
    stream_preamble: () => '[', frame_text(frame) { return `${this.json(frame.data)},`; },
    end: (response) => void response.end('null]'),
  })),
  stream('stream_buffered', ['stream_events.real_time'], 'all frames come at once when the run has ended', buffered),
  stream('text_differs', ['get_conversation.history_text'], 'the streamed text is not the stored one',
    every((frame, event) => (event.type === 'TEXT_MESSAGE_CONTENT'
      ? { ...frame, data: { ...frame.data, data: { ...event.data, delta: event.data.delta.toUpperCase() } } } : frame))),
  stream('earlier_runs_too', ['stream_events.current_run'], 'a stream without resume id starts with the earlier runs', (policy) => ({
    replayed: (conversation, after) => policy.replayed(conversation, after ?? 0n),
  })),
  stream('current_run_cut', ['stream_events.run_order'], 'a stream without resume id starts in the middle of the run', (policy) => ({
    replayed: (conversation, after) => (after === undefined ? policy.replayed(conversation, after).slice(1) : policy.replayed(conversation, after)),
  })),
];

/** The user's events that started the run of this RUN_STARTED. */
function users_before({ events }, started) {
  const end = events.indexOf(started);
  return events.slice(0, end).filter(({ role }) => role === 2).slice(-3);
}

/** Frames that follow a terminal one are still written before the stream ends. */
function late(reader) {
  setImmediate(() => reader.close());
  return false;
}

/** What is written is kept back until the stream ends, as a proxy that buffers does. */
function buffered(policy) {
  const kept = new WeakMap();
  return {
    write: (response, text) => void kept.set(response, (kept.get(response) ?? '') + text),
    end: (response) => { policy.write(response, kept.get(response) ?? ''); policy.end(response); },
  };
}
