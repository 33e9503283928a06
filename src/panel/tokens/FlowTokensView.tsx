import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { FlowState, TokenState } from '../../core/flow/flow-state.ts';
import { message } from '../browser.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import type { Automatic } from './automatic-refreshes.ts';
import { TokenCard } from './TokenCard.tsx';
import type { TokenCommands, TokenValues } from './token-commands.ts';
import { tokensOfKind } from './token-end.ts';
import './tokens.css';

export interface FlowTokensViewProps {
  flow: FlowState;
  nowMs: ReadonlySignal<number>;
  values: TokenValues;
  /** the flow refreshes by itself, or why it stopped doing so */
  automatic?: Automatic | undefined;
  commands: TokenCommands;
  /** what is to be said of all their times */
  times?: ComponentChildren;
}

const KINDS = ['access_token', 'refresh_token', 'id_token'] as const;

/** Every token of a flow by kind: those in use first, then those that were replaced. */
export function FlowTokensView(props: FlowTokensViewProps) {
  if (props.flow.tokens.length === 0) {
    return (
      <EmptyState
        title={message('flow_tokens_empty_title')}
        sentence={message('flow_tokens_empty_sentence')}
      />
    );
  }
  return (
    <div class="flow-tokens">
      {props.times}
      {KINDS.map((kind) => (
        <TokensOfKind key={kind} kind={kind} {...props} />
      ))}
    </div>
  );
}

function TokensOfKind({ kind, ...props }: FlowTokensViewProps & { kind: TokenState['kind'] }) {
  const { current, replaced } = tokensOfKind(props.flow, kind);
  return (
    <>
      <TokenGroup name={message(`token_name_${kind}`)} tokens={current} {...props} />
      <TokenGroup name={message(`token_name_replaced_${kind}`)} tokens={replaced} {...props} />
    </>
  );
}

interface TokenGroupProps extends FlowTokensViewProps {
  name: string;
  tokens: readonly TokenState[];
}

function TokenGroup({ name, tokens, ...props }: TokenGroupProps) {
  if (tokens.length === 0) return null;
  return (
    <section class="stack" aria-label={name}>
      {tokens.map((token) => (
        <TokenCard key={token.secret.id} token={token} {...props} />
      ))}
    </section>
  );
}
