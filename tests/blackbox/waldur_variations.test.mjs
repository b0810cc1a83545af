// Harmless differences of the independent Waldur service.
import { variations } from '../peers/waldur/variations.mjs';
import { kCredentials } from '../peers/waldur_server.mjs';
import { judge_variations } from './judge_peer.mjs';

judge_variations(variations, {
  vendor: 'waldur', credentials: kCredentials, args: ['--feature', 'tables', '--feature', 'failing_run'], passes: 280, quiet: true,
});
