import type { ReadonlySignal } from '@preact/signals';
import type { BenchAct } from '../../../core/fault-bench/next-act.ts';
import type { PlannedLogin } from '../../../core/fault-bench/plan-bench.ts';
import type { EpochMilliseconds } from '../../../core/time.ts';
import { message } from '../../browser.ts';
import { TimerText } from '../../tokens/TimerText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { absoluteText } from '../../ui/time-text.ts';
import type { FaultCommands } from './FaultsView.tsx';

interface BenchNowProps {
  act: BenchAct;
  running: boolean;
  pressed: boolean;
  hasInspectedTab: boolean;
  nowMs: ReadonlySignal<EpochMilliseconds>;
  commands: FaultCommands;
}

/** What the bench does or wants now, and the buttons for it. */
export function BenchNow(props: BenchNowProps) {
  const { act, running, commands } = props;
  if (act.kind === 'done') return null;
  return (
    <section class="bench-now stack" aria-label={message('faults_now')}>
      {running || act.kind === 'stopped' ? (
        <Wanted {...props} />
      ) : (
        <p>{message('faults_paused')}</p>
      )}
      <div class="row">
        {running && act.kind !== 'stopped' ? (
          <button type="button" onClick={commands.stop}>
            <Icon name="stop" />
            {message('faults_stop')}
          </button>
        ) : (
          <button type="button" class="primary" onClick={commands.resume}>
            <Icon name="again" />
            {message('faults_resume')}
          </button>
        )}
      </div>
    </section>
  );
}

function Wanted({ act, pressed, hasInspectedTab, nowMs, commands }: BenchNowProps) {
  switch (act.kind) {
    case 'open':
      return (
        <>
          <p>{message(`faults_open_${act.login.kind}`, rowsText(act.login))}</p>
          <div class="row">
            <button
              type="button"
              class="primary"
              disabled={pressed}
              onClick={() => commands.open(act.login)}
            >
              <Icon name="link" />
              {message(`new_flow_start_${hasInspectedTab ? 'inspected_tab' : 'new_tab'}`)}
            </button>
          </div>
        </>
      );
    case 'await':
      return <Awaited {...act} commands={commands} />;
    case 'wait':
      return (
        <p class="row">
          {message(`faults_wait_${act.why}`)}
          {act.why === 'code_late' && (
            <TimerText
              name={message('fault_code_late')}
              endsAt={Math.ceil(act.untilMs / 1000)}
              nowMs={nowMs}
            />
          )}
        </p>
      );
    case 'stopped':
      return (
        <p>
          {message(`faults_stopped_${act.why}`)}{' '}
          {act.untilMs !== undefined && message('faults_stopped_until', absoluteText(act.untilMs))}
        </p>
      );
    default:
      return <p role="status">{message('faults_sending')}</p>;
  }
}

interface AwaitedProps {
  flowId: string;
  login: PlannedLogin;
  commands: FaultCommands;
}

function Awaited({ flowId, login, commands }: AwaitedProps) {
  const ends = login.kind === 'opening' ? (['login_page', 'error_page'] as const) : [];
  return (
    <>
      <p>{message(`faults_await_${login.kind}`, rowsText(login))}</p>
      <div class="row">
        {ends.map((saw) => (
          <button key={saw} type="button" onClick={() => commands.giveUp(flowId, saw)}>
            {message(`faults_saw_${saw}`)}
          </button>
        ))}
        <button type="button" onClick={() => commands.giveUp(flowId, undefined)}>
          {message('faults_give_up')}
        </button>
      </div>
    </>
  );
}

function rowsText({ rows }: PlannedLogin): string {
  return rows.map((id) => message(`fault_${id}`)).join(' · ');
}
