/**
 * Fields of one type, asked in one question and looked at one by one: what a signatory may read and
 * what it is refused never stand in the same one, so that neither can hide behind the other.
 */
import type { Answer } from '../../harness/world.js';
import { forbiddenCanaries } from './canaries.js';
import { rows, type Row } from './facts.js';
import type { Signatory } from './signatories.js';
import { lookups, selectionOf, valueAt, valueAtRoot, wayTo } from './ways.js';

export interface AskedField {
  readonly field: string;
  readonly composite: boolean;
}

const refusal = 'UNAUTHORIZED_FIELD_OR_TYPE';

/** What was answered about some fields of a type, from every row of the list that it hangs on. */
export class AskedTogether {
  /** The rows of the list at the root. */
  readonly listed: readonly Record<string, unknown>[];
  /** What the answer holds and the signatory may not read. */
  readonly forbidden: readonly string[];
  /** What is looked up beside the list is judged by its values alone. */
  readonly errors: NonNullable<Answer['errors']>;

  private constructor(
    private readonly type: string,
    private readonly answer: Answer,
    private readonly looked: readonly Row[],
    signatory: Signatory,
  ) {
    const { root } = wayTo(type);
    this.listed = valueAtRoot(answer.data, root.list, root.nodes);
    this.forbidden = forbiddenCanaries(answer.text, signatory);
    this.errors = (answer.errors ?? []).filter(({ path }) => !/^r\d+$/.test(String(path?.[0])));
  }

  /** @param looksUp also asks for up to twenty rows one by one, where the type has a look-up. */
  static async ask(
    ask: (query: string) => Promise<Answer>,
    type: string,
    fields: readonly AskedField[],
    signatory: Signatory,
    looksUp = true,
  ): Promise<AskedTogether> {
    const { root, rootType, path } = wayTo(type);
    const wanted = fields.map(({ field, composite }) => selectionOf([], field, composite));
    const selection = `${root.key} ${selectionOf(path, wanted.join(' '), false)}`;
    const inner = root.nodes ? `nodes { ${selection} }` : selection;
    const looked = looksUp && root.lookup !== null ? (rows[rootType] ?? []).slice(0, 20) : [];
    const answer = await ask(`{ ${root.list} { ${inner} } ${lookups(root, looked, selection)} }`);
    return new AskedTogether(type, answer, looked, signatory);
  }

  /** The codes of what is refused at the field, or above it. */
  refusalsAt(field: string): readonly string[] {
    const { root, path } = wayTo(this.type);
    const place = [root.list.replace(/\(.*/, ''), ...(root.nodes ? ['nodes'] : []), ...path, field];
    return this.errors.flatMap((error) => {
      const steps = (error.path ?? []).filter((step) => typeof step === 'string');
      const above = steps.length > 0 && steps.every((step, i) => step === place[i]);
      return above && error.extensions?.code === refusal ? [refusal] : [];
    });
  }

  /** The field's value in a row of the list. */
  valueIn(row: unknown, field: string): unknown {
    return valueAt(row, [...wayTo(this.type).path, field]);
  }

  /** The keys of the rows that show the field when they are looked up one by one. */
  lookedUp(field: string): readonly string[] {
    return this.looked.flatMap(({ id }, i) =>
      this.valueIn(this.answer.data?.[`r${i}`] ?? null, field) === null ? [] : [id],
    );
  }
}
