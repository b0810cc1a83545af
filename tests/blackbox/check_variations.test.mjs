// Harmless differences of the independent RevEng.AI service.
import { variations } from '../peers/reveng/variations.mjs';
import { judge_variations } from './judge_peer.mjs';

judge_variations(variations, { vendor: 'reveng', passes: 90 });
