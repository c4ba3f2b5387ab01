import { SubgraphFailure } from '../fetching/subgraph-answer.js';
import type { AskedPages, PageCalls } from './asked-pages.js';
import { isShared, type Unit } from './merged-fetch.js';
import { FaultyPage, type MergedPageField } from './merged-page.js';
import type { OperatorAnswer } from './operator-answers.js';
import type { Assignment } from './operator-choice.js';
import type { PageShares } from './page-shares.js';
import { lackOf, takenOf, type Data, type PageCall, type PagePart } from './taken-rows.js';

/** One page of which operators have given their parts. */
interface Begun {
  readonly unit: Unit;
  readonly page: MergedPageField;
  readonly call: PageCall;
  readonly parts: ReadonlyMap<OperatorAnswer, PagePart>;
}

/** Rows that one operator is asked for beside those it gave. */
interface Further {
  readonly begun: Begun;
  readonly call: PageCall;
  readonly part: PagePart;
}

type AskAgain = (assignment: Assignment, pages: AskedPages) => Promise<OperatorAnswer>;

/**
 * The pages at the root of one fetch: each operator is asked for its likely share, and those whose
 * share was too small for the page to be full are asked once more.
 */
export class FullPages {
  /** @param caller whose pages they are: another's tell nothing of what it has. */
  constructor(
    private readonly calls: PageCalls,
    private readonly shares: PageShares,
    private readonly caller: string,
  ) {}

  /** What operators are asked first. */
  get first(): AskedPages {
    const { calls } = this;
    const sizeOf = (unit: Unit, operator: string): unknown => {
      const call = calls.get(unit);
      if (!call) return undefined;
      const size = this.shares.sizeFor(this.listOf(call), operator, call.limit);
      return size === call.limit ? call.first : size;
    };
    return { calls, sizeOf, rowsAlone: false };
  }

  /** Puts what is lacking behind the answers. One more turn is enough: see `lackOf`. */
  async fill(
    answers: readonly OperatorAnswer[],
    assignments: readonly Assignment[],
    askAgain: AskAgain,
  ): Promise<void> {
    const further = new Map<OperatorAnswer, Further[]>();
    for (const begun of this.begun(answers)) {
      const lack = lackOf([...begun.parts.values()], begun.call);
      for (const [answer, part] of begun.parts) {
        const end = lack?.ends.get(part.operator);
        if (!lack || !end) continue;
        const after = new Map([...(begun.call.after ?? []), [part.operator, end]]);
        const call = { ...begun.call, after, limit: lack.rows, first: lack.rows };
        further.set(answer, [...(further.get(answer) ?? []), { begun, call, part }]);
      }
    }
    await Promise.all(
      [...further].map(async ([answer, pages]) => {
        const asked = assignments.find(({ asked: { operator } }) => operator === answer.operator);
        if (asked) await goOn(answer, pages, asked, askAgain);
      }),
    );
    for (const { call, parts } of this.begun(answers)) {
      if (parts.size > 1) this.shares.learn(this.listOf(call), takenOf([...parts.values()], call));
    }
  }

  private begun(answers: readonly OperatorAnswer[]): readonly Begun[] {
    return [...this.calls].flatMap(([unit, call]) => {
      const { page } = unit;
      if (!call || !page || !isShared(unit)) return [];
      const parts = new Map<OperatorAnswer, PagePart>();
      for (const answer of answers) {
        const part = readPart(answer, unit, page, call);
        if (part) parts.set(answer, part);
      }
      return [{ unit, page, call, parts }];
    });
  }

  private listOf({ list }: PageCall): string {
    return `${this.caller} ${list}`;
  }
}

/** null: nothing that could be read, of which whoever merges the answers will tell. */
function readPart(
  answer: OperatorAnswer,
  unit: Unit,
  page: MergedPageField,
  call: PageCall,
): PagePart | null {
  const place = { unit, entity: null };
  if (!answer.wasAsked(place)) return null;
  const said = answer.said(place);
  if (said.kind !== 'value') return null;
  try {
    return page.read(answer.operator, said.value, call);
  } catch (error) {
    if (error instanceof FaultyPage) return null;
    throw error;
  }
}

async function goOn(
  answer: OperatorAnswer,
  pages: readonly Further[],
  { asked }: Assignment,
  askAgain: AskAgain,
): Promise<void> {
  const units = new Set(pages.map(({ begun }) => begun.unit));
  const calls = new Map(pages.map(({ begun, call }) => [begun.unit, call]));
  const sizeOf = (unit: Unit): unknown => calls.get(unit)?.first;
  const next = await askAgain({ asked, units }, { calls, sizeOf, rowsAlone: true });
  for (const { begun, call, part } of pages) {
    const { unit, page } = begun;
    const further = readPart(next, unit, page, call);
    if (!further) {
      // What it gave at first is true all the same, and the page goes on behind it.
      answer.cutsShort(unit);
      answer.failure ??= next.failure ?? new SubgraphFailure(answer.operator, 'garbage');
      continue;
    }
    const joined: Data = page.joined(part, further);
    const most = part.positions.length + further.positions.length;
    page.read(answer.operator, joined, begun.call, most);
    answer.goesOn(unit, joined, page.errorsBehind(part, next.errorsBelow({ unit, entity: null })));
  }
}
