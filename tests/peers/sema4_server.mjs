// An independent Sema4.ai conversations service, in memory, for judging the conformance suite. It was written from the
// vendor's facts alone and shares no line with Confab; `--breach NAME` makes it wrong in one way, `--variation NAME`
// different in a way that nobody may complain about.
import { serve_peer } from './peer.mjs';
import { breaches } from './sema4/breaches.mjs';
import { correct_policy, kAgents, kKey } from './sema4/policy.mjs';
import { Service } from './sema4/service.mjs';
import { variations } from './sema4/variations.mjs';

/** What `confab check --credential` is given, and what else it is told about this service. */
export const kCredentials = { default: kKey };
export const kArguments = ['--var', `agent=${kAgents[0]}`, '--var', `other_agent=${kAgents[1]}`, '--feature', 'second_agent', '--feature', 'data_frames'];

export const peer = { breaches, variations, correct_policy, Service };

await serve_peer(peer, import.meta.url);
