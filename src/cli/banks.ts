import { documentedEnvironments, listBanks } from '../core/banks/bank-list.ts';
import type { BankProfile } from '../core/banks/bank-profile.ts';
import { capabilitiesOf } from '../core/banks/capabilities.ts';
import { findSecrets } from '../core/banks/import/find-secrets.ts';
import { describeProfileFault } from '../core/banks/profile-fault.ts';
import type { Finding } from '../core/lint/finding.ts';
import { ok } from '../core/result.ts';
import { columns } from './columns.ts';
import { defineCommand } from './command.ts';
import { english } from './english.ts';
import { allProfiles, faultLine, readOwnFile } from './profiles.ts';

/** Lists the bank profiles, or checks a file of own ones. */
export const banks = defineCommand({
  name: 'banks',
  usage: '[--check FILE] [--json]',
  summary: 'cli_banks',
  options: { check: { type: 'string' } },
  positionals: 0,
  run({ values }) {
    if (values.check !== undefined) return check(values.check);
    const rows = allProfiles().map(describeProfile);
    const text = columns([
      ['id', 'group', 'service', 'standard', 'environments', 'banks', 'runs here', 'sources'],
      ...rows.map(
        ({ id, group, service, standard, environments, banks, capabilities, sources }) => [
          id,
          group,
          service,
          standard,
          environments.join(', '),
          String(banks),
          capabilities.map(({ grant, reach }) => `${grant}: ${reach}`).join(', '),
          String(sources.length),
        ],
      ),
    ]);
    return ok({ json: rows, text, findings: [] });
  },
});

/** What a machine may want to know of a profile without reading its file. */
function describeProfile(profile: BankProfile) {
  const { id, group, label, service, standard, dialect, countries, sources } = profile;
  const option = (key: string | undefined) =>
    profile.variables[profile.bankVariable ?? '']?.options?.find((one) => one.key === key);
  return {
    id,
    group,
    label,
    service,
    standard,
    dialect,
    countries,
    environments: Object.keys(profile.environments),
    environmentDetails: Object.entries(profile.environments).map(([key, environment]) => ({
      key,
      label: environment.label,
      kind: environment.kind,
      confidence: environment.confidence ?? 'documented',
    })),
    banks: listBanks([profile]).length,
    options: listBanks([profile]).map((bank) => ({
      key: bank.option ?? id,
      code: bank.code ?? null,
      name: bank.name,
      country: option(bank.option)?.country ?? null,
      confidence: option(bank.option)?.confidence ?? 'documented',
      documentedEnvironments: documentedEnvironments(profile, bank),
    })),
    variables: Object.keys(profile.variables),
    capabilities: capabilitiesOf(profile),
    sources,
  };
}

/** What is in a file, or every fault of it; faults make the command exit with 1. */
function check(path: string) {
  const file = readOwnFile(path);
  if (!file.ok) return file;
  const profiles = file.value.ok ? file.value.value.profiles.map(describeProfile) : [];
  const files = file.value.ok ? Object.entries(file.value.value.files) : [];
  const secrets = files.flatMap(([id, own]) =>
    findSecrets(own).map((place) => `${id}: ${place.join('.')}`),
  );
  const faults = file.value.ok ? [] : file.value.error;
  const json = {
    file: path,
    profiles,
    faults: faults.map((fault) => ({ ...fault, sentence: describeProfileFault(fault, english) })),
    secrets,
  };
  const ids = profiles.map(({ id }) => id).join(', ');
  const lines = file.value.ok
    ? [
        english('cli_check_sound', path, ids),
        ...secrets.map((place) => english('cli_check_secret', place)),
      ]
    : faults.map((fault) => faultLine(path, fault));
  const findings = faults.map(
    ({ kind, facts }): Finding => ({
      id: kind,
      slug: kind,
      severity: 'error',
      actor: 'you',
      source: path,
      facts: [...facts],
    }),
  );
  return ok({ json, text: lines.join('\n'), findings });
}
