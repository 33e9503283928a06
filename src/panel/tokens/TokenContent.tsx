import type { ReadonlySignal } from '@preact/signals';
import type { Claims } from '../../core/tokens/decode-jwt.ts';
import type { TokenKind } from '../../core/tokens/token-kind.ts';
import { lazily } from '../ui/lazily.tsx';

export interface TokenContentProps {
  header: Claims | undefined;
  claims: Claims | undefined;
  /** what the token is for, where that is known */
  kind?: TokenKind | undefined;
  nowMs?: ReadonlySignal<number> | undefined;
}

/** Header and claims as they were read. What they mean loads when it is first shown. */
export const TokenContent = lazily<TokenContentProps>(
  async () => (await import('../screens.ts')).DecodedContent,
);
