import type { FlowState } from '../../core/flow/flow-state.ts';
import { bankWords } from '../../core/lint/bank-words.ts';
import { instantText } from '../../core/lint/instant-text.ts';
import { tokenBinding } from '../../core/tokens/token-binding.ts';
import { columns, indent } from '../columns.ts';
import { english } from '../english.ts';

/** How the requests of a flow travelled, what its answer was signed with, and what its tokens are bound to. */
export function securityFacts(flow: FlowState) {
  const { calls, opened, redirect, started, tokens, pushed } = flow;
  const object = calls.find(({ requestObject }) => requestObject)?.requestObject;
  const { signed } = redirect ?? {};
  const { dpopKey } = started;
  const bound = tokens.filter(({ kind, replaced }) => kind === 'access_token' && !replaced);
  return {
    requestObject: object ?? opened?.requestObject ?? null,
    pushed: pushed ? { endsAt: instantText(pushed.endsAtMs / 1000), opened: pushed.opened } : null,
    answer: signed ? { alg: signed.alg, key: signed.key, signature: signed.signature } : null,
    dpop: dpopKey
      ? {
          alg: dpopKey.alg,
          jkt: dpopKey.thumbprint,
          proofs: calls.filter(({ proof }) => proof).length,
          nonceRetries: calls.filter(({ outcome }) => outcome === 'nonce_wanted').length,
        }
      : null,
    bindings: bound.map((token) => tokenBinding(token, flow) ?? null),
  };
}

/** The same for people; nothing where a flow had none of it. */
export function securityText(flow: FlowState): string | undefined {
  const { requestObject, pushed, answer, dpop, bindings } = securityFacts(flow);
  const rows = [
    requestObject && [
      english('cli_security_object'),
      english('cli_security_signed', String(requestObject.header.alg)),
    ],
    pushed && [english('cli_security_pushed'), english('cli_security_until', pushed.endsAt)],
    answer && [
      english('cli_security_answer'),
      english(`cli_signature_${answer.signature}`, bankWords(answer.alg), bankWords(answer.key)),
    ],
    dpop && [
      english('cli_security_dpop'),
      english('cli_security_proofs', dpop.alg, dpop.proofs, dpop.nonceRetries),
    ],
    ...bindings.map((binding) => binding && [english('cli_security_bound'), boundText(binding)]),
  ].filter((row) => row !== null);
  if (rows.length === 0) return undefined;
  return `${english('cli_security')}\n${indent(columns(rows))}`;
}

function boundText({ by, thumbprint, agrees }: NonNullable<ReturnType<typeof tokenBinding>>) {
  const name = english(`cli_bound_${by}`, bankWords(thumbprint ?? ''));
  return agrees === undefined
    ? name
    : `${name}, ${english(`cli_bound_${agrees ? 'same' : 'other'}`)}`;
}
