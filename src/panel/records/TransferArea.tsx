import { TransferView } from './TransferView.tsx';
import { transfer } from './transfer.ts';

/** Below whichever screen is shown, while there is something to say of an import or export. */
export function TransferArea() {
  const { value } = transfer;
  const close = () => {
    transfer.value = undefined;
  };
  return value ? <TransferView transfer={value} onClose={close} /> : null;
}
