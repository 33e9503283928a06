import type { ImportFault } from '../../core/banks/import/read-profile-files.ts';
import { describeProfileFault } from '../../core/banks/profile-fault.ts';
import { message } from '../browser.ts';

/** A fault of a text, in words. */
export interface ShownFault extends ImportFault {
  sentence: string;
}

/** Faults in words; `ownIds` are ids that the person, not the tool, gave to other profiles. */
export function shownFaults(
  faults: readonly ImportFault[],
  ownIds: ReadonlySet<string>,
): ShownFault[] {
  return faults.map((fault) => {
    const [id = ''] = fault.facts;
    const taken = fault.kind === 'id_shipped' && ownIds.has(id);
    const sentence = taken ? message('edit_id_taken', id) : describeProfileFault(fault, message);
    return { ...fault, sentence };
  });
}
