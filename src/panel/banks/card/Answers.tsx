import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { Term } from '../../help/Term.tsx';
import { CardPart, type FactRow, Facts } from './CardPart.tsx';

/** What is unusual in the answers of a bank; nothing where they are as RFC 6749 has them. */
export function Answers({ profile }: { profile: BankProfile }) {
  const { redirectAnswer, tokenAnswer = {} } = profile;
  const { mode = 'query', signed: _signed, ...names } = redirectAnswer ?? {};
  const rows: FactRow[] = [
    [message('answer_mode'), mode !== 'query' && message(`answer_mode_${mode}`)],
    ...renamedRows(names),
    ...renamedRows(tokenAnswer),
  ];
  if (rows.every(([, value]) => !value)) return null;
  return (
    <CardPart title={message('bank_part_answers')}>
      <p class="subtle">{message('answer_meaning')}</p>
      <Facts rows={rows} />
    </CardPart>
  );
}

function renamedRows(names: Partial<Record<string, string>>): FactRow[] {
  return Object.entries(names).flatMap(([usual, own]): FactRow[] => {
    if (own === undefined || own === usual) return [];
    const name = (
      <code key={usual}>
        <Term place="parameter" name={usual} />
      </code>
    );
    return [[name, own === '' ? message('answer_not_there') : <code key={own}>{own}</code>]];
  });
}
