import { wholeSeconds } from '../../core/oauth/token-response.ts';
import { epochMilliseconds } from '../../core/time.ts';
import { claimDate, DATE_CLAIMS } from '../../core/tokens/claim-dates.ts';
import type { Claims } from '../../core/tokens/decode-jwt.ts';
import { message } from '../browser.ts';
import { absoluteText, durationText } from '../ui/time-text.ts';

interface ClaimTableProps {
  /** what the members belong to, e.g. the header */
  label: string;
  members: Claims;
  /** names whose values stand in full elsewhere */
  shortened?: readonly string[];
}

/** Members of a header, a claims set or a JSON answer; dates and lengths of time in words too. */
export function ClaimTable({ label, members, shortened = [] }: ClaimTableProps) {
  return (
    <table class="claims">
      <caption>{label}</caption>
      <tbody>
        {Object.entries(members).map(([name, value]) => {
          const words = inWords(members, name);
          return (
            <tr key={name}>
              <th scope="row" class="mono">
                {name}
              </th>
              <td dir="ltr">
                <span class="mono">
                  {shortened.includes(name)
                    ? message('claim_below', valueText(value).slice(0, 16))
                    : valueText(value)}
                </span>
                {words !== undefined && <span class="subtle">{words}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}

function inWords(members: Claims, name: string): string | undefined {
  const dateClaim = DATE_CLAIMS.find((claim) => claim === name);
  if (dateClaim) {
    const at = claimDate(members, dateClaim);
    // Dates outside what the calendar can hold are shown as the number they are.
    return at === undefined || Math.abs(at) > 8.64e12
      ? undefined
      : absoluteText(epochMilliseconds(at));
  }
  const seconds = name === 'expires_in' ? wholeSeconds(members[name]) : undefined;
  return seconds === undefined ? undefined : message('claim_duration', durationText(seconds));
}
