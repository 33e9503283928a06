import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Bank } from '../../core/banks/bank-list.ts';
import type { SavedClient } from '../../core/clients/client.ts';
import type { DraftForm } from './draft-form.ts';
import { buildPreview, type Preview } from './preview.ts';
import { profilesOf } from './profiles-of.ts';

/** The newest preview of a form; the one before stays until it is there. */
export function usePreview(
  form: DraftForm,
  banks: readonly Bank[],
  clients: readonly SavedClient[],
): Preview | undefined {
  const [preview, setPreview] = useState<Preview>();
  const profiles = useMemo(() => profilesOf(banks), [banks]);
  useEffect(() => {
    let stale = false;
    void buildPreview(form, { clients, profiles }).then((built) => {
      if (!stale) setPreview(built);
    });
    return () => {
      stale = true;
    };
  }, [form, clients, profiles]);
  return preview;
}
