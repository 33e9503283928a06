import type { ComponentChildren } from 'preact';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { thinConfidence } from '../bank-facts.ts';
import { listText } from '../list-text.ts';
import { CardPart, type FactRow, Facts } from './CardPart.tsx';
import { ConfidenceMark } from './ConfidenceMark.tsx';

/** How a bank wants requests handed in, answers read and tokens tied to the client; nothing where it says nothing. */
export function Demands({ profile }: { profile: BankProfile }) {
  const { pushedRequests, requestObject, redirectAnswer, tokenBinding } = profile;
  const { resource, authorizationDetails } = profile;
  const { audience, algorithms = [] } = requestObject ?? {};
  const told = (path: keyof BankProfile, ...words: ComponentChildren[]) => (
    <>
      {words.map((one, at) => (
        <div key={at}>
          {one} {at === 0 && <ConfidenceMark confidence={thinConfidence(profile, path)} />}
        </div>
      ))}
    </>
  );
  const rows: FactRow[] = [
    [message('bank_pushed'), pushedRequests && told('pushedRequests', demandWord(pushedRequests))],
    [
      message('bank_object'),
      requestObject &&
        told(
          'requestObject',
          withAlgorithms(demandWord(requestObject.requirement), algorithms),
          ...(audience === undefined ? [] : [message('bank_object_audience', audience)]),
        ),
    ],
    [
      message('bank_signed_answer'),
      redirectAnswer?.signed &&
        told('redirectAnswer', withAlgorithms(message('bank_signed'), redirectAnswer.signed)),
    ],
    [
      message('bank_binding'),
      tokenBinding &&
        told(
          'tokenBinding',
          demandWord(tokenBinding.requirement),
          listText(
            tokenBinding.by.map((way) =>
              way === 'dpop'
                ? withAlgorithms(message('bank_binding_dpop'), tokenBinding.algorithms)
                : message('bank_binding_mtls'),
            ),
            'disjunction',
          ),
        ),
    ],
    [
      message('bank_resource'),
      resource && told('resource', demandWord(resource.requirement), ...resource.values.map(code)),
    ],
    [
      message('bank_details'),
      authorizationDetails &&
        told(
          'authorizationDetails',
          demandWord(authorizationDetails.requirement),
          ...authorizationDetails.types.map(({ type, label }) =>
            label === type ? code(type) : [label, ' (', code(type), ')'],
          ),
        ),
    ],
  ];
  if (rows.every(([, value]) => !value)) return null;
  return (
    <CardPart title={message('bank_part_demands')}>
      <Facts rows={rows} />
    </CardPart>
  );
}

function demandWord(requirement: 'required' | 'supported'): string {
  return message(`bank_requirement_${requirement}`);
}

function withAlgorithms(words: string, algorithms: readonly string[] = []): string {
  return algorithms.length === 0
    ? words
    : message('bank_with_algorithms', words, listText(algorithms, 'disjunction'));
}

function code(text: string) {
  return <code key={text}>{text}</code>;
}
