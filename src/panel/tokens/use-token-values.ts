import { useState } from 'preact/hooks';
import type { TokenState } from '../../core/flow/flow-state.ts';
import { copyText, message } from '../browser.ts';
import type { PanelStore } from '../store.ts';
import type { TokenCommands, TokenValues, ValueProblem } from './token-commands.ts';

/**
 * Values that the person asked to see; they live as long as the view does.
 *
 * @param owner id of the flow that the tokens are of
 */
export function useTokenValues(
  store: PanelStore,
  owner: string,
): TokenValues & Pick<TokenCommands, 'toggle' | 'copy'> {
  const [revealed, setRevealed] = useState<TokenValues['revealed']>(new Map());
  const [problems, setProblems] = useState<TokenValues['problems']>(new Map());

  const show = (id: string, value: string | undefined) =>
    setRevealed((shown) => withEntry(shown, id, value));
  const report = (id: string, problem: ValueProblem | undefined) =>
    setProblems((known) => withEntry(known, id, problem));

  async function read(id: string): Promise<string | undefined> {
    try {
      const { value } = await store.client.ask('revealSecret', { secretId: id, owner });
      report(id, value === null ? 'gone' : undefined);
      return value ?? undefined;
    } catch {
      report(id, 'worker_stopped');
      return undefined;
    }
  }

  async function toggle({ secret: { id } }: TokenState) {
    if (revealed.has(id)) show(id, undefined);
    else show(id, await read(id));
  }

  async function copy({ secret: { id } }: TokenState) {
    const shown = revealed.get(id);
    const value = shown ?? (await read(id));
    if (value === undefined) return;
    if (copyText(value)) {
      report(id, undefined);
      store.toast.value = message('toast_copied');
      return;
    }
    // Some browsers copy only within the click itself, and the value came after it: the next click
    // has it at hand.
    show(id, value);
    report(id, 'copy_again');
  }

  return {
    revealed,
    problems,
    toggle: (token) => void toggle(token),
    copy: (token) => void copy(token),
  };
}

function withEntry<V>(map: ReadonlyMap<string, V>, key: string, value: V | undefined) {
  const next = new Map(map);
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  return next;
}
