import { describe, expect, it } from 'vitest';
import type { BankProfile } from '../../../src/core/banks/bank-profile.ts';
import {
  addDetail,
  changeDetail,
  detailFaults,
  detailValues,
  dropDetail,
} from '../../../src/panel/new-flow/detail-values.ts';
import {
  changeDraft,
  chooseBank,
  chooseEnvironment,
  type DraftForm,
  lastDraftOf,
  openForm,
  refreshForm,
  signsRequests,
} from '../../../src/panel/new-flow/draft-form.ts';
import { detailFieldId, fieldId, findProblems } from '../../../src/panel/new-flow/form-problems.ts';
import { modernProfile } from '../../../src/panel/new-flow/modern-profile.fixture.ts';
import {
  keyAlgorithmsOf,
  securitySwitches,
  speaksOfSecurity,
} from '../../../src/panel/new-flow/security-switches.ts';
import { exampleBank, exampleProfile } from './example-bank.ts';

const fresh = { state: 'fresh-state', nonce: 'FAKE-nonce', codeVerifier: 'fresh-verifier' };
const plain = exampleProfile();
const plainBank = exampleBank(plain);

function modern(change: Partial<BankProfile> = {}): DraftForm {
  const profile = modernProfile(exampleProfile({ id: 'modern', group: 'Modern bank' }), change);
  return open(profile);
}

function open(profile: BankProfile): DraftForm {
  const form = openForm([exampleBank(profile)], fresh, {});
  if (!form) throw new Error('no form');
  return form;
}

const kinds = (form: DraftForm) => findProblems(form).map(({ kind }) => kind);
const states = (form: DraftForm) =>
  Object.fromEntries(
    securitySwitches(form).map(({ name, on, locked, hint }) => [name, { on, locked, hint }]),
  );

describe('what the form begins with', () => {
  it('is all that the bank demands, and locked', () => {
    const form = modern();
    expect(form.draft).toMatchObject({
      pushed: true,
      requestObject: true,
      dpop: true,
      resources: ['https://api.server.example/accounts'],
      authorizationDetails: [{ type: 'account_information', values: {} }],
    });
    for (const name of ['pushed', 'requestObject', 'dpop']) {
      const hint = `security_${name}_required`;
      expect(states(form)[name]).toEqual({ on: true, locked: true, hint });
    }
    expect(speaksOfSecurity(form)).toBe(true);
  });

  it('is nothing at a bank that demands nothing, though it supports all', () => {
    const form = modern({
      pushedRequests: 'supported',
      requestObject: { requirement: 'supported' },
      tokenBinding: { requirement: 'supported', by: ['dpop'] },
      resource: { requirement: 'supported', values: ['{apiBase}'] },
      authorizationDetails: { requirement: 'supported', types: [] },
    });
    const { pushed, requestObject, dpop, resources, authorizationDetails } = form.draft;
    expect({ pushed, requestObject, dpop, resources, authorizationDetails }).toEqual({});
    for (const name of ['pushed', 'requestObject', 'dpop']) {
      const hint = `security_${name}_supported`;
      expect(states(form)[name]).toEqual({ on: false, locked: false, hint });
    }
  });

  it('offers it with a hint where the bank says nothing, and no push without an address', () => {
    const form = open(plain);
    expect(speaksOfSecurity(form)).toBe(false);
    expect(states(form)).toEqual({
      pushed: { on: false, locked: true, hint: 'security_pushed_nowhere' },
      requestObject: { on: false, locked: false, hint: 'security_requestObject_undocumented' },
      dpop: { on: false, locked: false, hint: 'security_dpop_undocumented' },
    });
    const quiet = modern({ pushedRequests: undefined });
    expect(states(quiet).pushed?.hint).toBe('security_pushed_undocumented');
  });

  it('binds to a key, unless the client comes with a certificate that does as well', () => {
    const tokenBinding: BankProfile['tokenBinding'] = {
      requirement: 'required',
      by: ['dpop', 'mtls'],
    };
    expect(modern({ tokenBinding }).draft.dpop).toBe(true);
    const certified = modern({ tokenBinding, clientAuthentication: ['tls_client_auth'] });
    expect(certified.draft.dpop).toBeUndefined();
    expect(states(certified).dpop?.hint).toBe('security_dpop_either');
    const mtls = modern({ tokenBinding: { requirement: 'required', by: ['mtls'] } });
    expect(mtls.draft.dpop).toBeUndefined();
    expect(states(mtls).dpop?.hint).toBe('security_dpop_certificate');
  });

  it('has keys alone where a client asks for itself', () => {
    const form = changeDraft(modern(), { grant: 'client_credentials' });
    expect(Object.keys(states(form))).toEqual(['dpop']);
    expect(signsRequests(form)).toBe(false);
  });
});

describe('what was chosen', () => {
  const chosen = changeDraft(
    modern({
      pushedRequests: 'supported',
      tokenBinding: { requirement: 'supported', by: ['dpop'] },
    }),
    { pushed: true, dpop: false, resources: ['https://other.example/'], authorizationDetails: [] },
  );

  it('stays at the same bank, and when the form is opened again', () => {
    const { environment } = chosen.draft;
    expect(chooseEnvironment(chosen, environment).draft).toEqual(chosen.draft);
    const again = openForm([chosen.bank], fresh, { last: lastDraftOf(chosen) });
    expect(again?.draft).toEqual(chosen.draft);
  });

  it('is remembered without secrets that were typed into it', () => {
    const secret = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.made-up';
    const values = { actions: 'list_accounts', other: secret };
    const form = changeDraft(chosen, {
      resources: ['https://a.example/', 'https://b.example/?access_token=made-up-token'],
      authorizationDetails: [{ type: 'account_information', values }],
      extra: [{ name: 'request_uri', value: 'urn:once' }],
    });
    expect(lastDraftOf(form).draft).toMatchObject({
      resources: ['https://a.example/'],
      authorizationDetails: [{ type: 'account_information', values: { actions: 'list_accounts' } }],
      extra: [],
    });
  });

  it('is left behind at another bank', () => {
    const { draft } = chooseBank(chosen, plainBank);
    for (const name of ['pushed', 'dpop', 'resources', 'authorizationDetails', 'requestObject']) {
      expect(draft).not.toHaveProperty(name);
    }
  });

  it('cannot undo what the bank has come to demand', () => {
    const profile = { ...chosen.profile, pushedRequests: 'required' as const };
    const form = refreshForm(changeDraft(chosen, { pushed: false }), [exampleBank(profile)]);
    expect(form?.draft.pushed).toBe(true);
  });

  it('follows the environment where it is the bank’s own resource', () => {
    const base = modern();
    const [key = '', environment] = Object.entries(base.profile.environments)[0] ?? [];
    if (!environment) throw new Error('no environment');
    const endpoints = { ...environment.endpoints, apiBase: 'https://live.server.example' };
    const profile = {
      ...base.profile,
      environments: { [key]: environment, other: { ...environment, endpoints } },
    };
    const form = open(profile);
    expect(chooseEnvironment(form, 'other').draft.resources).toEqual([
      'https://live.server.example/accounts',
    ]);
    const own = changeDraft(form, { resources: ['https://own.example/'] });
    expect(chooseEnvironment(own, 'other').draft.resources).toEqual(['https://own.example/']);
  });
});

describe('problems', () => {
  it('name a key that is missing, though the client proves itself otherwise', () => {
    const form = changeDraft(modern(), { clientId: 'c1', redirectUri: 'https://tpp.example/cb' });
    expect(signsRequests(form)).toBe(true);
    expect(kinds(form)).toContain('client_key_empty');
    const clientKey = { id: 'k1', algorithms: ['ES256' as const], kid: '' };
    expect(kinds(changeDraft(form, { clientKey }))).not.toContain('client_key_empty');
    expect(keyAlgorithmsOf(form)).toEqual(['PS256', 'ES256']);
  });

  it('name a push without an address', () => {
    const form = changeDraft(open(plain), { pushed: true });
    expect(findProblems(form)).toContainEqual({ field: fieldId('pushed'), kind: 'push_nowhere' });
    expect(states(form).pushed).toMatchObject({ on: true, locked: false });
  });

  it('name a proof that nobody here can make', () => {
    const requests = Object.fromEntries(
      Object.entries(plain.requests).map(([name, request]) => [
        name,
        request.role === 'token' ? { ...request, transport: 'explain' as const } : request,
      ]),
    );
    const form = changeDraft(open({ ...plain, requests }), { dpop: true });
    expect(findProblems(form)).toContainEqual({ field: fieldId('dpop'), kind: 'dpop_elsewhere' });
  });

  it.each(['', 'api', 'https://api.example/#part'])('name the resource "%s"', (resource) => {
    const form = changeDraft(modern(), { resources: ['https://api.example/', resource] });
    expect(findProblems(form)).toContainEqual({
      field: fieldId('resource-1'),
      kind: 'resource_unfit',
    });
  });

  it('name members of authorization details by their fields', () => {
    const form = modern();
    expect(detailFaults(form)).toEqual([]);
    const asked = changeDraft(form, addDetail(form.draft, 'payment_initiation'));
    expect(findProblems(asked)).toContainEqual({
      field: detailFieldId(1, 'instructedAmount.amount'),
      kind: 'detail_member_empty',
    });
    const filled = changeDraft(
      asked,
      changeDetail(asked.draft, 1, { 'instructedAmount.amount': '1' }),
    );
    expect(detailFaults(filled)).toEqual([]);
    expect(dropDetail(filled.draft, 1)).toEqual({
      authorizationDetails: form.draft.authorizationDetails,
    });
    const unknown = changeDraft(form, { authorizationDetails: [{ type: 'gone', values: {} }] });
    expect(findProblems(unknown)).toContainEqual({
      field: detailFieldId(0),
      kind: 'detail_unknown_type',
    });
  });

  it('do not name what an earlier step fills', () => {
    const values = detailValues(modern());
    expect(values).toMatchObject({ nonce: '{nonce}', clientId: '' });
    expect(values).toMatchObject({ consentUntil: '{consentUntil}', requestId: '{requestId}' });
  });
});
