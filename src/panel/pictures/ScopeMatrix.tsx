import type { FlowState } from '../../core/flow/flow-state.ts';
import { markdownTable } from '../../core/pictures/markdown-table.ts';
import { type ScopeColumn, type ScopeFate, scopeMatrix } from '../../core/pictures/scope-matrix.ts';
import { message } from '../browser.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { absoluteText } from '../ui/time-text.ts';
import './pictures.css';
import './tables.css';

const LOOK: Record<Exclude<ScopeFate, 'none'>, { tone: string; icon: IconName }> = {
  asked: { tone: 'plain', icon: 'send' },
  granted: { tone: 'ok', icon: 'check' },
  unsaid: { tone: 'ok', icon: 'info' },
  withheld: { tone: 'warn', icon: 'warn' },
  lost: { tone: 'warn', icon: 'stop' },
  added: { tone: 'warn', icon: 'plus' },
};

/** Which scope was asked for, granted and lost, message by message. Each cell says its state in a word. */
export function ScopeMatrix({ flow }: { flow: FlowState }) {
  const { columns, rows } = scopeMatrix(flow);
  if (rows.length === 0) return <p class="subtle">{message('scopes_none')}</p>;
  const heads = [message('scopes_scope'), ...columns.map(columnName)];
  return (
    <div class="stack tight">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, which the keyboard must be able to reach */}
      <section class="sequence-box" aria-label={message('scopes_title')} tabIndex={0}>
        <table class="scope-matrix" aria-label={message('scopes_title')}>
          <thead>
            <tr>
              <th scope="col">{message('scopes_scope')}</th>
              {columns.map((column, at) => (
                <th key={at} scope="col" title={absoluteText(column.atMs)}>
                  {columnName(column, at)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ scope, fates }) => (
              <tr key={scope}>
                <th scope="row" class="mono" dir="ltr">
                  {scope}
                </th>
                {fates.map((fate, at) => (
                  <td key={at}>{fate !== 'none' && <Fate fate={fate} />}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div class="row">
        <CopyButton
          label={message('action_copy_markdown')}
          text={() =>
            markdownTable(
              heads,
              rows.map(({ scope, fates }) => [scope, ...fates.map(fateWord)]),
            )
          }
        />
      </div>
    </div>
  );
}

function columnName({ kind }: ScopeColumn, at: number): string {
  return kind === 'request' ? message('scopes_request') : message(`scopes_${kind}`, at);
}

function fateWord(fate: ScopeFate): string {
  return fate === 'none' ? '' : message(`scopes_is_${fate}`);
}

function Fate({ fate }: { fate: Exclude<ScopeFate, 'none'> }) {
  const { tone, icon } = LOOK[fate];
  return (
    <span class={`check ${tone}`}>
      <Icon name={icon} />
      {fateWord(fate)}
    </span>
  );
}
