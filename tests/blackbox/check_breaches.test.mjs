// One breach of the independent RevEng.AI service at a time.
import { breaches } from '../peers/reveng/breaches.mjs';
import { judge_breaches } from './judge_peer.mjs';

judge_breaches(breaches, { vendor: 'reveng' });
