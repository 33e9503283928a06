/** The example flow as a page would have run it. */
import type { Happening } from '../../core/flow/flow-event.ts';
import {
  answered,
  codeCaptured,
  opened,
  pageSeen,
  prepared,
  sent,
  started,
} from '../flows/example-flow.fixture.ts';

const leak = {
  id: 'AP19',
  slug: 'referrer-leak',
  severity: 'warn',
  actor: 'you',
  source: 'RFC 9700 §4.2',
  facts: ['ads.example', 'code'],
} as const;

export const watchedWaiting: Happening[] = [
  started({ watched: true }),
  opened('watched'),
  pageSeen(),
];
export const watchedCode: Happening[] = [
  ...watchedWaiting,
  { ...codeCaptured, via: 'watched' },
  pageSeen({ url: 'https://ads.example/', findings: [{ ...leak, facts: [...leak.facts] }] }),
];
export const watchedTokens: Happening[] = [
  ...watchedCode,
  { ...prepared('1'), by: 'page' } as Happening,
  sent('1'),
  answered('1'),
];
/** Its tokens are told, its authorization request is not. */
export const watchedAnswerAlone: Happening[] = [
  started({ watched: true, bank: 'Unknown bank' }),
  { ...codeCaptured, via: 'watched' },
];
