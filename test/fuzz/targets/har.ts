import fc from 'fast-check';
import { recogniseImport } from '../../../src/core/record/recognise-import.ts';
import { readHarEntry } from '../../../src/core/watch/seen-request.ts';
import { watchRequest } from '../../../src/core/watch/watch-request.ts';
import type { WatchedFlow } from '../../../src/core/watch/watched-flow.ts';
import { har as entry } from '../../unit/core/watch/har.ts';
import { almost, anyText, hold, type Target } from '../target.ts';

const BANK = 'https://bank.example';
const CALLBACK = 'https://tpp.example/cb';
const answerUrl = `${CALLBACK}?code=fakecode0001&state=fake-state`;
const asked = `${BANK}/authorize?response_type=code&client_id=x&redirect_uri=${encodeURIComponent(CALLBACK)}&state=fake-state`;
const entries = [
  entry(0, asked),
  entry(5, `${BANK}/login`, { status: 303, location: answerUrl }),
  entry(10, answerUrl, { referrer: `${BANK}/` }),
  entry(15, 'https://ads.example/p', { type: 'image', referrer: answerUrl }),
  entry(20, `${BANK}/token`, { form: { grant_type: 'authorization_code', code: 'fakecode0001' } }),
];
const samples = [JSON.stringify({ log: { version: '1.2', entries } })];
const pieces = ['null', '[]', '{}', '""', '0', ',', answerUrl, '"url":', '"headers":', '"status":'];

/** An archive is read or refused, and what its requests tell of flows belongs to flows that are told. */
export const har: Target = {
  name: 'HAR',
  texts: fc.oneof(almost(samples, pieces), anyText),
  check(text) {
    const read = recogniseImport(text);
    if (read.kind !== 'har') return;
    let flows: readonly WatchedFlow[] = [];
    for (const one of read.entries) {
      const seen = readHarEntry(one);
      if (!seen) continue;
      const watched = watchRequest(flows, seen, () => undefined);
      flows = watched.flows;
      const ids = new Set(flows.map(({ flowId }) => flowId));
      hold(ids.size === flows.length, 'two flows of one id');
      hold(
        watched.sightings.every(({ flow }) => ids.has(flow.flowId)),
        'something is told of no flow',
      );
    }
  },
};
