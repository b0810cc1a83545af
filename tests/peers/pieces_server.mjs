// An independent Pieces OS, in memory, for judging the conformance suite. It was written from the vendor's facts alone, speaks
// WebSocket through the npm package ws and shares no line with Confab; `--breach NAME` makes it wrong in one way, `--variation NAME`
// different in a way that nobody may complain about.
import { serve_peer } from './peer.mjs';
import { breaches } from './pieces/breaches.mjs';
import { correct_policy } from './pieces/policy.mjs';
import { Service } from './pieces/service.mjs';
import { variations } from './pieces/variations.mjs';

/** What `confab check --credential` is given, which is nothing, for nobody is asked who they are; and what it is told about this service. */
export const kCredentials = {};
export const kArguments = ['--feature', 'assets', '--var', 'asset=2254f2c8-5797-40e8-ac56-41166dc0e159', '--var', 'unknown_asset=00000000-0000-4000-8000-000000000000'];

export const peer = { breaches, variations, correct_policy, Service };

await serve_peer(peer, import.meta.url);
