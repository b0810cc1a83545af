// Harmless differences of the independent Sema4.ai service.
import { variations } from '../peers/sema4/variations.mjs';
import { kArguments, kCredentials } from '../peers/sema4_server.mjs';
import { judge_variations } from './judge_peer.mjs';

judge_variations(variations, { vendor: 'sema4', credentials: kCredentials, args: kArguments, passes: 150 });
