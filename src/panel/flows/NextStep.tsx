import { computed, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren, RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import type { FlowState } from '../../core/flow/flow-state.ts';
import { unopenedUntilMs } from '../../core/flow/push-stage.ts';
import { type Finding, hasError } from '../../core/lint/finding.ts';
import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import { lazily } from '../ui/lazily.tsx';
import type { DetailTab } from './detail-tab.ts';
import type { FlowCommands } from './flow-commands.ts';
import type { FlowProblem } from './flow-problem.ts';
import { HoldNote } from './HoldNote.tsx';
import { headline } from './headline.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { phaseLook } from './phase-look.ts';
import type { QrCodeProps } from './qr/QrCode.tsx';
import { shownQr } from './qr/shown-qr.ts';
import { RedirectSteps } from './RedirectSteps.tsx';
import { Waiting } from './Waiting.tsx';

const QrCode = lazily<QrCodeProps>(async () => (await import('../screens.ts')).QrCode);

interface NextStepProps {
  flow: FlowState;
  findings: readonly Finding[];
  nowMs: ReadonlySignal<number>;
  problem: FlowProblem | undefined;
  commands: FlowCommands;
  limits?: ComponentChildren;
  tab: DetailTab;
  onTab(tab: DetailTab): void;
  /** gets the keyboard when a button that had it goes away */
  headlineRef: RefObject<HTMLParagraphElement | null>;
}

/** Where the flow stands in a sentence, and the next step as buttons. */
export function NextStep(props: NextStepProps) {
  const { flow, findings, nowMs, problem, commands, tab, onTab, headlineRef } = props;
  const { tone, icon } = phaseLook[flow.phase];
  const { watched, imported } = flow.started;
  const waits = flow.phase === 'awaiting_redirect' && !imported && !flow.started.damaged;
  const { value: qr } = shownQr;
  const until = unopenedUntilMs(flow);
  const ended = useMemo(
    () => computed(() => until !== undefined && nowMs.value >= until),
    [until, nowMs],
  );
  return (
    <div class={`next-step stack ${tone}`}>
      <p class="headline" role="status" tabIndex={-1} ref={headlineRef}>
        <Icon name={icon} />
        <strong>{headline(flow, ended.value)}</strong>
      </p>
      {(imported || watched) && <p>{message(imported ? 'imported_note' : 'watched_note')}</p>}
      {waits && <Waiting flow={flow} nowMs={nowMs} />}
      {waits && qr?.flowId === flow.flowId && (
        <QrCode
          url={qr.url}
          onClose={() => {
            shownQr.value = undefined;
            headlineRef.current?.focus();
          }}
        />
      )}
      {waits && props.limits}
      <HoldNote flow={flow} nowMs={nowMs} />
      <div class="row steps">
        {/* On the Redirect tab they stand beside the code. */}
        {tab !== 'redirect' && <RedirectSteps flow={flow} commands={commands} place="headline" />}
        {waits && !watched && (
          <>
            <button type="button" onClick={commands.runAgain}>
              {message('action_try_again')}
            </button>
            <button type="button" onClick={commands.abandon}>
              {message('action_abandon')}
            </button>
          </>
        )}
        {flow.phase === 'tokens_received' && tab !== 'tokens' && (
          <button type="button" onClick={() => onTab('tokens')}>
            {message('action_show_tokens')}
          </button>
        )}
        {hasError(findings) && tab !== 'findings' && (
          <button type="button" onClick={() => onTab('findings')}>
            {message('action_show_findings')}
          </button>
        )}
      </div>
      {problem && (
        <ProblemNote
          problem={problem}
          onDismiss={commands.dismissProblem}
          allowed={flow.started.plan.profile.tokenBudget?.requests}
        />
      )}
    </div>
  );
}
