import fc from 'fast-check';
import { expect, it } from 'vitest';
import { recogniseBank } from '../../../../src/core/banks/recognise-bank.ts';
import { lintAuthorizationRequest } from '../../../../src/core/lint/lint-authorization-request.ts';
import { lintProfile } from '../../../../src/core/lint/lint-profile.ts';
import { parseAuthorizationRequest } from '../../../../src/core/oauth/authorization-request.ts';
import { runs } from '../../../extent.ts';
import { resolvedCatalogue } from '../../../fixtures/catalogue.ts';

const shipped = resolvedCatalogue;
const names = fc.constantFrom(
  'client_id',
  'scope',
  'state',
  'request',
  'request_uri',
  'nonce',
  'x',
);
const value = fc.oneof(
  fc.string(),
  fc.constantFrom('%', '%zz', 'eyJhbGciOiJub25lIn0.e30.', 'a,b c'),
);
const query = fc
  .array(fc.tuple(names, value))
  .map((pairs) => pairs.map((one) => one.join('=')).join('&'));

it('never throws, whatever stands in a URL and whichever bank it is for', () => {
  fc.assert(
    fc.property(query, fc.constantFrom(...shipped), fc.nat(), (text, profile, at) => {
      const keys = Object.keys(profile.environments);
      const environment = keys[at % keys.length] ?? '';
      const url = `https://www.17515.sandbox.api.89c3.com/x?${text}`;
      const request = parseAuthorizationRequest(url);
      if (!request) return;
      const use = { profile, environment, variables: {} };
      const findings = [
        ...lintAuthorizationRequest({ request, ...use }),
        ...lintProfile({ ...use, others: shipped, request: { url, role: 'authorize' } }),
      ];
      expect(findings.every(({ facts }) => facts.every((fact) => typeof fact === 'string'))).toBe(
        true,
      );
    }),
  );
});

it('never throws over a host, and never takes text for a bank', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(recogniseBank(text, shipped)).toBeUndefined();
    }),
    { numRuns: runs(30) },
  );
});
