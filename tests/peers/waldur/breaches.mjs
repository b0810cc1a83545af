// One breach a row: what it changes, and in `reddens` the clauses that must notice, all of them (ids of
// spec/vendors/waldur/clauses.yaml without the vendor's name). How red depends on what a clause rests on: documented, a
// failure; observed, a warning; assumed, a remark. `operation` is the one that is wrong, null if several are.
import { answer_breaches } from './breaches_of_answers.mjs';
import { archive_breaches } from './breaches_of_archive.mjs';
import { guard_breaches } from './breaches_of_guard.mjs';
import { list_breaches } from './breaches_of_lists.mjs';
import { stream_breaches } from './breaches_of_streams.mjs';
import { turn_breaches } from './breaches_of_turns.mjs';

export const breaches = [...answer_breaches, ...archive_breaches, ...list_breaches, ...turn_breaches, ...stream_breaches, ...guard_breaches];
