import { type Bank, documentedEnvironments, environmentsFor } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import type { SavedClient } from '../../core/clients/client.ts';
import type { ClientKey } from '../../core/clients/client-key.ts';
import { isStepwise } from '../../core/flow/flow-steps.ts';
import { exampleOf, shippedCatalogue } from '../banks/example-catalogue.fixture.ts';
import { chooseClient } from './choose-client.ts';
import {
  changeDraft,
  changeSecrets,
  chooseBank,
  chooseEnvironment,
  chooseService,
  type DraftForm,
  openForm,
  usesClientSecret,
} from './draft-form.ts';
import { modernProfile } from './modern-profile.fixture.ts';
import { moveForm } from './move-form.ts';

export const { banks } = shippedCatalogue;

const fresh = {
  state: 'fixture-state-0123456789-0123456789-0123456',
  nonce: 'fixture-nonce-0123456789',
  codeVerifier: 'fixture-verifier-0123456789-0123456789-0123',
};

const kindsOf = ({ environments }: BankProfile) =>
  Object.values(environments).map(({ kind }) => kind);
const isPractice = (profile: BankProfile) => kindsOf(profile).includes('practice');
const hasSecret = ({ clientAuthentication: [clientAuthentication = 'none'] }: BankProfile) =>
  usesClientSecret({ clientAuthentication });

/** The form as it first opens. */
export const practice = open();
export const withPkceAndSecret = at(
  (profile, bank) =>
    isPractice(profile) &&
    profile.pkce === 'required' &&
    hasSecret(profile) &&
    !isStepwise(at(sameAs(profile, bank))),
);
export const clientCredentials = at(
  (profile) => isPractice(profile) && profile.grants.authorization_code === undefined,
);
const real = at(
  (profile, bank) =>
    bank.option !== undefined &&
    kindsOf(profile).includes('live') &&
    documentedEnvironments(profile, bank).length > 1,
);
const liveKey = Object.entries(real.profile.environments).find(([, { kind }]) => kind === 'live');
export const live = chooseEnvironment(real, liveKey?.[0] ?? '');
export const withFindings = changeDraft(withPkceAndSecret, {
  redirectUri: 'https://app.example/callback#done',
  edits: { response_type: 'token', code_challenge_method: null },
  extra: [{ name: 'prompt', value: 'consent' }],
});
const undocumented = (profile: BankProfile, bank: Bank) =>
  environmentsFor(profile, bank).find(
    (key) => !documentedEnvironments(profile, bank).includes(key),
  );
const partly = at((profile, bank) => undocumented(profile, bank) !== undefined);
export const doubtfulEnvironment = chooseEnvironment(
  partly,
  undocumented(partly.profile, partly.bank) ?? '',
);
export const withoutOauth = at(({ grants }) => Object.keys(grants).length === 0);
export const stepByStep = at((profile, bank) => isStepwise(at(sameAs(profile, bank))));
export const scopeFromEarlierStep = changeDraft(stepByStep, {
  scope: 'AIS:{consentId} offline_access',
});

/** A form at a bank of which little is sure. */
export const thinFacts = withProfile(withPkceAndSecret, {
  clientAuthentication: ['private_key_jwt', 'in_template'],
  variables: {
    ...withPkceAndSecret.profile.variables,
    region: {
      label: 'Region',
      hint: 'Where the account is held.',
      options: [
        { key: 'n', label: 'North', confidence: 'inferred', note: 'Nobody was seen to use it.' },
      ],
    },
    brand: { label: 'Brand', optional: true, hint: 'As in the bank’s app.' },
  },
  environments: Object.fromEntries(
    Object.entries(withPkceAndSecret.profile.environments).map(([key, environment]) => [
      key,
      { ...environment, confidence: 'observed', note: 'The host was seen to answer in spring.' },
    ]),
  ),
});

const signingKey: ClientKey = {
  id: 'key-1',
  algorithms: ['PS256', 'RS256'],
  kid: 'made-up-key',
  publicJwk: { kty: 'RSA', n: 'made-up-modulus', e: 'AQAB' },
};
/** A bank that demands all of FAPI, before and after a person brought a key. */
export const modern = withProfile(withPkceAndSecret, modernProfile(withPkceAndSecret.profile));
export const modernPayment = changeDraft(modern, {
  clientKey: signingKey,
  authorizationDetails: [
    {
      type: 'payment_initiation',
      values: { 'instructedAmount.amount': '12.50', urgent: 'true' },
    },
  ],
});
/** A bank that supports it, and says little. */
export const modernChoices = withProfile(modern, {
  ...modern.profile,
  pushedRequests: 'supported',
  requestObject: { requirement: 'supported' },
  tokenBinding: { requirement: 'required', by: ['dpop', 'mtls'] },
  resource: { requirement: 'supported', values: [] },
  redirectAnswer: { mode: 'query', signed: [] },
});
export const modernObject = changeDraft(modernChoices, {
  requestObject: true,
  clientKey: signingKey,
});
/** A bank that no longer knows what it is asked for, nor where to push. */
export const modernUnknown = changeDraft(
  { ...modernChoices, profile: { ...modern.profile, environments: practice.profile.environments } },
  {
    pushed: true,
    resources: ['api'],
    authorizationDetails: [
      { type: 'gone', values: {} },
      { type: 'payment_initiation', values: {} },
    ],
  },
);

const saved: SavedClient = {
  id: 'c1',
  label: 'Team sandbox client',
  clientId: 'team-client',
  redirectUris: ['https://app.example/callback', 'https://staging.app.example/callback'],
  clientAuthentication: 'client_secret_post',
  certificate: { organizationIdentifier: 'PSDFR-ACPR-12345', note: '' },
  secretIs: 'in_memory',
  usedFor: [withPkceAndSecret.profile.id],
  createdAtMs: 0,
};
const gone: SavedClient = { ...saved, id: 'c2', label: 'QA client', secretIs: 'gone', usedFor: [] };
export const clients: SavedClient[] = [
  saved,
  gone,
  { ...gone, id: 'c3', label: 'Certificate', clientAuthentication: 'tls_client_auth' },
];
export const clientChosen = changeSecrets(chooseClient(withPkceAndSecret, saved), {
  clientSecret: 'made-up-secret',
});
export const clientChanged = changeDraft(clientChosen, {
  redirectUri: 'https://app.example/Callback',
});
export const clientSecretGone = chooseClient(withPkceAndSecret, gone);

function open(): DraftForm {
  const form = openForm(banks, fresh, {});
  if (!form) throw new Error('the catalogue has no bank');
  return form;
}

/** The form at the first bank one of whose profiles fits. */
function at(fits: (profile: BankProfile, bank: Bank) => boolean): DraftForm {
  const { bank, profile } = exampleOf(fits);
  return chooseService(chooseBank(practice, bank), profile.id);
}

function sameAs(wanted: BankProfile, at: Bank) {
  return (profile: BankProfile, bank: Bank) => profile === wanted && bank === at;
}

/** A form at a profile that the catalogue does not have like this. */
function withProfile(form: DraftForm, change: Partial<BankProfile>): DraftForm {
  const profile = { ...form.profile, ...change };
  const [clientAuthentication = 'none'] = profile.clientAuthentication;
  return moveForm(changeDraft({ ...form, profile }, { clientAuthentication }), {});
}
