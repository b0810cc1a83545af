// The replay bugs that happened elsewhere (R1 to R10 and R15 of the project's list of stream bugs), one a row.
// R13 needs ids that are no integers (see ids_not_numbers); R14, gaps in the ids, is allowed here: the variation id_gaps.
import { Refusal } from './refusal.mjs';

const kUserRole = 2;
const streamed = ({ events }) => events.filter(({ role }) => role !== kUserRole);
const replay = (name, reddens, text, changes) => ({ name, text, operation: 'stream_events', reddens, changes });
/** Changes what a reader with a resume id gets. */
const resumed = (change) => (policy) => ({
  replayed: (conversation, after) => (after === undefined ? policy.replayed(conversation, after) : change(conversation, after, policy)),
});

export const replay_breaches = [
  replay('replay_everything', ['stream_events.replay', 'stream_events.only_later'], 'R1: the resume id is ignored, the whole history comes again', resumed((conversation) => streamed(conversation))),
  replay('replay_nothing', ['stream_events.replay'], 'R2: the resume id is ignored, only what follows comes', resumed(() => [])),
  replay('heartbeat_with_id', ['stream_events.names'], 'R3: heartbeats carry an id of their own, ahead of the frames', (policy) => ({
    frame_text(frame, reader) { return `${policy.frame_text.call(this, frame, reader)}id: ${Number(frame.id) + 3}\nevent: HEARTBEAT\ndata: {}\n\n`; },
  })),
  replay('one_queue', ['stream_events.terminal'], 'R4: two readers take frames from each other', () => {
    let turn = 0;
    return { audience: ({ readers }) => [...readers].slice(turn++ % readers.size).slice(0, 1) };
  }),
  replay('replay_other_stream', ['stream_events.own_conversation'], 'R5 and R6: the replay crosses conversations', (policy) => {
    const all = new Map();
    return {
      emitted: (draft, conversation) => (all.set(conversation, true), policy.emitted(draft, conversation)),
      replayed: (conversation, after) => (after === undefined ? policy.replayed(conversation, after)
        : [...all.keys()].flatMap((one) => policy.replayed(one, after))),
    };
  }),
  replay('replay_unknown_restarts', ['stream_events.only_later'], 'R7: an id that is not stored restarts from the oldest frame', resumed((conversation, after, policy) => (
    streamed(conversation).some((event) => BigInt(event.event_id) === after) ? policy.replayed(conversation, after) : streamed(conversation)))),
  replay('replay_renumbered', ['stream_events.replay', 'get_conversation.same_ids'], 'R8: after a reconnect the same id names another frame', (policy) => ({
    ...resumed((conversation, after) => policy.replayed(conversation, after))(policy),
    frames: (event, reader) => policy.frames(event, reader).map((frame) => {
      reader.number = (reader.number ?? 0) + 1;
      return { ...frame, id: reader.number, data: { ...frame.data, event_id: reader.number } };
    }),
  })),
  replay('replay_last_again', ['stream_events.replay', 'stream_events.only_later'], 'R9: the frame that was seen last comes again',
    resumed((conversation, after, policy) => policy.replayed(conversation, after - 1n))),
  replay('replay_first_lost', ['stream_events.replay'], 'R9: the first frame that was missed is lost',
    resumed((conversation, after, policy) => policy.replayed(conversation, after).slice(1))),
  replay('replay_without_terminal', ['stream_events.replay'], 'R9: the replay stops before the terminal frame',
    resumed((conversation, after, policy) => policy.replayed(conversation, after).slice(0, -1))),
  replay('ids_random', ['stream_events.replay', 'stream_events.ids_increase'], 'R10: ids are random', () => ({ next_event_id: () => 1 + Math.floor(Math.random() * 2 ** 40) })),
  replay('ids_decreasing', ['stream_events.replay', 'stream_events.ids_increase'], 'R10: ids decrease', () => ({ next_event_id: ({ events }) => (events.at(-1)?.event_id ?? 1000000) - 1 })),
  replay('ids_constant', ['stream_events.replay'], 'R10: every frame has the same id', () => ({ next_event_id: () => 1 })),
  replay('ids_not_numbers', ['stream_events.payload'], 'R13: ids that no query can carry back', (policy) => ({
    frames: (event, reader) => policy.frames(event, reader).map((frame) => (
      { ...frame, id: `é${frame.id}`, data: { ...frame.data, event_id: `é${frame.id}` } })),
  })),
  replay('replay_reordered', ['stream_events.replay'], 'the replay comes in reverse order', resumed((conversation, after, policy) => policy.replayed(conversation, after).reverse())),
  replay('replay_refused', ['stream_events.replay'], 'a resume id is answered with 500', (policy) => ({
    replayed(conversation, after) {
      if (after !== undefined) throw new Refusal('INTERNAL_ERROR', 'the log is broken');
      return policy.replayed(conversation, after);
    },
  })),
];
