import { expect, it } from 'vitest';
import { editableHeaders } from '../../../src/panel/tokens/editable-headers.ts';

const MARK = '{{access_token#0badcafe}}';
const apiHeaders = [
  { name: 'Authorization', requirement: 'required' as const },
  { name: 'Signature', requirement: 'required' as const },
  { name: 'Digest', requirement: 'optional' as const },
  { name: 'accept', requirement: 'optional' as const },
  { name: 'PSU-IP-Address', requirement: 'optional' as const },
];

it('are those of the request, then what else the profile names, and nothing that holds a token', () => {
  const headers: [string, string][] = [
    ['Accept', 'application/json'],
    ['Authorization', `Bearer ${MARK}`],
    ['X-Access-Token', MARK],
    ['X-Request-ID', 'fresh'],
  ];
  expect(editableHeaders({ headers }, { apiHeaders })).toEqual([
    ['Accept', 'application/json'],
    ['PSU-IP-Address', ''],
  ]);
  expect(editableHeaders({ headers: [] }, {})).toEqual([]);
});
