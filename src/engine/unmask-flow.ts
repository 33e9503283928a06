import type { FlowState } from '../core/flow/flow-state.ts';
import { type KnownSecret, SECRET_MARK } from '../core/flow/secret.ts';
import { mapDetails } from '../core/oauth/request-draft.ts';

/**
 * A recorded flow with the values that its record only refers to: requests are built from what a person
 * typed and a bank sent, not from marks. For building alone; nothing of it may be recorded.
 */
export function unmaskFlow(flow: FlowState, known: readonly KnownSecret[]): FlowState {
  const unmask = (text: string) => unmaskText(text, known);
  const all = <Value extends string | null>(record: Readonly<Record<string, Value>>) =>
    Object.fromEntries(
      Object.entries(record).map(([name, value]) => [name, value === null ? value : unmask(value)]),
    );
  const { plan } = flow.started;
  const draft = {
    ...plan.draft,
    ...mapDetails(plan.draft, unmask),
    edits: all(plan.draft.edits),
    variables: all<string>(plan.draft.variables) as Record<string, string>,
    extra: plan.draft.extra.map(({ name, value }) => ({ name, value: unmask(value) })),
  };
  return {
    ...flow,
    captured: all<string>(flow.captured) as Record<string, string>,
    started: { ...flow.started, plan: { ...plan, draft } },
  };
}

/** A text with the values that it refers to; marks of what nobody holds any more stay. */
export function unmaskText(text: string, known: readonly KnownSecret[]): string {
  const values = new Map(
    known.map(({ reference, value }) => [`${reference.kind}#${reference.fingerprint}`, value]),
  );
  return text.replace(SECRET_MARK, (mark, kind: string, fingerprint: string) => {
    return values.get(`${kind}#${fingerprint}`) ?? mark;
  });
}
