// Bugs that happened to others (docs/deviations.md), committed by the mock for everyone who asks: the suite must name each.
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { check } from './check.mjs';
import { start_mock } from './support.mjs';
import { assert_named } from './judge_peer.mjs';

const kResume = 'operation=stream_events,query=last_event_id';
const recorded = readFileSync(new URL('../recordings/good_plain.sse', import.meta.url), 'utf8');
/** id, what it is, vendor, what the mock is told (one text, or several), clauses that must turn red. */
const rows = [
  ['R1', 'the resume id is ignored, the whole history comes again', 'reveng', `query_set:name=last_event_id,to=0,${kResume}`, ['stream_events.replay']],
  ['R2', 'the resume id is ignored, only what is to come is sent', 'reveng', `query_ignored:name=last_event_id,${kResume}`, ['stream_events.replay']],
  ['R3', 'a keep-alive carries an id of its own', 'reveng', 'stray_id:to=999999', ['stream_events.ids_increase']],
  ['R4', 'a reader misses what another one was given', 'reveng', 'frame_dropped:frame=TEXT_MESSAGE_CONTENT,nth=2', ['stream_events.replay']],
  ['R5', 'frames of another stream stand in the replay', 'reveng', `frame_added:payload={"event_id":2%2C"type":"RUN_STARTED"%2C"data":{}},event=RUN_STARTED,query=last_event_id`, ['stream_events.replay']],
  ['R7', 'an id that nobody gave starts from the oldest frame', 'reveng', `query_set:name=last_event_id,to=0,${kResume}`, ['stream_events.only_later']],
  ['R8', 'the same id names another frame when it is read again', 'reveng', 'frame_payload:nth=1,do=extra,at=/data,query=last_event_id', ['stream_events.replay']],
  ['R9', 'the frame seen last comes again', 'reveng', `query_shifted:name=last_event_id,by=-1,${kResume}`, ['stream_events.replay']],
  ['R9', 'the first missed frame is lost', 'reveng', `query_shifted:name=last_event_id,by=1,${kResume}`, ['stream_events.replay']],
  ['R10', 'ids go back', 'reveng', 'frame_id:nth=3,to=1', ['stream_events.ids_increase']],
  ['R13', 'an id that is no number', 'reveng', 'frame_id:nth=3,to=7%C3%A9', ['stream_events.ids_increase']],
  ['R15', 'everything is delivered at once', 'reveng', 'stream_at_once', ['stream_events.real_time']],
  ['R16', 'a static mock: one recording, whatever is asked', 'reveng', `not_done:operation=stream_events,status=200,type=text/event-stream,body=${encodeURIComponent(recorded)}`, ['stream_events.replay', 'stream_events.only_later']],
  ['ownership', 'whoever has a key sees everything', 'reveng', 'taken_for:persona=default,operation=get_conversation', ['get_conversation.foreign']],
  ['second run', 'a second run is accepted', 'reveng', 'status:operation=send_message,status=409,to=202', ['send_message.run_active']],
  ['cancel', 'cancelling does not cancel', 'reveng', 'not_done:operation=cancel_run,status=200,type=application/json,body={"status":"cancelled"}', ['cancel_run.ends_cancelled']],
  ['order of lists', 'the oldest first', 'reveng', 'body:operation=list_conversations,do=reverse', ['list_conversations.order']],
  ['paging', 'a row comes twice', 'sema4', 'body:operation=list_conversations,do=repeat_first,at=/data', ['list_conversations.nothing_repeats']],
  ['auth', 'whoever asks is let in', 'reveng', 'taken_for:persona=default', ['auth.missing_key', 'auth.unknown_key', 'list_conversations.own_only', 'send_message.no_credits']],
  ['confirmation', 'an answer to a confirmation changes nothing', 'reveng', 'not_done:operation=confirm_tool,status=200,type=application/json,body={"conversation_uuid":"00000000-0000-4000-8000-000000000000"%2C"status":"confirmed"}', ['confirm_tool.goes_on', 'confirm_tool.nothing_pending']],
  ['deletion', 'what is deleted stays, with messages, files and tables', 'sema4', 'not_done:operation=delete_conversation,status=200,type=application/json,body={}', ['delete_conversation.gone', 'delete_conversation.unlisted', 'delete_conversation.messages_gone', 'delete_conversation.files_gone', 'delete_conversation.data_frames_gone']],
  ['deletion', 'what is deleted leaves its files behind', 'sema4', ['body_replaced:operation=list_files,status=404,by=[]', 'status:operation=list_files,status=404,to=200'], ['delete_conversation.files_gone']],
  ['archive', 'archiving is not kept', 'waldur', 'body:operation=chat_threads_retrieve,do=set,at=/is_archived,value=false', ['chat_threads_archive.archives', 'chat_threads_archive.again']],
  ['archive', 'a turn brings the thread back', 'waldur', 'body:operation=chat_threads_retrieve,do=set,at=/is_archived,value=false', ['chat_stream.state_kept']],
  ['archive', 'what is taken out of the archive stays in it', 'waldur', 'body:operation=chat_threads_retrieve,do=set,at=/is_archived,value=true', ['chat_threads_unarchive.restores', 'chat_threads_unarchive.again']],
  ['archive', 'archiving fails', 'waldur', 'status:operation=chat_threads_archive,status=204,to=409', ['chat_threads_archive.answers']],
  ['files', 'a byte is altered on the way', 'sema4', 'body_byte:operation=download_file', ['download_file.bytes']],
  ['filter', 'the archive filter is not looked at', 'waldur', 'query_ignored:name=is_archived', ['chat_threads_list.is_archived']],
  ['numbers', 'an edit renumbers', 'waldur', 'body:operation=chat_messages_list,do=other,at=/0/sequence_index', ['chat_stream.edit_keeps_places', 'chat_stream.numbering']],
];

const table = [];
after(() => table.sort().forEach((row) => console.log(row)));

describe('deviations', { concurrency: 4 }, () => {
  for (const [id, text, vendor, deviations, reddens] of rows) {
    const deviation = [deviations].flat().join(' and ');
    test(`${id}: ${text} (${deviation.split(',')[0]})`, async () => {
      const mock = await start_mock([deviations].flat().flatMap((one) => ['--deviate', one]), vendor);
      const outcome = await check(mock.url, { vendor, credentials: {}, deadline: 240_000 });
      await mock.stop();
      table.push(`${id.padEnd(14)} ${deviation}: ${outcome.result.clauses.filter(({ verdict }) => ['fail', 'warn'].includes(verdict)).length} clauses red`);
      assert_named(outcome, vendor, reddens);
    });
  }
});
