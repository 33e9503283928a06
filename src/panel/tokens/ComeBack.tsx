import { message } from '../browser.ts';
import { Icon } from '../ui/Icon.tsx';
import type { FlowTokensViewProps } from './FlowTokensView.tsx';

/** Nothing renews the tokens any more: the customer must come back, in one click. */
export function ComeBack({ commands }: Pick<FlowTokensViewProps, 'commands'>) {
  return (
    <p class="row">
      <span>{message('token_come_back')}</span>
      <button type="button" onClick={commands.runAgain}>
        <Icon name="again" />
        {message('token_new_flow')}
      </button>
    </p>
  );
}
