import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { message } from '../browser.ts';

/** Where the facts about a bank come from, and how sure they are. */
export function Sources({ sources }: Pick<BankProfile, 'sources'>) {
  return (
    <div class="sources">
      <h4>{message('bank_sources')}</h4>
      <ul>
        {sources.map(({ title, url, confidence, verifiedAt }) => (
          <li key={title}>
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
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A calendar day in words: the day alone, whatever the reader's time zone. */
function dayText(day: string): string {
  const date = new Date(day);
  if (Number.isNaN(date.getTime())) return day;
  const words = { dateStyle: 'medium', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(message('locale_tag'), words).format(date);
}
