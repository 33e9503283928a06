import type { JSX } from 'preact';
import { UnreadNoteView } from './UnreadNote.tsx';
import { UnreadView, type UnreadViewProps } from './UnreadView.tsx';

const nothing = () => undefined;
const flow = { id: 'flows/made-up-flow', text: '{}' } as const;

/** Every state of what cannot be read. */
export const fixtures: Record<string, () => JSX.Element> = {
  one: () => draw({}),
  several: () =>
    draw({
      entries: [
        flow,
        { ...flow, id: 'flows/another-flow' },
        { ...flow, id: 'clients/1' },
        { ...flow, id: 'profiles/made-up-bank' },
        { ...flow, id: 'settings/theme' },
        { ...flow, id: 'kept/Made-up Bank' },
      ],
    }),
  notDeleted: () => draw({ failed: true }),
  noteOne: () => <UnreadNoteView count={1} onShow={nothing} />,
  noteSeveral: () => <UnreadNoteView count={1200} onShow={nothing} />,
};

function draw(props: Partial<UnreadViewProps>): JSX.Element {
  return (
    <UnreadView entries={[flow]} failed={false} onExport={nothing} onDelete={nothing} {...props} />
  );
}
