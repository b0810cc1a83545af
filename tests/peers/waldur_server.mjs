// An independent Waldur chat service, in memory, for judging the conformance suite. It was written from the vendor's facts
// alone and shares no line with Confab; `--breach NAME` makes it wrong in one way, `--variation NAME` different in a way
// that nobody may complain about.
import { serve_peer } from './peer.mjs';
import { breaches } from './waldur/breaches.mjs';
import { correct_policy, kUsers } from './waldur/policy.mjs';
import { Service } from './waldur/service.mjs';
import { variations } from './waldur/variations.mjs';

const kPersonas = ['default', 'second_user', 'newcomer', 'staff', 'support', 'expired', 'inactive', 'chat_off', 'no_model', 'no_quota'];
/** What `confab check --credential` is given: the personas' tokens. */
export const kCredentials = Object.fromEntries(kPersonas.map((name, at) => [name, kUsers[at].token]));

const peer = { breaches, variations, correct_policy, Service };

await serve_peer(peer, import.meta.url);
