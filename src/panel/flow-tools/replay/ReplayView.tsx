import { useId } from 'preact/hooks';
import { profileInWords } from '../../../core/banks/profile-in-words.ts';
import type { SavedClient } from '../../../core/clients/client.ts';
import type { FlowState } from '../../../core/flow/flow-state.ts';
import type { Finding } from '../../../core/lint/finding.ts';
import { inWords } from '../../bank-texts.ts';
import { message } from '../../browser.ts';
import { FindingList } from '../../findings/FindingList.tsx';
import type { FlowProblem } from '../../flows/flow-problem.ts';
import { ProblemNote } from '../../flows/ProblemNote.tsx';
import { Choice } from '../../new-flow/Choice.tsx';
import { SecretInput } from '../../new-flow/SecretInput.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { type ReplayChoice, wantsKey } from './replay-change.ts';

export interface ReplayViewProps {
  flow: FlowState;
  choice: ReplayChoice;
  onChoice(choice: ReplayChoice): void;
  /** saved clients with the same client id whose secret is in memory, or that have the key that is wanted */
  clients: readonly SavedClient[];
  /** where the client secret goes */
  endpoint: string | undefined;
  /** what the linter says of the request elsewhere */
  findings: readonly Finding[];
  /** the chosen environment is live, and locked */
  locked: boolean;
  problem: FlowProblem | undefined;
  onDismiss(): void;
  onRun(): void;
}

/** What is to be other than it was, and the button that runs it. */
export function ReplayView(props: ReplayViewProps) {
  const {
    flow,
    choice,
    onChoice,
    clients,
    endpoint = '',
    findings,
    locked,
    problem,
    onDismiss,
    onRun,
  } = props;
  const id = useId();
  const { plan, secrets } = flow.started;
  const { environments, variables, tokenBudget } = profileInWords(plan.profile, inWords);
  const hadSecret = secrets.some(({ kind }) => kind === 'client_secret');
  const isKeyWanted = wantsKey(flow);
  const onVariable = (name: string, value: string) =>
    onChoice({ ...choice, variables: { ...choice.variables, [name]: value } });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onRun();
      }}
    >
      <p>{message('replay_meaning')}</p>
      <Choice
        id={`${id}-environment`}
        label={message('new_flow_environment')}
        value={choice.environment}
        onValue={(environment) => onChoice({ ...choice, environment })}
      >
        {Object.entries(environments).map(([key, { label }]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </Choice>
      {Object.entries(variables).map(([name, { label, options, optional }]) => {
        const fieldId = `${id}-${name}`;
        const value = choice.variables[name] ?? '';
        if (options) {
          return (
            <Choice
              key={name}
              id={fieldId}
              label={label}
              value={value}
              onValue={(key) => onVariable(name, key)}
            >
              {options.map((option) => (
                <option key={option.key} value={option.key}>
                  {option.label}
                </option>
              ))}
            </Choice>
          );
        }
        return (
          <Field key={name} id={fieldId} label={label}>
            <input
              id={fieldId}
              class="mono"
              dir="ltr"
              autocomplete="off"
              spellcheck={false}
              required={!optional}
              value={value}
              onInput={({ currentTarget }) => onVariable(name, currentTarget.value)}
            />
          </Field>
        );
      })}
      {isKeyWanted && <p>{message('replay_key_wanted')}</p>}
      {(hadSecret || isKeyWanted) && clients.length > 0 && (
        <Choice
          id={`${id}-client`}
          label={message(isKeyWanted ? 'replay_key_of' : 'replay_secret_of')}
          value={choice.client}
          onValue={(client) => onChoice({ ...choice, client })}
        >
          <option value="">
            {message(isKeyWanted ? 'replay_key_of_nobody' : 'replay_secret_recorded')}
          </option>
          {clients.map((client) => (
            <option key={client.id} value={client.id}>
              {client.label}
            </option>
          ))}
        </Choice>
      )}
      {hadSecret && (
        <Field
          id={`${id}-secret`}
          label={message('new_flow_client_secret')}
          hint={message('replay_secret_hint', endpoint)}
        >
          <SecretInput
            id={`${id}-secret`}
            value={choice.clientSecret}
            onValue={(clientSecret) => onChoice({ ...choice, clientSecret })}
          />
        </Field>
      )}
      {findings.length > 0 && <FindingList findings={findings} />}
      {locked && (
        <p class="form-note">
          <Icon name="lock" />
          {message('refusal_live_locked')}
        </p>
      )}
      {problem && (
        <ProblemNote problem={problem} onDismiss={onDismiss} allowed={tokenBudget?.requests} />
      )}
      <div class="row">
        <button type="submit" class="primary" disabled={locked}>
          <Icon name="again" />
          {message('action_run_again')}
        </button>
      </div>
    </form>
  );
}
