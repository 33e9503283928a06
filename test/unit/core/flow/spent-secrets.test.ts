import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../../src/core/flow/flow-event.ts';
import { foldFlow } from '../../../../src/core/flow/flow-state.ts';
import { spentSecrets } from '../../../../src/core/flow/spent-secrets.ts';
import { jsonAnswer } from '../../../fixtures/answers.ts';
import {
  answered,
  captured,
  failed,
  opened,
  prepared,
  record,
  sent,
  started,
  token,
} from '../../../fixtures/happenings.ts';

const withCode = [started(), opened(), captured('code')];
const exchange = { ...prepared('c1', 'exchange'), uses: 'k1' };
const renewable = token('refresh_token', 'r1');
const withTokens = [
  ...[started(), opened(), prepared('c1', 'exchange')],
  answered('c1', 'tokens', [renewable]),
];
const refresh = { ...prepared('c2', 'refresh'), uses: 'r1' };
const next = {
  ...renewable,
  secret: { ...renewable.secret, id: 'r2', fingerprint: '00000002' },
};

const brokeDown = (status: number) => ({
  ...answered('c2', 'unexpected'),
  answer: jsonAnswer(status, {}),
});

describe('used up', () => {
  it.each<[string, Happening[], boolean]>([
    ['is no code that was only captured', withCode, false],
    ['is no code that was discarded', [...withCode, { kind: 'code_discarded' }], false],
    ['is a code whose request is prepared', [...withCode, exchange], true],
    ['is a code that was sent', [...withCode, exchange, sent('c1')], true],
    ['is a code that was refused', [...withCode, exchange, answered('c1', 'error')], true],
    ['may be a code without an answer', [...withCode, exchange, failed('c1', 'unknown')], true],
    ['is no code that did not reach the bank', [...withCode, exchange, failed('c1', 'no')], false],
    ['is no refresh token that was received', withTokens, false],
    ['is a refresh token under way', [...withTokens, refresh], true],
    ['may be one without an answer', [...withTokens, refresh, failed('c2', 'unknown')], true],
    ['may be one with "done" unread', [...withTokens, refresh, answered('c2', 'unexpected')], true],
    ['may be one behind a gateway that broke down', [...withTokens, refresh, brokeDown(504)], true],
    ['is none that is to be sent later', [...withTokens, refresh, brokeDown(503)], false],
    [
      'is one that the bank replaced',
      [...withTokens, refresh, answered('c2', 'tokens', [next])],
      true,
    ],
    ['is none that the bank kept', [...withTokens, refresh, answered('c2', 'tokens')], false],
    ['is none that the bank refused', [...withTokens, refresh, answered('c2', 'error')], false],
    ['is none that did not reach it', [...withTokens, refresh, failed('c2', 'no')], false],
  ])('%s', (_what, happenings, used) => {
    const flow = foldFlow(record(...happenings));
    expect(flow && spentSecrets(flow)).toEqual(new Set(used ? ['0badcafe'] : []));
  });
});
