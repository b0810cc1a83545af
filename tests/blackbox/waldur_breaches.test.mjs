// One breach of the independent Waldur service at a time.
import { breaches } from '../peers/waldur/breaches.mjs';
import { kCredentials } from '../peers/waldur_server.mjs';
import { judge_breaches } from './judge_peer.mjs';

judge_breaches(breaches, { vendor: 'waldur', credentials: kCredentials, args: ['--feature', 'tables', '--feature', 'failing_run'] });
