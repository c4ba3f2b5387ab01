import { Kind, parse, print, stripIgnoredCharacters, type GraphQLSchema } from 'graphql';
import { AnnouncedFetch } from '../fetching/announced-fetch.js';
import { AnswerMask } from '../fetching/answer-mask.js';
import type { SentVariable } from './sent-variable.js';

/** One fetch of entities, as it is asked by itself. */
interface OwnFetch {
  readonly operation: string;
  readonly variables: readonly SentVariable[];
  readonly mask: AnswerMask;
}

/** One request in which several steps ask a subgraph for their entities, each under an alias. */
export interface JointFetch {
  /** JSON text of the body up to the variables' first: `{"query":"…","variables":{`. */
  readonly bodyStart: string;
  /** Those of its steps, each once. */
  readonly variables: readonly SentVariable[];
  readonly mask: AnswerMask;
  readonly announced: AnnouncedFetch;
}

/** Which request is whose share: `_e0`, `_e1`, … */
export function aliasOf(index: number): string {
  return `_e${index}`;
}

/** The variable that holds its representations. */
export function representationsOf(index: number): string {
  return `representations${index}`;
}

/** Which of a plan's steps meet in one request differs from run to run: only so many texts are kept. */
export const mostJointTexts = 8;

/** The steps of one plan that ask one subgraph for entities. */
export class JointFetches {
  steps = 0;
  private readonly known = new Map<string, JointFetch>();
  private readonly numbers = new Map<OwnFetch, number>();
  private readonly parts = new Map<OwnFetch, Part>();

  /** @param schema with the elements that callers do not see. */
  constructor(private readonly schema: GraphQLSchema) {}

  /** @param steps in the order of their aliases; the same may stand there several times. */
  of(steps: readonly OwnFetch[]): JointFetch {
    const key = steps.map((step) => this.numberOf(step)).join(' ');
    const known = this.known.get(key);
    if (known) return known;
    const joint = this.compile(steps);
    if (this.known.size < mostJointTexts) this.known.set(key, joint);
    return joint;
  }

  private numberOf(step: OwnFetch): number {
    const known = this.numbers.get(step) ?? this.numbers.size;
    this.numbers.set(step, known);
    return known;
  }

  private compile(steps: readonly OwnFetch[]): JointFetch {
    const definitions = new Map<string, string>();
    const variables = new Map<string, SentVariable>();
    const selections = steps.map((step, index) => {
      const part = this.partOf(step);
      for (const [name, text] of part.definitions) definitions.set(name, text);
      for (const variable of step.variables) variables.set(variable.sentName, variable);
      return `${aliasOf(index)}:_entities(representations:$${representationsOf(index)})${part.selection}`;
    });
    const declared = [
      ...steps.map((_, index) => `$${representationsOf(index)}:[_Any!]!`),
      ...definitions.values(),
    ];
    const operation = `query(${declared.join(' ')}){${selections.join(' ')}}`;
    return {
      bodyStart: `{"query":${JSON.stringify(operation)},"variables":{`,
      variables: [...variables.values()],
      announced: new AnnouncedFetch(operation, this.schema),
      mask: AnswerMask.joining(new Map(steps.map(({ mask }, index) => [aliasOf(index), mask]))),
    };
  }

  private partOf(step: OwnFetch): Part {
    const part = this.parts.get(step) ?? partOf(step.operation);
    this.parts.set(step, part);
    return part;
  }
}

/** What an operation adds to one that it is a part of. */
interface Part {
  /** By variable, without that of the representations. */
  readonly definitions: ReadonlyMap<string, string>;
  /** What is asked of the entities, in braces. */
  readonly selection: string;
}

function partOf(text: string): Part {
  const { definitions } = parse(text, { noLocation: true });
  const [operation] = definitions;
  const root =
    operation?.kind === Kind.OPERATION_DEFINITION && definitions.length === 1
      ? operation.selectionSet.selections
      : [];
  const [entities] = root;
  if (
    operation?.kind !== Kind.OPERATION_DEFINITION ||
    root.length !== 1 ||
    entities?.kind !== Kind.FIELD ||
    !entities.selectionSet
  ) {
    throw new Error('a fetch of entities is one field, without fragments of its own');
  }
  const own = (operation.variableDefinitions ?? []).filter(
    ({ variable }) => variable.name.value !== 'representations',
  );
  return {
    definitions: new Map(
      own.map((node) => [node.variable.name.value, stripIgnoredCharacters(print(node))]),
    ),
    selection: stripIgnoredCharacters(print(entities.selectionSet)),
  };
}
