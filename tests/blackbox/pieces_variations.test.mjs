// Harmless differences of the independent Pieces OS.
import { variations } from '../peers/pieces/variations.mjs';
import { kArguments, kCredentials } from '../peers/pieces_server.mjs';
import { judge_variations } from './judge_peer.mjs';

judge_variations(variations, { vendor: 'pieces', credentials: kCredentials, args: kArguments, passes: 60 });
