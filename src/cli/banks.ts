import { listBanks } from '../core/banks/bank-list.ts';
import type { BankProfile } from '../core/banks/bank-profile.ts';
import { ok } from '../core/result.ts';
import { columns } from './columns.ts';
import { defineCommand } from './command.ts';
import { allProfiles } from './profiles.ts';

/** Lists the bank profiles. */
export const banks = defineCommand({
  name: 'banks',
  usage: '[--json]',
  summary: 'cli_banks',
  options: {},
  positionals: 0,
  run() {
    const rows = allProfiles().map(describeProfile);
    const text = columns([
      ['id', 'group', 'service', 'standard', 'environments', 'banks', 'variables', 'sources'],
      ...rows.map(({ id, group, service, standard, environments, banks, variables, sources }) => [
        id,
        group,
        service,
        standard,
        environments.join(', '),
        String(banks),
        variables.join(', '),
        String(sources.length),
      ]),
    ]);
    return ok({ json: rows, text, findings: [] });
  },
});

function describeProfile(profile: BankProfile) {
  const { id, group, label, service, standard, countries, sources } = profile;
  return {
    id,
    group,
    label,
    service,
    standard,
    countries,
    environments: Object.keys(profile.environments),
    banks: listBanks([profile]).length,
    variables: Object.keys(profile.variables),
    sources,
  };
}
