// One breach a row: what it changes, and in `reddens` the clauses that must notice, all of them (ids of
// spec/vendors/sema4/clauses.yaml without the vendor's name). How red depends on what a clause rests on: documented, a
// failure; observed, a warning; assumed, a remark. `operation` is the one that is wrong, null if several are.
import { answer_breaches } from './breaches_of_answers.mjs';
import { file_breaches } from './breaches_of_files.mjs';
import { frame_breaches } from './breaches_of_frames.mjs';
import { list_breaches } from './breaches_of_lists.mjs';
import { message_breaches } from './breaches_of_messages.mjs';

export const breaches = [...answer_breaches, ...list_breaches, ...message_breaches, ...file_breaches, ...frame_breaches];
