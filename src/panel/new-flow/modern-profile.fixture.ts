import type { BankProfile } from '../../core/banks/bank-profile.ts';

/** What a bank says that takes the whole of FAPI: nothing of it is left to choose. */
const MODERN: Partial<BankProfile> = {
  pushedRequests: 'required',
  requestObject: {
    requirement: 'required',
    algorithms: ['PS256', 'ES256'],
    claims: [{ name: 'claims.id_token.openbanking_intent_id.value', value: '{scope}' }],
  },
  tokenBinding: { requirement: 'required', by: ['dpop'], algorithms: ['ES256'] },
  resource: { requirement: 'required', values: ['{apiBase}/accounts'] },
  redirectAnswer: { mode: 'query', signed: ['PS256'] },
  authorizationDetails: {
    requirement: 'required',
    types: [
      {
        type: 'account_information',
        label: 'Account information',
        members: [
          {
            name: 'actions',
            label: 'Actions',
            value: 'list_accounts read_balances',
            as: 'list',
            requirement: 'required',
          },
        ],
      },
      {
        type: 'payment_initiation',
        label: 'Payment initiation',
        members: [
          {
            name: 'instructedAmount.amount',
            label: 'Amount',
            value: '',
            requirement: 'required',
            note: 'With a point: 12.50',
          },
          {
            name: 'instructedAmount.currency',
            label: 'Currency',
            value: 'EUR',
            options: ['EUR', 'PLN'],
          },
          { name: 'urgent', label: 'Urgent', value: '', as: 'boolean' },
          { name: 'risk', label: 'Risk', value: '{"level": "low"}', as: 'json' },
        ],
      },
    ],
  },
};

/** The profile of a bank that demands all of it, with the endpoints for that. */
export function modernProfile(
  profile: BankProfile,
  change: Partial<BankProfile> = {},
): BankProfile {
  const endpoints = {
    pushedAuthorizationRequestEndpoint: 'https://server.example/par',
    apiBase: 'https://api.server.example',
    issuer: 'https://server.example',
  };
  const environments = Object.fromEntries(
    Object.entries(profile.environments).map(([key, environment]) => [
      key,
      { ...environment, endpoints: { ...environment.endpoints, ...endpoints } },
    ]),
  );
  return {
    ...profile,
    ...MODERN,
    environments,
    ...change,
  };
}
