// An independent RevEng.AI conversations service, in memory, for judging the conformance suite. It was written from the
// vendor's pages alone and shares no line with Confab; `--breach NAME` makes it wrong in one way, `--variation NAME`
// different in a way that nobody may complain about.
import { serve_peer, start_server as start } from './peer.mjs';
import { breaches } from './reveng/breaches.mjs';
import { correct_policy } from './reveng/policy.mjs';
import { Service } from './reveng/service.mjs';
import { variations } from './reveng/variations.mjs';

const peer = { breaches, variations, correct_policy, Service };

export const start_server = (options) => start(peer, options);

await serve_peer(peer, import.meta.url);
