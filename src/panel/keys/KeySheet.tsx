import { useEffect, useRef } from 'preact/hooks';
import { message } from '../browser.ts';
import { type KeyId, type KeyPlace, keyTable } from './key-table.ts';
import { keyCaps } from './key-text.ts';
import '../banks/dialog.css';
import './keys.css';

const PLACES: readonly KeyPlace[] = ['panel', 'find_bar', 'rows'];

interface KeySheetProps {
  /** commands that this browser does itself, or that have nothing to do here */
  without: readonly KeyId[];
  onClose(): void;
}

/** Every key there is, read from the key table. */
export function KeySheet({ without, onClose }: KeySheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const ids = (Object.keys(keyTable) as KeyId[]).filter((id) => !without.includes(id));
  return (
    <dialog class="question key-sheet" ref={dialog} aria-labelledby="key-sheet" onClose={onClose}>
      <div class="stack">
        <div class="row">
          <h2 id="key-sheet">{message('key_sheet_title')}</h2>
          <button type="button" class="push" onClick={() => dialog.current?.close()}>
            {message('action_close')}
          </button>
        </div>
        {PLACES.map((place) => {
          const listed = ids.filter((id) => keyTable[id].place === place);
          if (listed.length === 0) return null;
          return (
            <table key={place}>
              <caption>{message(`key_place_${place}`)}</caption>
              <tbody>
                {listed.map((id) => (
                  <tr key={id}>
                    <th scope="row">{message(`key_${id}`)}</th>
                    <td>
                      <Keys id={id} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        })}
        <p class="subtle">{message('key_sheet_typing')}</p>
      </div>
    </dialog>
  );
}

function Keys({ id }: { id: KeyId }) {
  return (
    <span class="keys">
      {keyCaps(id).map((caps) => (
        <span key={caps.join()} dir="ltr">
          {caps.map((cap, at) => (
            <kbd key={at}>{cap}</kbd>
          ))}
        </span>
      ))}
    </span>
  );
}
