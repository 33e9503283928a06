import { type SavedClient, vaultOwner } from '../../core/clients/client.ts';
import type { FlowSummary } from '../../core/flow/flow-summary.ts';
import type { Owners } from './kept-secrets.ts';

/** A flow that the bank, or the person, is about to go on with. */
const UNDER_WAY: readonly FlowSummary['phase'][] = [
  'awaiting_redirect',
  'code_captured',
  'exchanging',
];

/** Under whose names the vault holds a bank's secrets: its flows, and the clients that were used there. */
export function secretOwners(
  bank: string,
  flows: readonly FlowSummary[],
  clients: readonly Pick<SavedClient, 'id' | 'usedFor'>[],
): Owners {
  const own = flows.filter((flow) => flow.bank === bank);
  const profiles = own.flatMap(({ profileId }) => profileId ?? []);
  const usedHere = clients.filter(({ usedFor }) => usedFor.some((id) => profiles.includes(id)));
  const usedHereOnly = usedHere.filter(({ usedFor }) =>
    usedFor.every((id) => profiles.includes(id)),
  );
  const idle = own.filter(({ phase, busy }) => !busy && !UNDER_WAY.includes(phase));
  const named = (some: typeof own, used: typeof usedHere) => [
    ...some.map(({ flowId }) => flowId),
    ...used.map(vaultOwner),
  ];
  return { all: named(own, usedHere), idle: named(idle, usedHereOnly) };
}
