import type { JSX } from 'preact';
import { KeySheet } from './KeySheet.tsx';

const nothing = () => undefined;

export const fixtures: Record<string, () => JSX.Element> = {
  'our own find bar': () => <KeySheet without={[]} onClose={nothing} />,
  'the find bar of DevTools': () => (
    <KeySheet
      without={['find', 'find_next', 'find_previous', 'find_bar_next', 'find_bar_previous']}
      onClose={nothing}
    />
  ),
};
