// One breach of the independent Sema4.ai service at a time.
import { breaches } from '../peers/sema4/breaches.mjs';
import { kArguments, kCredentials } from '../peers/sema4_server.mjs';
import { judge_breaches } from './judge_peer.mjs';

judge_breaches(breaches, { vendor: 'sema4', credentials: kCredentials, args: kArguments });
