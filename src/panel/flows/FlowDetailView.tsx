import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { FlowEvent } from '../../core/flow/flow-event.ts';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { isStepwise } from '../../core/flow/flow-steps.ts';
import { message } from '../browser.ts';
import { FindingList } from '../findings/FindingList.tsx';
import { lazily } from '../ui/lazily.tsx';
import { Tabs } from '../ui/Tabs.tsx';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { allFindings } from './all-findings.ts';
import { type DetailTab, detailTabs } from './detail-tab.ts';
import type { ExchangeTabProps } from './ExchangeTab.tsx';
import { FlowHeader } from './FlowHeader.tsx';
import type { FlowCommands } from './flow-commands.ts';
import type { FlowProblem } from './flow-problem.ts';
import { NextStep } from './NextStep.tsx';
import { callInTrouble } from './other-ways/may-need-other-way.ts';
import type { OtherWaysProps } from './other-ways/OtherWays.tsx';
import { RedirectTab } from './RedirectTab.tsx';
import { RequestTab } from './RequestTab.tsx';
import type { PushedRequestProps } from './signed/PushedRequest.tsx';
import { Steps } from './steps/Steps.tsx';
import { TimelineTab } from './TimelineTab.tsx';
import './flow-detail.css';

const OtherWays = lazily<OtherWaysProps>(async () => (await import('../screens.ts')).OtherWays);

const ExchangeTab = lazily<ExchangeTabProps>(
  async () => (await import('../screens.ts')).ExchangeTab,
);
const PushedRequest = lazily<PushedRequestProps>(
  async () => (await import('../screens.ts')).PushedRequest,
);

export interface FlowDetailViewProps {
  flow: FlowState;
  events: readonly FlowEvent[];
  nowMs: ReadonlySignal<number>;
  problem: FlowProblem | undefined;
  tab: DetailTab;
  onTab(tab: DetailTab): void;
  commands: FlowCommands;
  /** what else can be done with the flow */
  menu?: ComponentChildren;
  /** what would come unseen while the flow waits */
  limits?: ComponentChildren;
  /** what the Tokens tab shows */
  tokens: ComponentChildren;
}

/** One flow: where it stands, what comes next, and everything that was recorded. */
export function FlowDetailView(props: FlowDetailViewProps) {
  const { flow, events, tab, onTab, commands } = props;
  const headingId = useId();
  const headline = useRef<HTMLParagraphElement>(null);
  const onFocusIn = useKeptFocus(headline);
  const findings = allFindings(flow, events);
  const inTrouble = callInTrouble(flow);
  const badges: Partial<Record<DetailTab, number | undefined>> = {
    exchange: flow.calls.length || undefined,
    findings: findings.length || undefined,
  };
  return (
    <section class="flow-detail" aria-labelledby={headingId} onFocusIn={onFocusIn}>
      <FlowHeader flow={flow} headingId={headingId} commands={commands} menu={props.menu} />
      <NextStep {...props} findings={findings} headlineRef={headline} />
      {inTrouble !== undefined && <OtherWays flow={flow} name={inTrouble} commands={commands} />}
      {flow.calls.some(({ purpose }) => purpose === 'push') && (
        <PushedRequest flow={flow} nowMs={props.nowMs} commands={commands} />
      )}
      {isStepwise(flow.started.plan) && <Steps flow={flow} commands={commands} />}
      <Tabs
        label={message('detail_tabs')}
        tabs={detailTabs.map((id) => ({ id, label: message(`tab_${id}`), badge: badges[id] }))}
        selected={tab}
        onSelect={onTab}
      >
        <div class="tab-body">
          <TabBody {...props} />
        </div>
      </Tabs>
    </section>
  );
}

function TabBody({ flow, events, nowMs, tab, commands, tokens }: FlowDetailViewProps) {
  switch (tab) {
    case 'timeline':
      return <TimelineTab flow={flow} events={events} />;
    case 'request':
      return <RequestTab flow={flow} />;
    case 'redirect':
      return <RedirectTab flow={flow} nowMs={nowMs} commands={commands} />;
    case 'exchange':
      return <ExchangeTab flow={flow} reveal={commands.reveal} />;
    case 'tokens':
      return tokens;
    case 'findings':
      return <FindingList findings={allFindings(flow, events)} />;
  }
}
