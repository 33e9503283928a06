import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Bank } from '../../core/banks/bank-list.ts';
import { postedTo } from '../ask-to-read-answer.ts';
import { inWords } from '../bank-texts.ts';
import { message } from '../browser.ts';
import { LiveChip } from '../flows/Chips.tsx';
import { Icon } from '../ui/Icon.tsx';
import { BankSection } from './BankSection.tsx';
import { ClientSection } from './ClientSection.tsx';
import type { ClientCommands } from './client-commands.ts';
import { DetailSection } from './DetailSection.tsx';
import type { DraftForm } from './draft-form.ts';
import { LiveCard } from './LiveCard.tsx';
import { grantsOf } from './move-form.ts';
import { NoOauth } from './NoOauth.tsx';
import { ParameterSection } from './ParameterSection.tsx';
import { type Preview, parametersOf } from './preview.ts';
import { quickFix } from './quick-fix.ts';
import { RequestPreview } from './RequestPreview.tsx';
import { RequestSection } from './RequestSection.tsx';
import { SecuritySection } from './SecuritySection.tsx';
import { StartBar } from './StartBar.tsx';
import { StartTrouble } from './StartTrouble.tsx';
import type { StartHow, StartProblem } from './start-flow.ts';
import { freshText } from './use-form.ts';
import './new-flow.css';

export interface NewFlowViewProps {
  banks: readonly Bank[];
  form: DraftForm;
  preview: Preview | undefined;
  clients: ClientCommands;
  /** the part that takes a URL apart */
  checkUrl: ComponentChildren;
  hasInspectedTab: boolean;
  liveUnlocked: boolean;
  /** why the organisation lets nothing start there */
  barred?: string | undefined;
  /** redirects of what is started will be kept from the app */
  holds?: boolean;
  starting: boolean;
  problem?: StartProblem | undefined;
  problemOf(field: string): string | undefined;
  change(next: DraftForm): void;
  onLeave(field: string): void;
  onNewState(): void;
  onUnlock(): void;
  onStart(how: StartHow): void;
  onSendAnyway(how: StartHow): void;
  onDismiss(): void;
  onShowBank(): void;
  /** shows a flow whose token would do */
  onUse(flowId: string): void;
  /** what is known of tokens that would do */
  budget?: ComponentChildren;
}

/** The form for a new flow: what to ask at the left, the request as it stands at the right. */
export function NewFlowView(props: NewFlowViewProps) {
  const { form, preview, change, problemOf, problem, barred } = props;
  const [highlighted, setHighlighted] = useState<string>();
  const section = { form, change, problemOf, highlighted };
  const live = form.profile.environments[form.draft.environment]?.kind === 'live';
  const locked = barred !== undefined || (live && !props.liveUnlocked);
  const pointOut = ({ target }: Event) => setHighlighted(parameterAround(target));
  return (
    <form class="new-flow" noValidate onSubmit={(event) => event.preventDefault()}>
      <div class="new-flow-columns">
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll in every browser */}
        <div
          class="new-flow-fields"
          role="group"
          aria-labelledby="new-flow-title"
          onFocusIn={pointOut}
          onPointerOver={pointOut}
          onPointerLeave={() => setHighlighted(parameterAround(document.activeElement))}
          onFocusOut={({ target }) => target instanceof HTMLElement && props.onLeave(target.id)}
        >
          <h2 class="row" id="new-flow-title">
            {message('new_flow_title')}
            {live && !locked && <LiveChip />}
          </h2>
          {props.checkUrl}
          <BankSection banks={props.banks} {...section} />
          {barred !== undefined && (
            <p class="card warn form-note" id="new-flow-barred">
              <Icon name="lock" />
              {barred}
            </p>
          )}
          {locked && barred === undefined && (
            <LiveCard
              id="new-flow-live"
              bank={form.bank.name}
              service={inWords(form.profile.label)}
              onUnlock={props.onUnlock}
            />
          )}
          {grantsOf(form.profile).length === 0 ? (
            <NoOauth bank={form.bank.name} onShowBank={props.onShowBank} />
          ) : (
            <>
              <ClientSection {...section} commands={props.clients} />
              <RequestSection {...section} onNewState={props.onNewState} />
              <DetailSection {...section} />
              <SecuritySection {...section} />
              {form.draft.grant === 'authorization_code' && (
                <ParameterSection {...section} sent={parametersOf(preview)} />
              )}
            </>
          )}
        </div>
        {/* It scrolls by itself, so that the keyboard must be able to reach it. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part needs a stop for the keyboard */}
        <section class="new-flow-preview" aria-label={message('new_flow_preview')} tabIndex={0}>
          {problem && (
            <StartTrouble
              problem={problem}
              onSendAnyway={props.onSendAnyway}
              onCancel={props.onDismiss}
              onUse={props.onUse}
              allowed={form.profile.tokenBudget?.requests}
            />
          )}
          {!problem && props.budget}
          <RequestPreview
            preview={preview}
            live={live && !locked}
            withFindings={!asksToInsist(problem)}
            highlighted={highlighted}
            onHighlight={setHighlighted}
            fixFor={(finding) => {
              const fix = quickFix(finding, form, freshText);
              return fix && { label: message(fix.label), run: () => change(fix.apply(form)) };
            }}
          />
        </section>
      </div>
      <StartBar
        preview={preview}
        hasInspectedTab={props.hasInspectedTab}
        live={live}
        locked={locked}
        barred={barred}
        posted={postedTo(form)}
        starting={props.starting}
        held={props.holds ? form : undefined}
        onStart={props.onStart}
      />
    </form>
  );
}

function parameterAround(target: EventTarget | null): string | undefined {
  const box = target instanceof Element ? target.closest<HTMLElement>('[data-parameter]') : null;
  return box?.dataset.parameter;
}

/** That question lists the findings already. */
function asksToInsist(problem: StartProblem | undefined): boolean {
  return problem?.kind === 'refused' && problem.refusal.kind === 'has_errors';
}
