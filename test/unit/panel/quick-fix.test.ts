import { expect, it } from 'vitest';
import { listBanks } from '../../../src/core/banks/bank-list.ts';
import type { DraftForm } from '../../../src/panel/new-flow/draft-form.ts';
import { changeDraft, changeSecrets, openForm } from '../../../src/panel/new-flow/draft-form.ts';
import { buildPreview } from '../../../src/panel/new-flow/preview.ts';
import { quickFix } from '../../../src/panel/new-flow/quick-fix.ts';
import { resolvedCatalogue } from '../../fixtures/catalogue.ts';
import { FAKE_STATE, RFC7636_VERIFIER } from '../../fixtures/profiles.ts';

const banks = listBanks(resolvedCatalogue);
const fresh = () => `${FAKE_STATE}-new`;

function formOf(profileId: string): DraftForm {
  const bank = banks.find(({ profiles }) => profiles.some(({ id }) => id === profileId));
  const secrets = { state: FAKE_STATE, nonce: 'FAKE-nonce', codeVerifier: RFC7636_VERIFIER };
  const form = openForm(banks, secrets, { bankKey: bank?.key });
  if (!form) throw new Error('no form');
  return changeDraft(form, { clientId: form.profile.clientId.example });
}

const openId = formOf('practice-oidc');
const commas = formOf('practice-comma-scope');
const payments = formOf('practice-open-payments');
const extra = (...names: string[]) => ({ extra: names.map((name) => ({ name, value: '' })) });

it.each<[string, string, DraftForm]>([
  ['a state that is missing', 'AQ06', changeSecrets(commas, { state: '' })],
  ['a state that can be guessed', 'AQ07', changeSecrets(openId, { state: '1' })],
  ['PKCE that is off', 'AQ09', changeDraft(openId, { pkce: false })],
  [
    'a challenge in clear text',
    'AQ10',
    changeDraft(openId, { edits: { code_challenge_method: 'plain' } }),
  ],
  ['a challenge of another shape', 'AQ11', changeDraft(openId, { edits: { code_challenge: 'x' } })],
  ['scopes with the wrong sign between', 'AQ14', changeDraft(openId, { scope: 'openid,accounts' })],
  ['a slip in a scope', 'AQ15', changeDraft(openId, { scope: 'openid acounts' })],
  ['a parameter that stands twice', 'AQ16', changeDraft(openId, extra('scope'))],
  ['an empty parameter', 'AQ17', changeDraft(openId, extra('prompt'))],
  ['a context that is missing', 'PS13', changeDraft(payments, { scope: 'accountinformation' })],
])('one click puts right: %s', async (_what, id, form) => {
  const idsOf = async (one: DraftForm) => {
    const preview = await buildPreview(one);
    return preview.kind === 'none' ? [] : preview.findings;
  };
  const finding = (await idsOf(form)).find((one) => one.id === id);
  if (!finding) throw new Error(`${id} is not raised`);
  const fix = quickFix(finding, form, fresh);
  if (!fix) throw new Error(`${id} has no fix`);
  expect((await idsOf(fix.apply(form))).map((one) => one.id)).not.toContain(id);
});

it('offers nothing where only the person knows what was meant', async () => {
  const form = changeDraft(openId, { redirectUri: 'nonsense' });
  const preview = await buildPreview(form);
  const findings = preview.kind === 'none' ? [] : preview.findings;
  const finding = findings.find(({ id }) => id === 'AQ03');
  expect(finding && quickFix(finding, form, fresh)).toBeUndefined();
});
