import type { JSX } from 'preact';
import {
  catalogueWith,
  copyFile,
  DEMANDING,
  exampleOf,
  shippedCatalogue,
} from '../example-catalogue.fixture.ts';
import { checkEdit } from './check-edit.ts';
import { EditView, type EditViewProps } from './EditView.tsx';
import { copyOf, fileText, type ProfileEdit } from './profile-edit.ts';

const example = exampleOf(({ environments }) => Object.keys(environments).length > 1);
const copy = copyOf(example.profile, example.bank, shippedCatalogue);
const file = copyFile(example.profile);
const [environment = ''] = Object.keys(example.profile.environments);
const faulty = fileText({
  ...file,
  id: 'Not an id',
  environments: { [environment]: { endpoints: { tokenEndpoint: 'javascript:alert(1)' } } },
  lifetimes: { accessToken: { seconds: 'soon' } },
  requests: { authorize: { role: 'unheard_of' } },
});

/** Every state of a profile under the pen. */
export const fixtures: Record<string, () => JSX.Element> = {
  copy: () => draw(copy),
  demands: () => draw({ ...copy, text: fileText({ ...file, ...DEMANDING }) }),
  demandFaults: () =>
    draw({ ...copy, text: fileText({ ...file, tokenBinding: { requirement: 'required' } }) }),
  own: () => draw({ ...copy, keptId: 'mine', name: 'mine' }),
  faults: () => draw({ ...copy, text: faulty }),
  json: () => draw(copy, { tab: 'json' }),
  jsonFaults: () => draw({ ...copy, text: faulty }, { tab: 'json' }),
  jsonBroken: () => draw({ ...copy, text: '{ "id": "mine",\n  "group" }' }, { tab: 'json' }),
  unreadable: () => draw({ ...copy, text: '{ "id": ' }),
  idTaken: () =>
    draw({ ...copy, text: fileText(file) }, {}, catalogueWith({ [String(file.id)]: file })),
  saving: () => draw(copy, { saving: true }),
  notSaved: () => draw(copy, { problem: 'The profile was not saved.' }),
};

function draw(
  edit: ProfileEdit,
  props: Partial<EditViewProps> = {},
  catalogue = shippedCatalogue,
): JSX.Element {
  const nothing = () => undefined;
  return (
    <EditView
      edit={edit}
      checked={checkEdit(edit.text, edit.keptId, catalogue)}
      tab="form"
      isLeft={() => true}
      saving={false}
      problem={undefined}
      onTab={nothing}
      onText={nothing}
      onMember={nothing}
      onLeave={nothing}
      onSave={nothing}
      onDiscard={nothing}
      {...props}
    />
  );
}
