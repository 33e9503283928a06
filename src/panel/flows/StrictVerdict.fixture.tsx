import type { JSX } from 'preact';
import { message } from '../browser.ts';
import { StrictLine } from './StrictVerdict.tsx';

export const fixtures: Record<string, () => JSX.Element> = {
  accepts: () => <StrictLine verdict="accepts" words={message('strict_accepts')} />,
  refuses: () => (
    <StrictLine
      verdict="refuses"
      words={message('strict_refuses', message('strict_member', 'token_type'))}
    />
  ),
};
