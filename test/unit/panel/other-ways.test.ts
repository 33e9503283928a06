import { describe, expect, it } from 'vitest';
import type { DocumentReply } from '../../../src/contract/document.ts';
import { foldFlow } from '../../../src/core/flow/flow-state.ts';
import {
  codeCaptured,
  eventsOf,
  opened,
  prepared,
  sent,
  started,
} from '../../../src/panel/flows/example-flow.fixture.ts';
import { certificateVerdict } from '../../../src/panel/flows/other-ways/certificate-verdict.ts';
import { callInTrouble } from '../../../src/panel/flows/other-ways/may-need-other-way.ts';
import { planOf } from '../../fixtures/profiles.ts';

const network = (reason: string): DocumentReply => ({
  ok: false,
  error: { kind: 'network', reason, host: 'bank.example' },
});

describe('a check for a client certificate', () => {
  it.each<[string, DocumentReply, string]>([
    ['a page', { ok: false, error: { kind: 'not_json', host: 'b', status: 405 } }, 'answered'],
    ['JSON', { ok: true, value: { status: 400, text: '{}', durationMs: 1 } }, 'answered'],
    ['a redirect', { ok: false, error: { kind: 'redirected', host: 'b' } }, 'answered'],
    ['no choice', network('net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED'), 'unchosen'],
    ['no certificate', network('net::ERR_BAD_SSL_CLIENT_AUTH_CERT'), 'missing'],
    [
      'no certificate in Firefox',
      network(
        'NS_ERROR_GENERATE_FAILURE(NS_ERROR_MODULE_SECURITY, SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT)',
      ),
      'missing',
    ],
    ['a host that hangs up', network('net::ERR_SOCKET_NOT_CONNECTED'), 'cut'],
    ['a host that hangs up without a word', network('net::ERR_EMPTY_RESPONSE'), 'cut'],
    ['no server', network('net::ERR_CONNECTION_REFUSED'), 'unreachable'],
    ['no permission', { ok: false, error: { kind: 'no_permission', host: 'b' } }, 'unreachable'],
  ])('tells what %s means', (_what, reply, kind) => {
    expect(certificateVerdict(reply).kind).toBe(kind);
  });
});

describe('other ways for a token call', () => {
  const plan = planOf('practice-bpce-aisp');
  const wanting = { ...plan, profile: { ...plan.profile, clientCertificate: 'required' as const } };
  const failure = {
    kind: 'call_failed',
    callId: '1',
    failure: { kind: 'interrupted' },
    reached: 'no',
  } as const;
  const call = [prepared('1'), sent('1')];

  it.each([
    ['before there is a code', [started({ plan: wanting }), opened()], undefined],
    [
      'at a bank that wants a certificate',
      [started({ plan: wanting }), opened(), codeCaptured],
      'exchange',
    ],
    ['at a bank that wants none', [started({ plan }), opened(), codeCaptured], undefined],
    [
      'while the call is under way',
      [started({ plan: wanting }), opened(), codeCaptured, ...call],
      undefined,
    ],
    [
      'after a call that did not leave',
      [started({ plan }), opened(), codeCaptured, ...call, failure],
      'exchange',
    ],
    [
      'after a call that may have arrived',
      [
        started({ plan: wanting }),
        opened(),
        codeCaptured,
        ...call,
        { ...failure, reached: 'unknown' as const },
      ],
      undefined,
    ],
  ])('%s', (_when, happenings, name) => {
    const flow = foldFlow(eventsOf(...happenings));
    expect(flow && callInTrouble(flow)).toBe(name);
  });
});
