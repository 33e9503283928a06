import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { Term } from '../../help/Term.tsx';
import { durationText } from '../../ui/time-text.ts';
import { thinConfidence } from '../bank-facts.ts';
import { listText } from '../list-text.ts';
import { CardPart, type FactRow, Facts } from './CardPart.tsx';
import { ConfidenceMark } from './ConfidenceMark.tsx';

const LIFETIMES = ['authorizationCode', 'accessToken', 'refreshToken', 'consent'] as const;

const TERMS = {
  authorizationCode: 'code',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  consent: 'exemption',
} as const;

/** How long things live, how they are renewed, and how often they may be used. */
export function Lifetimes({ profile }: { profile: BankProfile }) {
  const { lifetimes, refreshToken, tokenBudget, unattendedReads } = profile;
  const rows: FactRow[] = [
    ...LIFETIMES.map((name): FactRow => {
      const lifetime = lifetimes[name];
      const path = `lifetimes.${name}`;
      return [
        <Term key={name} place={name === 'consent' ? 'word' : 'parameter'} name={TERMS[name]}>
          {message(`bank_lifetime_${name}`)}
        </Term>,
        lifetime && (
          <>
            {lifetimeText(lifetime)} <ConfidenceMark confidence={thinConfidence(profile, path)} />
          </>
        ),
      ];
    }),
    [
      <Term key="refresh" place="word" name="refresh">
        {message('bank_refresh')}
      </Term>,
      <>
        {refreshToken
          ? message(`bank_refresh_${refreshToken.behaviour}`)
          : message(
              profile.refresh === undefined ? 'bank_refresh_none' : 'bank_refresh_given',
            )}{' '}
        <ConfidenceMark confidence={refreshToken && thinConfidence(profile, 'refreshToken')} />
      </>,
    ],
    [
      message('bank_refresh_only_with'),
      refreshToken?.onlyWith && <code>{refreshToken.onlyWith}</code>,
    ],
    [
      message('bank_token_budget'),
      tokenBudget &&
        message(
          'bank_token_budget_words',
          listText(tokenBudget.contexts),
          durationText(tokenBudget.seconds),
        ),
    ],
    [
      <Term key="unattended" place="word" name="unattended">
        {message('bank_unattended')}
      </Term>,
      unattendedReads === undefined ? '' : message('bank_unattended_words', unattendedReads),
    ],
  ];
  return (
    <CardPart title={message('bank_part_lifetimes')}>
      <Facts rows={rows} />
    </CardPart>
  );
}

function lifetimeText({
  seconds,
  alternatives = [],
}: {
  seconds: number;
  alternatives?: number[] | undefined;
}) {
  const current = durationText(seconds);
  if (alternatives.length === 0) return current;
  const others = listText(alternatives.map(durationText), 'disjunction');
  return message('bank_lifetime_disputed', current, others);
}
