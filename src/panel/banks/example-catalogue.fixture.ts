import type { OwnProfiles } from '../../contract/profiles.ts';
import { type Bank, resolveCatalogue } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { catalogueOf } from './load-banks.ts';
import { shippedProfiles } from './shipped-profiles.ts';

const profiles = resolveCatalogue(shippedProfiles);

/** The catalogue as it ships, with no own profile. */
export const shippedCatalogue = catalogueOf(shippedProfiles, profiles, {});

/** The same with some files of a person. */
export function catalogueWith(own: OwnProfiles) {
  return catalogueOf(shippedProfiles, profiles, own);
}

/** The first bank one of whose profiles fits, and that profile; the first of all when none does. */
export function exampleOf(fits: (profile: BankProfile, bank: Bank) => boolean): {
  bank: Bank;
  profile: BankProfile;
} {
  const all = shippedCatalogue.banks.flatMap((bank) =>
    bank.profiles.map((profile) => ({ bank, profile })),
  );
  const found = all.find(({ bank, profile }) => fits(profile, bank)) ?? all[0];
  if (!found) throw new Error('the catalogue is empty');
  return found;
}

/** The bank of which its profiles say most. */
export function richest(fits: (profile: BankProfile) => boolean = () => true): Bank {
  const size = ({ profiles }: Bank) =>
    profiles.some(fits) ? Math.max(...profiles.map((one) => JSON.stringify(one).length)) : 0;
  const [bank] = shippedCatalogue.banks.toSorted((a, b) => size(b) - size(a));
  if (!bank) throw new Error('the catalogue is empty');
  return bank;
}

/** A copy of a profile such as "Copy and edit" makes. */
export function copyFile({ id, group }: BankProfile, change: object = {}): OwnProfiles[string] {
  return { extends: id, id: `${id}-copy`, group: `${group} (copy)`, ...change };
}

/** What a file says of a bank that demands whatever can be demanded. */
export const DEMANDING = {
  pushedRequests: 'required',
  requestObject: {
    requirement: 'required',
    audience: 'https://login.bank.example',
    algorithms: ['PS256', 'ES256'],
  },
  redirectAnswer: { mode: 'query', signed: ['PS256'] },
  tokenBinding: { requirement: 'required', by: ['dpop', 'mtls'], algorithms: ['ES256'] },
  resource: { requirement: 'supported', values: ['{apiBase}'] },
  authorizationDetails: {
    requirement: 'supported',
    types: [
      { type: 'account_information', label: 'Account information', members: [] },
      { type: 'other', label: 'other', members: [] },
    ],
  },
  environments: {
    sandbox: {
      endpoints: {
        pushedAuthorizationRequestEndpoint: 'https://login.bank.example/par',
        jwksUri: 'https://login.bank.example/jwks',
      },
    },
  },
};
