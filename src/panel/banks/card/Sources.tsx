import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { CardPart } from './CardPart.tsx';

/** Where the facts about a bank come from, how sure they are, and which of them each source tells. */
export function Sources({ sources }: Pick<BankProfile, 'sources'>) {
  return (
    <CardPart
      title={message('bank_sources')}
      aside={<span class="subtle numbers">{String(sources.length)}</span>}
    >
      <ul class="sources">
        {sources.map(({ title, url, confidence, verifiedAt, supports }) => (
          <li key={`${title} ${url}`}>
            <span class="chip" title={message(`confidence_${confidence}_meaning`)}>
              {message(`confidence_${confidence}`)}
            </span>
            <span>
              {url === undefined ? (
                title
              ) : (
                <a href={url} target="_blank" rel="noreferrer">
                  {title}
                </a>
              )}
              {verifiedAt !== undefined && (
                <span class="subtle"> {message('bank_verified', dayText(verifiedAt))}</span>
              )}
              {supports && (
                <span class="supports">
                  {message('bank_source_tells')}{' '}
                  {supports.map((path) => (
                    <code key={path}>{path} </code>
                  ))}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </CardPart>
  );
}

/** A calendar day in words: the day alone, whatever the reader's time zone. */
function dayText(day: string): string {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return day;
  const words = { dateStyle: 'medium', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(message('locale_tag'), words).format(date);
}
