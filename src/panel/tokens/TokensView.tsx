import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { type RecognisedText, recogniseText } from '../../core/tokens/recognise-text.ts';
import { message } from '../browser.ts';
import { ParameterTable } from '../flows/ParameterTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ClaimTable } from './ClaimTable.tsx';
import { Cleaned } from './Cleaned.tsx';
import { InspectedToken } from './InspectedToken.tsx';
import { TokenBox } from './TokenBox.tsx';
import { TokenComparison } from './TokenComparison.tsx';
import { TokenSearch } from './TokenSearch.tsx';
import './tokens.css';

export interface TokensViewProps {
  text: string;
  onText(text: string): void;
  /** what the first token is compared with */
  other: string;
  onOther(other: string): void;
  /** what is looked for in header and claims */
  query: string;
  onQuery(query: string): void;
  nowMs: ReadonlySignal<number>;
}

/** A box to paste into, and all that can be read of what was pasted. */
export function TokensView(props: TokensViewProps) {
  const { text, onText, other, onOther, nowMs } = props;
  const recognised = useMemo(() => recogniseText(text), [text]);
  return (
    <div class="inspector">
      <h2 class="visually-hidden">{message('screen_tokens')}</h2>
      <div class="inspector-input">
        <TokenBox
          id="token-to-inspect"
          label={message('token_to_inspect')}
          hint={message('token_to_inspect_hint')}
          rows={7}
          text={text}
          onText={onText}
        />
        {text !== '' && (
          <div>
            <button
              type="button"
              onClick={() => {
                // This button goes away, so that the keyboard moves to the box.
                document.getElementById('token-to-inspect')?.focus();
                onText('');
              }}
            >
              {message('token_empty_box')}
            </button>
          </div>
        )}
        {recognised.kind !== 'empty' && (
          <details open={other !== ''}>
            <summary>{message('compare_title')}</summary>
            <TokenBox
              id="token-to-compare"
              label={message('compare_box')}
              rows={4}
              text={other}
              onText={onOther}
            />
          </details>
        )}
      </div>
      <div class="inspector-result">
        <Result {...props} recognised={recognised} nowMs={nowMs} />
      </div>
    </div>
  );
}

/** The JWT of RFC 7519 §3.1. */
const EXAMPLE =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

/** Tokens that are drawn; HAR may hold more than anybody reads. */
const MOST = 20;

function Result({
  recognised,
  onText,
  other,
  query,
  onQuery,
  nowMs,
}: TokensViewProps & { recognised: RecognisedText }) {
  if (recognised.kind === 'empty') {
    return (
      <EmptyState
        title={message('inspector_empty_title')}
        sentence={message('inspector_empty_sentence')}
      >
        <button type="button" onClick={() => onText(EXAMPLE)}>
          {message('inspector_example')}
        </button>
      </EmptyState>
    );
  }
  const { tokens, credentials, cleaned } = recognised;
  const alone = tokens.length === 1;
  const hasNameless = tokens.some(({ name }, at) => at > 0 && name === '');
  return (
    <>
      <Cleaned cleaned={cleaned} />
      <Surroundings recognised={recognised} />
      {credentials.map(({ user, secretLength }, at) => (
        <p key={at} class="card">
          {message('inspector_basic', user, secretLength)}
        </p>
      ))}
      {tokens.some(({ decoded }) => decoded.kind !== 'opaque') && (
        <TokenSearch tokens={tokens} query={query} onQuery={onQuery} />
      )}
      {other !== '' && <TokenComparison first={tokens} other={other} nowMs={nowMs} />}
      {tokens.slice(0, MOST).map((named, at) => (
        <InspectedToken
          key={`${at} ${named.name} ${named.token.length} ${named.token.slice(-64)}`}
          named={named}
          {...(hasNameless && named.name === '' && { label: message('inspector_token_n', at + 1) })}
          among={recognised}
          alone={alone}
          query={query}
          nowMs={nowMs}
        />
      ))}
      {tokens.length > MOST && <p>{message('inspector_more_tokens', tokens.length - MOST)}</p>}
      {tokens.length === 0 && credentials.length === 0 && (
        <p class="subtle">{message('inspector_no_token')}</p>
      )}
    </>
  );
}

/** What the tokens came in. */
function Surroundings({ recognised }: { recognised: RecognisedText }) {
  switch (recognised.kind) {
    case 'json':
      return (
        <section class="card" aria-label={message('inspector_json')}>
          <ClaimTable
            label={message('inspector_json')}
            members={recognised.json}
            shortened={recognised.tokens
              .map(({ name }) => name)
              .filter((name) => typeof recognised.json[name] === 'string')}
          />
        </section>
      );
    case 'curl':
    case 'url':
      return (
        <section class="card stack" aria-label={message('inspector_url')}>
          <dl class="facts">
            <dt>{message('inspector_address')}</dt>
            <dd class="mono" dir="ltr">
              {recognised.landedOn}
            </dd>
          </dl>
          {recognised.parameters.length > 0 && (
            <ParameterTable
              label={message('inspector_parameters')}
              parameters={recognised.parameters}
            />
          )}
        </section>
      );
    default:
      return null;
  }
}
