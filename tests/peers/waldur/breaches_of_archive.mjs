// What went wrong with archives in the wild.

const after_turn = (change) => (policy) => ({ after_turn(thread, turn) { policy.after_turn(thread, turn); change(thread); } });

export const archive_breaches = [
  { name: 'turn_restores', text: 'a turn in an archived thread restores it', operation: 'chat_stream',
    reddens: ['chat_stream.state_kept'], changes: after_turn((thread) => { thread.is_archived = false; }) },
  { name: 'turn_archives', text: 'a turn archives its thread', operation: 'chat_stream',
    reddens: ['chat_threads_retrieve.starts_active'], changes: after_turn((thread) => { thread.is_archived = true; }) },
  { name: 'archive_twice_fails', text: 'archiving an archived thread is refused', operation: 'chat_threads_archive',
    reddens: ['chat_threads_archive.again'], changes: () => ({ archives: (_user, thread, value) => !(value && thread.is_archived) }) },
  { name: 'unarchive_twice_fails', text: 'restoring an active thread is refused', operation: 'chat_threads_unarchive',
    reddens: ['chat_threads_unarchive.again'], changes: () => ({ archives: (_user, thread, value) => value || thread.is_archived }) },
  { name: 'archive_toggles', text: 'archiving an archived thread restores it', operation: 'chat_threads_archive',
    reddens: ['chat_threads_archive.again'], changes: () => ({ archive(thread, value) { thread.is_archived = value && !thread.is_archived; } }) },
  { name: 'archive_does_nothing', text: 'archiving answers well and changes nothing', operation: 'chat_threads_archive',
    reddens: ['chat_threads_archive.archives'], changes: () => ({ archive(thread, value) { thread.is_archived &&= value; } }) },
  { name: 'unarchive_does_nothing', text: 'restoring answers well and changes nothing', operation: 'chat_threads_unarchive',
    reddens: ['chat_threads_unarchive.restores'], changes: () => ({ archive(thread, value) { thread.is_archived ||= value; } }) },
  { name: 'archive_reads_body', text: 'the body of archive renames the thread and says what is_archived becomes', operation: null,
    reddens: ['chat_threads_archive.body_unread', 'chat_threads_unarchive.body_unread'], changes: () => ({ archive(thread, value, bytes) {
      const body = bytes.length > 0 ? JSON.parse(bytes) : {};
      thread.is_archived = body.is_archived ?? value;
      thread.name = body.name ?? thread.name;
    } }) },
  { name: 'archive_keeps_modified', text: 'archive and unarchive do not move modified', operation: null,
    reddens: ['chat_threads_archive.moves_modified', 'chat_threads_unarchive.moves_modified'], changes: () => ({ touches: (why) => why === 'turn' }) },
  { name: 'archive_forgets_messages', text: 'an archived thread has no messages', operation: 'chat_threads_archive',
    reddens: ['chat_threads_archive.readable'], changes: (policy) => ({ messages: (messages, history) => (messages[0]?.thread.is_archived ? [] : policy.messages(messages, history)) }) },
  { name: 'archived_hidden_by_default', text: 'the list leaves archived threads out unless asked for', operation: 'chat_threads_list',
    reddens: ['chat_threads_list.is_archived_left_out'], changes: () => ({ filter_archived: (thread, wanted) => thread.is_archived === (wanted ?? false) }) },
  { name: 'archived_filter_ignored', text: 'is_archived changes nothing', operation: 'chat_threads_list',
    reddens: ['chat_threads_list.is_archived'], changes: () => ({ filter_archived: () => true }) },
  { name: 'archived_false_is_all', text: 'is_archived=false yields archived threads as well', operation: 'chat_threads_list',
    reddens: ['chat_threads_list.is_archived'], changes: () => ({ filter_archived: (thread, wanted) => !wanted || thread.is_archived }) },
];
