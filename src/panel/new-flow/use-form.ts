import { useEffect, useState } from 'preact/hooks';
import type { Bank } from '../../core/banks/bank-list.ts';
import { RANDOM_BYTES, randomText } from '../../core/oauth/pkce.ts';
import { useBanks } from '../banks/load-banks.ts';
import type { PanelStore } from '../store.ts';
import { clientLike } from './choose-client.ts';
import {
  changeDraft,
  chooseBank,
  type DraftForm,
  type FreshSecrets,
  lastDraftOf,
  openForm,
  refreshForm,
} from './draft-form.ts';
import { moveForm } from './move-form.ts';
import {
  preselectedBank,
  preselectedDraft,
  preselectedRedirectUri,
  preselectedVariables,
} from './preselected-bank.ts';

/** The banks and the form over them, once they are loaded. */
export function useForm(store: PanelStore) {
  const banks = useBanks();
  const [form, setForm] = useState<DraftForm>();
  const bankKey = preselectedBank.value;
  // The form stays open behind other screens: those may ask for another bank, or change the catalogue.
  useEffect(() => {
    if (!banks) return;
    const over = formOver(banks, form, bankKey, store);
    const redirectUri = preselectedRedirectUri.value;
    setForm(over && redirectUri !== undefined ? changeDraft(over, { redirectUri }) : over);
    preselectedRedirectUri.value = undefined;
    // A bank that was just imported may be wished for before the list has it.
    if (!banks.some(({ key }) => key === bankKey)) return;
    preselectedBank.value = undefined;
    const { value: draft } = preselectedDraft;
    preselectedDraft.value = undefined;
    const { value: variables } = preselectedVariables;
    preselectedVariables.value = undefined;
    const anew = variables && openForm(banks, freshSecrets(), { bankKey });
    if (anew) setForm(moveForm(anew, { variables }));
    if (over && draft) setForm(changeDraft({ ...over, client: undefined }, draft));
  }, [banks, bankKey]);
  return { banks, form, setForm };
}

function formOver(
  banks: readonly Bank[],
  open: DraftForm | undefined,
  bankKey: string | undefined,
  store: PanelStore,
): DraftForm | undefined {
  const kept = open && refreshForm(open, banks);
  const wanted = banks.find(({ key }) => key === bankKey);
  if (kept) return wanted ? chooseBank(kept, wanted) : kept;
  const last = open ? lastDraftOf(open) : store.settings.value.lastDraft;
  const form = openForm(banks, freshSecrets(), { bankKey, last });
  const client = form && clientLike(form, store.clients.value);
  return form && client ? { ...form, client: { id: client.id, secret: '' } } : form;
}

/** State, nonce and verifier for one start. */
export function freshSecrets(): FreshSecrets {
  return { state: freshText(), nonce: freshText(), codeVerifier: freshText() };
}

export function freshText(): string {
  return randomText(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
}
