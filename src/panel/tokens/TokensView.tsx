import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { type RecognisedText, recogniseText } from '../../core/tokens/recognise-text.ts';
import { message } from '../browser.ts';
import { ParameterTable } from '../flows/ParameterTable.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Field } from '../ui/Field.tsx';
import { RawText } from '../ui/RawText.tsx';
import { ClaimTable } from './ClaimTable.tsx';
import { InspectedToken } from './InspectedToken.tsx';
import './tokens.css';

export interface TokensViewProps {
  text: string;
  onText(text: string): void;
  nowMs: ReadonlySignal<number>;
}

/** A box to paste into, and all that can be read of what was pasted. */
export function TokensView({ text, onText, nowMs }: TokensViewProps) {
  const recognised = useMemo(() => recogniseText(text), [text]);
  return (
    <div class="inspector">
      <h2 class="visually-hidden">{message('screen_tokens')}</h2>
      <div class="inspector-input">
        <Field
          id="token-to-inspect"
          label={message('token_to_inspect')}
          hint={message('token_to_inspect_hint')}
        >
          <RawText id="token-to-inspect" rows={7} value={text} onText={onText} />
        </Field>
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
      </div>
      <div class="inspector-result">
        <Result recognised={recognised} nowMs={nowMs} />
      </div>
    </div>
  );
}

interface ResultProps {
  recognised: RecognisedText;
  nowMs: ReadonlySignal<number>;
}

function Result({ recognised, nowMs }: ResultProps) {
  if (recognised.kind === 'empty') {
    return (
      <EmptyState
        title={message('inspector_empty_title')}
        sentence={message('inspector_empty_sentence')}
      />
    );
  }
  const { tokens } = recognised;
  return (
    <>
      <Surroundings recognised={recognised} />
      {tokens.map((named) => (
        <InspectedToken
          key={`${named.name} ${named.token}`}
          named={named}
          alone={tokens.length === 1}
          among={recognised}
          nowMs={nowMs}
        />
      ))}
      {tokens.length === 0 && <p class="subtle">{message('inspector_no_token')}</p>}
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
            shortened={recognised.tokens.map(({ name }) => name)}
          />
        </section>
      );
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
    case 'empty':
    case 'token':
      return null;
  }
}
