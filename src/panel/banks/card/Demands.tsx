import type { ComponentChildren } from 'preact';
import type { BankProfile } from '../../../core/banks/bank-profile.ts';
import { message } from '../../browser.ts';
import { Term } from '../../help/Term.tsx';
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
    [
      <Term key="PAR" place="word" name="PAR">
        {message('bank_pushed')}
      </Term>,
      pushedRequests && told('pushedRequests', demandWord(pushedRequests)),
    ],
    [
      <Term key="JAR" place="word" name="JAR">
        {message('bank_object')}
      </Term>,
      requestObject &&
        told(
          'requestObject',
          withAlgorithms(demandWord(requestObject.requirement), algorithms),
          ...(audience === undefined ? [] : [message('bank_object_audience', audience)]),
        ),
    ],
    [
      <Term key="JARM" place="word" name="JARM">
        {message('bank_signed_answer')}
      </Term>,
      redirectAnswer?.signed &&
        told('redirectAnswer', withAlgorithms(message('bank_signed'), redirectAnswer.signed)),
    ],
    [
      <Term key="DPoP" place="word" name="DPoP">
        {message('bank_binding')}
      </Term>,
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
      <Term key="resource" place="parameter" name="resource">
        {message('bank_resource')}
      </Term>,
      resource && told('resource', demandWord(resource.requirement), ...resource.values.map(code)),
    ],
    [
      <Term key="RAR" place="word" name="RAR">
        {message('bank_details')}
      </Term>,
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
