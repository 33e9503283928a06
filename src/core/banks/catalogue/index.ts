import type { ProfileFiles } from '../resolve-profile.ts';
import bpce from './bpce.json' with { type: 'json' };
import bpceAisp from './bpce-aisp.json' with { type: 'json' };
import bpcePisp from './bpce-pisp.json' with { type: 'json' };
import oidc from './oidc.json' with { type: 'json' };
import openPaymentsApi from './open-payments-api.json' with { type: 'json' };
import practiceBpceAisp from './practice-bpce-aisp.json' with { type: 'json' };
import practiceBpcePisp from './practice-bpce-pisp.json' with { type: 'json' };
import practiceOidc from './practice-oidc.json' with { type: 'json' };
import practiceOpenPayments from './practice-open-payments.json' with { type: 'json' };
import stet from './stet.json' with { type: 'json' };

/** The profile files that ship with the tool, by id; ancestors (`abstract`) among them. */
export const catalogue: ProfileFiles = {
  stet,
  bpce,
  'practice-bpce-aisp': practiceBpceAisp,
  'practice-bpce-pisp': practiceBpcePisp,
  'practice-open-payments': practiceOpenPayments,
  'practice-oidc': practiceOidc,
  'bpce-aisp': bpceAisp,
  'bpce-pisp': bpcePisp,
  'open-payments-api': openPaymentsApi,
  oidc,
};
