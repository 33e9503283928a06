import type { JSX } from 'preact';
import { QrCode } from './QrCode.tsx';

const ADDRESS = 'https://bank.example/authorize?response_type=code&client_id=made-up';

/** Every state of the code. */
export const fixtures: Record<string, () => JSX.Element> = {
  shown: () => draw(0),
  dense: () => draw(1700),
  'too long': () => draw(4000),
};

function draw(length: number): JSX.Element {
  return <QrCode url={`${ADDRESS}&state=${'a1'.repeat(length / 2)}`} onClose={() => undefined} />;
}
