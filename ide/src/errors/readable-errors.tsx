import type { Answer, AnswerError } from '../graphql/answer.js';
import { inFrenchType } from '../page/typography.js';
import { readingOf } from './readings.js';
import { inFrench } from './validation-messages.js';
import './readable-errors.css';

export interface ReadableErrorsProps {
  readonly answer: Answer | null;
  /** Leads to « Pourquoi ? », where refused fields are explained. */
  readonly onWhy?: () => void;
}

const shownPaths = 8;
const refused = 'UNAUTHORIZED_FIELD_OR_TYPE';

/** The errors of an answer as a person reads them: one block a kind, each with what to do. */
export function ReadableErrors({ answer, onWhy }: ReadableErrorsProps) {
  if (!answer) return null;
  const groups = Map.groupBy(allErrors(answer), ({ extensions }) => extensions?.code);
  return [...groups].map(([code, errors]) => (
    <ErrorGroup key={code ?? ''} code={code} errors={errors} onWhy={onWhy} />
  ));
}

interface ErrorGroupProps {
  readonly code: string | undefined;
  readonly errors: readonly AnswerError[];
  readonly onWhy: (() => void) | undefined;
}

function ErrorGroup({ code, errors, onWhy }: ErrorGroupProps) {
  const { titre, conseil } = readingOf(code);
  const paths = [...new Set(errors.flatMap(pathOf))];
  // Refusals all say the same, and the title has said it already.
  const messages =
    code === refused
      ? []
      : [...new Set(errors.map(({ message }) => inFrenchType(inFrench(message))))];
  const references = [...new Set(errors.flatMap(referenceOf))];
  return (
    <section className={code === refused ? 'error-group error-soft' : 'error-group'}>
      <h2>{titre}</h2>
      <p>{conseil}</p>
      {messages.length > 0 && (
        <ul>
          {messages.slice(0, shownPaths).map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      {paths.length > 0 && (
        <p>
          {paths.length === 1 ? 'Champ : ' : 'Champs : '}
          {paths.slice(0, shownPaths).map((path) => (
            <code key={path}>{path}</code>
          ))}
          {paths.length > shownPaths && ` et ${paths.length - shownPaths} autres`}
        </p>
      )}
      {references.length > 0 && <p>Référence : {references.join(', ')}</p>}
      {code === refused && onWhy && (
        <button type="button" onClick={onWhy}>
          Pourquoi ?
        </button>
      )}
    </section>
  );
}

/** Refusals may be told beside the errors instead of among them: a setting of the gateway. */
function allErrors({ errors, extensions }: Answer): readonly AnswerError[] {
  const beside = extensions['authorizationErrors'];
  return Array.isArray(beside) ? [...errors, ...(beside as AnswerError[])] : errors;
}

/** Without the places in lists: the same field of a hundred objects is one thing to read. */
function pathOf({ path }: AnswerError): readonly string[] {
  const names = path?.filter((step) => typeof step === 'string') ?? [];
  return names.length > 0 ? [names.join('.')] : [];
}

function referenceOf({ extensions }: AnswerError): readonly string[] {
  const found = extensions?.['correlationId'];
  return typeof found === 'string' ? [found] : [];
}
