import type { JSX } from 'preact';
import { LiveToken } from './LiveToken.tsx';

const alive = { context: 'private', requests: 1, endsAt: 1_793_800_000 };
const nothing = () => undefined;

/** Every state of the offer of a live token. */
export const fixtures: Record<string, () => JSX.Element> = {
  before: () => <LiveToken alive={alive} allowed={2} onUse={nothing} />,
  asked: () => <LiveToken alive={alive} allowed={2} onUse={nothing} onAsk={nothing} />,
  allowanceUnknown: () => <LiveToken alive={alive} allowed={undefined} onUse={nothing} />,
};
