import type { MemberPath } from './member.ts';

/** What every field of the form is given. */
export interface EditSide {
  /** the file on top of all that it inherits, unchecked */
  merged: unknown;
  /** what is wrong with a member, as a sentence; only once the person has left its field */
  problemOf(path: MemberPath): string | undefined;
  /** `undefined` takes the member away */
  onMember(path: MemberPath, value: unknown): void;
  onLeave(path: MemberPath): void;
}
