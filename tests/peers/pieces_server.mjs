// An independent Pieces OS, in memory, for judging the conformance suite. It was written from the vendor's facts alone, speaks
// WebSocket through the npm package ws and shares no line with Confab; `--breach NAME` makes it wrong in one way, `--variation NAME`
// different in a way that nobody may complain about.
import { serve_peer } from './peer.mjs';
import { breaches } from './pieces/breaches.mjs';
import { correct_policy } from './pieces/policy.mjs';
import { Service } from './pieces/service.mjs';
import { variations } from './pieces/variations.mjs';

/** What `confab check --credential` is given: nothing, for nobody is asked who they are. */
export const kCredentials = {};

export const peer = { breaches, variations, correct_policy, Service };

await serve_peer(peer, import.meta.url);
