// An independent Pieces OS that breaks one rule at a time: the suite must name each breach.
import { breaches } from '../peers/pieces/breaches.mjs';
import { kArguments, kCredentials } from '../peers/pieces_server.mjs';
import { judge_breaches } from './judge_peer.mjs';

judge_breaches(breaches, { vendor: 'pieces', credentials: kCredentials, args: kArguments, parallel: 8 });
