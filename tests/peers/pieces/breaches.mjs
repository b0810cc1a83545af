// One breach a row: what it changes, and in `reddens` the clauses that must notice, all of them (ids of
// spec/vendors/pieces/clauses.yaml without the vendor's name). How red depends on what a clause rests on: documented, a
// failure; observed, a warning; assumed, a remark. `operation` is the one that is wrong, null if several are.
import { answer_breaches } from './breaches_of_answers.mjs';
import { feed_breaches } from './breaches_of_the_feed.mjs';

export const breaches = [...answer_breaches, ...feed_breaches];
