import { Fragment } from 'preact';
import type { Bank } from '../../core/banks/bank-list.ts';
import type { BankProfile } from '../../core/banks/bank-profile.ts';
import { message } from '../browser.ts';
import { grantsOf } from '../new-flow/move-form.ts';
import { Icon } from '../ui/Icon.tsx';
import { durationText } from '../ui/time-text.ts';
import { servedEnvironments } from './bank-facts.ts';
import { Sources } from './Sources.tsx';

interface ServiceFactsProps {
  bank: Bank;
  profile: BankProfile;
  liveUnlocked: boolean;
}

const LIFETIMES = ['authorizationCode', 'accessToken', 'refreshToken'] as const;

/** One service of a bank: addresses, scopes, lifetimes, and where each of it is known from. */
export function ServiceFacts({ bank, profile, liveUnlocked }: ServiceFactsProps) {
  const list = new Intl.ListFormat(message('locale_tag'), { type: 'unit' });
  const { scope, lifetimes } = profile;
  return (
    <section class="service-facts" aria-label={profile.label}>
      <h3>{profile.label}</h3>
      <dl class="facts">
        <dt>{message('bank_grants')}</dt>
        <dd>{list.format(grantsOf(profile).map((grant) => message(`grant_${grant}`)))}</dd>
        <dt>{message('bank_authentication')}</dt>
        <dd class="mono">{list.format(profile.clientAuthentication)}</dd>
        <dt>{message('bank_certificate')}</dt>
        <dd>{message(`certificate_${profile.clientCertificate}`)}</dd>
        <dt>{message('bank_pkce')}</dt>
        <dd>{message(`bank_pkce_${profile.pkce}`)}</dd>
        <dt>{message('bank_scopes')}</dt>
        <dd class="row tight">
          {(scope.values.length > 0 ? scope.values : [scope.default]).map((value) => (
            <code key={value} class="chip">
              {value}
            </code>
          ))}
        </dd>
        {LIFETIMES.map((name) => {
          const lifetime = lifetimes[name];
          if (!lifetime) return null;
          return (
            <Fragment key={name}>
              <dt>{message(`bank_lifetime_${name}`)}</dt>
              <dd>{lifetimeText(lifetime)}</dd>
            </Fragment>
          );
        })}
      </dl>
      {servedEnvironments(profile, bank).map(({ key, environment, endpoints }) => (
        <div key={key} class="endpoints">
          <h4 class="row">
            {environment.label}
            {environment.kind === 'live' && (
              <span class="icon-and-word subtle">
                <Icon name={liveUnlocked ? 'check' : 'lock'} />
                {message(liveUnlocked ? 'bank_live_unlocked' : 'bank_live_locked')}
              </span>
            )}
          </h4>
          <dl class="facts">
            {endpoints.map(({ name, url }) => (
              <Fragment key={name}>
                <dt>{message(`endpoint_${name}`)}</dt>
                <dd class="mono" dir="ltr">
                  {url}
                </dd>
              </Fragment>
            ))}
          </dl>
          {environment.note && <p class="subtle">{environment.note}</p>}
        </div>
      ))}
      <Sources sources={profile.sources} />
    </section>
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
  const list = new Intl.ListFormat(message('locale_tag'), { type: 'disjunction' });
  return message('bank_lifetime_disputed', current, list.format(alternatives.map(durationText)));
}
