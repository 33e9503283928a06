import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { thinConfidence } from '../bank-facts.ts';
import { CardPart, Facts } from './CardPart.tsx';
import { ConfidenceMark } from './ConfidenceMark.tsx';
import { scopeWords, separatorWord } from './scope-words.ts';

/** Which scope values there are, and the rules for asking for them. */
export function Scopes({ profile }: { profile: BankProfile }) {
  const { scope } = profile;
  return (
    <CardPart
      title={message('bank_scopes')}
      aside={<ConfidenceMark confidence={thinConfidence(profile, 'scope')} />}
    >
      <Facts
        rows={[
          [message('scope_default'), scope.default === '' ? '' : <code>{scope.default}</code>],
          [message('scope_values'), scope.values.length > 0 && <Chips values={scope.values} />],
          [message('scope_separator'), scope.values.length > 1 && separatorWord(scope.separator)],
        ]}
      />
      <ul class="sentences">
        {scopeWords(profile).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </CardPart>
  );
}

function Chips({ values }: { values: readonly string[] }) {
  return (
    <span class="row tight">
      {values.map((value) => (
        <code key={value} class="chip">
          {value}
        </code>
      ))}
    </span>
  );
}
