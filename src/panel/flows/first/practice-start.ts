import { type Bank, environmentsFor } from '../../../core/banks/bank-list.ts';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { fillTemplate, templateNames } from '../../../core/banks/template.ts';
import type { RequestDraft } from '../../../core/oauth/request-draft.ts';

/** A bank to practise with, as a new flow opens over it. */
export interface PracticeStart {
  bank: Bank;
  /** what the inspected page tells of where it runs; empty where it tells nothing */
  variables: RequestDraft['variables'];
  /** the inspected page is the practice app, so that the bank beside it runs too */
  runs: boolean;
}

/** The first bank that has nothing but practice environments; `undefined` where the catalogue has none. */
export function practiceStart(
  banks: readonly Bank[],
  inspected: string | undefined,
): PracticeStart | undefined {
  const bank = banks.find(({ profiles }) => profiles.every(isPractice));
  const [profile] = bank?.profiles ?? [];
  if (!bank || !profile) return undefined;
  const [environment = ''] = environmentsFor(profile, bank);
  const app = profile.environments[environment]?.defaults?.redirectUri;
  const variables = app && inspected ? placesIn(app, inspected) : undefined;
  return { bank, variables: variables ?? {}, runs: variables !== undefined };
}

function isPractice({ environments }: BankProfile): boolean {
  return Object.values(environments).every(({ kind }) => kind === 'practice');
}

/** The port of an address as the places of a template, where it leads to the same host then, or to one above. */
function placesIn(template: string, address: string): Record<string, string> | undefined {
  if (!URL.canParse(address)) return undefined;
  const { host, port } = new URL(address);
  const places = Object.fromEntries(templateNames(template).map((name) => [name, port]));
  const filled = fillTemplate(template, places);
  if (!URL.canParse(filled)) return undefined;
  return `.${host}`.endsWith(`.${new URL(filled).host}`) ? places : undefined;
}
