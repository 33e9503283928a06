import { type ComponentChildren, Fragment } from 'preact';
import { type Policy, policyDefaults } from '../../contract/policy.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { plural } from '../ui/plural.ts';
import type { PolicyProblem } from './policy-problems.ts';
import { presetProfiles } from './preset-profiles.ts';

interface PolicyViewProps {
  policy: Policy;
  problems: readonly PolicyProblem[];
}

/** What an organisation has set for this browser, and what of it was not understood. Nothing where nothing is set. */
export function PolicyView({ policy, problems }: PolicyViewProps) {
  const rows = factsOf(policy);
  if (rows.length === 0 && problems.length === 0) return null;
  return (
    <section aria-labelledby="settings-policy">
      <h2 id="settings-policy">{message('policy_title')}</h2>
      <p class="subtle">{message('policy_intro')}</p>
      <dl class="facts">
        {rows.map(([name, what]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
      {problems.length > 0 && (
        <div class="card warn stack tight">
          <p class="form-note">
            <Icon name="warn" />
            {message('policy_problems')}
          </p>
          <ul>
            {problems.map(({ name, kind }) => (
              <li key={name}>
                <code dir="ltr">{name}</code> {message(`policy_problem_${kind}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function factsOf(policy: Policy): [name: string, what: ComponentChildren][] {
  const { allowedBanks, allowLive, exports, keepSecrets, keepFlows, keepDays } = policy;
  const presets = Object.keys(presetProfiles(policy.profiles).files);
  const defaults = Object.entries(policyDefaults(policy));
  const facts: [string, ComponentChildren][] = [];
  if (allowedBanks) facts.push([message('policy_banks'), <Codes texts={allowedBanks} />]);
  if (allowLive === false) facts.push([message('policy_live'), message('policy_not_allowed')]);
  if (exports) facts.push([message('policy_exports'), message(`policy_exports_${exports}`)]);
  if (keepSecrets === false) facts.push([message('policy_secrets'), message('policy_not_allowed')]);
  if (keepFlows !== undefined || keepDays !== undefined)
    facts.push([message('policy_history'), <HistoryLimit {...policy} />]);
  if (presets.length > 0) facts.push([message('policy_profiles'), <Codes texts={presets} />]);
  if (defaults.length > 0)
    facts.push([
      message('policy_defaults'),
      <Codes texts={defaults.map(([name, value]) => `${name} = ${value}`)} />,
    ]);
  return facts;
}

/** How much of the past the organisation lets one keep, in a sentence each. */
export function HistoryLimit({ keepFlows, keepDays }: Pick<Policy, 'keepFlows' | 'keepDays'>) {
  const flows = { one: 'policy_flows_one', other: 'policy_flows_other' } as const;
  const days = { one: 'policy_days_one', other: 'policy_days_other' } as const;
  return (
    <>
      {keepFlows !== undefined && <p>{plural(keepFlows, flows)}</p>}
      {keepDays !== undefined && <p>{plural(keepDays, days)}</p>}
    </>
  );
}

/** Names as they were written, which no language changes. */
function Codes({ texts }: { texts: readonly string[] }) {
  return (
    <>
      {texts.map((text) => (
        <div key={text}>
          <code dir="ltr">{text}</code>
        </div>
      ))}
    </>
  );
}
