import type { CallState, FlowState } from '../../../core/flow/flow-state.ts';
import type { JwtContent } from '../../../core/oauth/jwt-content.ts';
import type { TokenKind } from '../../../core/tokens/token-kind.ts';
import { message } from '../../browser.ts';
import { DecodedContent } from '../../tokens/DecodedContent.tsx';
import { Icon } from '../../ui/Icon.tsx';

type SignedPart = 'assertion' | 'requestObject' | 'proof';

interface SignedPartsProps {
  call: CallState;
  flow: FlowState;
}

/** What the client signed for a call, decoded: each in place of its text, which is secret or of no further use. */
export function SignedParts({ call, flow }: SignedPartsProps) {
  const { assertion, requestObject, proof } = call;
  // Regions have names of their own: those of the last call go without its number.
  const region = (part: SignedPart, name: string) =>
    flow.calls.findLast((one) => one[part])?.callId === call.callId
      ? name
      : message('signed_of_call', name, placeOf(call, flow));
  return (
    <>
      {assertion && (
        <Part region={region('assertion', message('secret_client_assertion'))} jwt={assertion}>
          <h3>{message('secret_client_assertion')}</h3>
        </Part>
      )}
      {requestObject && (
        <Part
          region={region('requestObject', message('secret_request_object'))}
          jwt={requestObject}
          kind="request_object"
        >
          <h3>{message('secret_request_object')}</h3>
        </Part>
      )}
      {proof && (
        <Part region={region('proof', message('proof_label'))} jwt={proof} kind="dpop">
          <h3>{message('proof_label')}</h3>
          <ProofKey proof={proof} flow={flow} />
          {flow.calls.some((one) => isTriedBefore(one, call, flow)) && (
            <p>{message('proof_after_nonce')}</p>
          )}
        </Part>
      )}
    </>
  );
}

/** The how-manieth call of the flow it is, from 1. */
function placeOf({ callId }: CallState, { calls }: FlowState): number {
  return calls.findIndex((one) => one.callId === callId) + 1;
}

/** The bank asked for its nonce in answer to the call right before: both are one story. */
function isTriedBefore(one: CallState, call: CallState, { calls }: FlowState): boolean {
  return (
    one.outcome === 'nonce_wanted' &&
    one.name === call.name &&
    one.purpose === call.purpose &&
    calls.indexOf(one) === calls.indexOf(call) - 1
  );
}

interface PartProps {
  region: string;
  jwt: JwtContent;
  kind?: TokenKind;
  children: preact.ComponentChildren;
}

function Part({ region, jwt, kind, children }: PartProps) {
  return (
    <section class="stack tight" aria-label={region}>
      {children}
      <DecodedContent {...jwt} kind={kind} />
    </section>
  );
}

/** By which key it is signed: the one that the flow made, or another. */
function ProofKey({ proof, flow }: { proof: JwtContent; flow: FlowState }) {
  const { dpopKey } = flow.started;
  if (!dpopKey) return null;
  const { jwk } = proof.header;
  const isOwn = sortedText(jwk) === sortedText(dpopKey.jwk);
  return (
    <p class={`check ${isOwn ? 'ok' : 'error'}`}>
      <Icon name={isOwn ? 'check' : 'error'} />
      <span>
        {isOwn ? message('proof_own_key', dpopKey.thumbprint) : message('proof_other_key')}
      </span>
    </p>
  );
}

function sortedText(jwk: unknown): string {
  const members = typeof jwk === 'object' && jwk !== null ? Object.entries(jwk) : [];
  return JSON.stringify(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
