import type { Bank } from '../../../core/banks/bank-list.ts';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { type Capability, capabilitiesOf } from '../../../core/banks/capabilities.ts';
import { message } from '../../browser.ts';
import { Icon } from '../../ui/Icon.tsx';
import { listText } from '../list-text.ts';
import { CardPart } from './CardPart.tsx';
import { needWord, StepChain } from './StepChain.tsx';
import { stepsOf } from './step-facts.ts';

const LOOK = {
  runs: { icon: 'check', tone: 'ok' },
  runs_with_certificate: { icon: 'key', tone: 'info' },
  explained: { icon: 'info', tone: 'warn' },
} as const;

/** The ways to a token that a service has, each with how far this tool goes on it. */
export function Ways({ profile, bank }: { profile: BankProfile; bank: Bank }) {
  const ways = capabilitiesOf(profile);
  return (
    <CardPart title={message('bank_part_steps')} open>
      {ways.map((way) => (
        <div key={way.grant} class="way">
          <p class="row">
            <strong>{wayWord(way)}</strong>
            <ReachChip reach={way.reach} />
          </p>
          {way.needs.length > 0 && (
            <p class="subtle">{message('bank_way_needs', listText(way.needs.map(needWord)))}</p>
          )}
          <StepChain label={wayWord(way)} steps={stepsOf(profile, bank, way.steps)} />
        </div>
      ))}
    </CardPart>
  );
}

/** How far this tool goes, as icon and word. */
export function ReachChip({ reach }: Pick<Capability, 'reach'>) {
  return (
    <span class={`chip ${LOOK[reach].tone}`} title={message(`bank_reach_${reach}_meaning`)}>
      <Icon name={LOOK[reach].icon} />
      {message(`bank_reach_${reach}`)}
    </span>
  );
}

function wayWord({ grant }: Capability): string {
  return grant === 'none' ? message('bank_way_none') : message(`grant_${grant}`);
}
