import type { BenchMark } from '../core/fault-bench/fault.ts';
import { environmentKind } from '../core/fault-bench/faulty-request.ts';
import { notYetCaptured } from '../core/flow/captured-of.ts';
import { maskParameters } from '../core/flow/mask.ts';
import { type KnownSecret, MASKED, type SecretReference } from '../core/flow/secret.ts';
import type { Finding, OnErrors } from '../core/lint/finding.ts';
import { maskFindings } from '../core/lint/mask-findings.ts';
import { valuesOf } from '../core/oauth/parameter.ts';
import { codeChallenge } from '../core/oauth/pkce.ts';
import { type DraftSecrets, type FlowPlan, mapDetails } from '../core/oauth/request-draft.ts';
import type { EpochMilliseconds } from '../core/time.ts';
import { checkRequest } from './check-authorization.ts';
import { makeDpopKey } from './dpop-key.ts';
import type { Effects } from './effects.ts';
import type { EngineReply } from './flow-engine.ts';

export interface StartOptions {
  /** the bank's name, as chosen */
  bank: string;
  /** the flow that this one runs again */
  repeats?: string;
  /** what the caller's linter said of the request; absent: it was not asked */
  findings?: readonly Finding[] | undefined;
  onErrors: OnErrors;
  /** a page runs the flow by itself */
  watched?: true;
  /** when it was taken over from a file */
  imported?: EpochMilliseconds | undefined;
  /** goes on by itself after a good redirect */
  continues?: true;
  /** it is one of a bench's */
  bench?: BenchMark | undefined;
}

/** Records an authorization request that the caller has linted, once nothing stands against opening it. */
export async function startAuthorization(
  effects: Effects,
  plan: FlowPlan,
  secrets: DraftSecrets,
  options: StartOptions,
): Promise<EngineReply> {
  // Nobody's real money is there to be tried out.
  if (options.bench && environmentKind(plan) === 'live') {
    return { ok: false, error: { kind: 'nothing_to_send' } };
  }
  const captured = notYetCaptured(plan);
  const checked = await checkRequest(effects, plan, secrets, { ...options, captured });
  if (!checked.ok) return checked;
  const { plain, findings } = checked.value;
  // The state that counts is the one on the wire: a person may have typed another, or taken it out.
  const state = valuesOf(plain.parameters, 'state')[0] ?? '';
  const value = await startFlow(effects, plan, { ...secrets, state }, options, findings);
  return { ok: true, value };
}

/** A plan as it may be recorded: a person may have typed a secret among the parameters. */
function maskPlan(plan: FlowPlan, known: readonly KnownSecret[]): FlowPlan {
  const { edits, extra, variables } = plan.draft;
  const masked = (values: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      maskParameters(
        Object.entries(values).map(([name, value]) => ({ name, value })),
        known,
      ).map(({ name, value }) => [name, value]),
    );
  const given = Object.entries(edits).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const draft = {
    ...plan.draft,
    ...mapDetails(plan.draft, (value, name) => masked({ [name]: value })[name] ?? ''),
    edits: { ...edits, ...masked(Object.fromEntries(given)) },
    extra: maskParameters(extra, known),
    variables: masked(variables),
  };
  return { ...plan, draft };
}

/** Puts what a person typed, and what will be masked, into the vault: a later step needs it again. */
async function keepTyped({ vault }: Effects, flowId: string, { draft }: FlowPlan): Promise<void> {
  const typed = [
    ...Object.entries(draft.edits).map(([name, value]) => ({ name, value: value ?? '' })),
    ...draft.extra,
  ];
  mapDetails(draft, (value, name) => {
    typed.push({ name, value });
    return value;
  });
  for (const parameter of typed) {
    const [masked] = maskParameters([parameter], await vault.known(flowId));
    if (masked?.value.includes(MASKED)) {
      await vault.put(flowId, 'captured', parameter.value);
    }
  }
}

/** Records the start of a flow; its secret values go to the vault. Empty ones are not kept. */
export async function startFlow(
  effects: Effects,
  plan: FlowPlan,
  secrets: Partial<DraftSecrets>,
  options: StartOptions,
  findings: Finding[],
): Promise<{ flowId: string }> {
  const flowId = effects.randomId();
  const kept: SecretReference[] = [];
  const kinds = [
    ['client_secret', secrets.clientSecret],
    ['state', secrets.state],
    ['nonce', plan.profile.nonce ? secrets.nonce : ''],
    ['code_verifier', plan.draft.pkce ? secrets.codeVerifier : ''],
  ] as const;
  for (const [kind, value] of kinds) {
    if (value) kept.push(await effects.vault.put(flowId, kind, value));
  }
  const { pkce } = plan.draft;
  const challenge =
    pkce && secrets.codeVerifier ? await codeChallenge(secrets.codeVerifier) : undefined;
  await keepTyped(effects, flowId, plan);
  const isOurs = !options.watched && !options.imported;
  const dpopKey = isOurs ? await makeDpopKey(effects, plan, flowId) : undefined;
  const known = await effects.vault.known(flowId);
  await effects.journal.append(flowId, {
    kind: 'started',
    plan: maskPlan(plan, known),
    bank: options.bank,
    secrets: kept,
    ...(challenge === undefined ? {} : { codeChallenge: challenge }),
    ...(dpopKey && { dpopKey }),
    findings: maskFindings(findings, known),
    ...(options.repeats === undefined ? {} : { repeats: options.repeats }),
    ...(options.watched && { watched: true as const }),
    ...(effects.made && { made: effects.made }),
    ...(options.imported && { imported: options.imported }),
    ...(options.continues && { continues: true as const }),
    ...(options.bench && { bench: options.bench }),
  });
  return { flowId };
}
