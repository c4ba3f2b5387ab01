import { badCursor, commonBadInput, type BadInput } from '../fetching/bad-input.js';
import {
  SubgraphFailure,
  type SubgraphAnswer,
  type SubgraphError,
} from '../fetching/subgraph-answer.js';
import type { PageCalls } from './asked-pages.js';
import { FaultyPage, type MergedPageField } from './merged-page.js';
import type { MergedFetch } from './merged-fetch.js';
import type { OperatorAnswer, Place } from './operator-answers.js';
import type { PageCursors } from './page-cursors.js';

type Data = Record<string, unknown>;

/** The answers of several operators as one. */
export interface MergedAnswer extends SubgraphAnswer {
  /** Operators whose rows may be missing: what they were asked for is not all there. */
  readonly absent: ReadonlySet<string>;
}

/** What merging needs to know of one request. */
export interface MergeRequest {
  readonly fetch: MergedFetch;
  readonly answers: readonly OperatorAnswer[];
  /** Of the fetch's entities, their representations; null: a root fetch. */
  readonly representations: readonly string[] | null;
  readonly calls: PageCalls;
  readonly cursors: PageCursors;
}

/** Puts together what operators answered, each unit by its declared meaning. */
export function mergeAnswers(request: MergeRequest): MergedAnswer {
  return new AnswerMerge(request).merged();
}

class AnswerMerge {
  private readonly errors: SubgraphError[] = [];
  private readonly absent = new Set<string>();

  constructor(private readonly request: MergeRequest) {}

  merged(): MergedAnswer {
    const { fetch, representations } = this.request;
    const data: Data = {};
    if (representations === null) {
      for (const unit of fetch.units) this.put(data, { unit, entity: null });
    } else {
      data['_entities'] = representations.map((text, entity) => this.entity(text, entity));
    }
    return { data, errors: this.errors, status: 200, absent: this.absent };
  }

  private entity(text: string, entity: number): Data | null {
    const { fetch } = this.request;
    const representation = JSON.parse(text) as Data;
    const part = fetch.entities.get(String(representation['__typename']));
    if (!part) return null;
    const [first] = part.units;
    if (first?.as === 'entity') {
      const whole = this.held({ unit: first, entity });
      return whole as Data | null;
    }
    const object: Data = {};
    for (const { alias, name } of part.plain) {
      object[alias?.value ?? name.value] = representation[name.value];
    }
    for (const unit of part.units) this.put(object, { unit, entity });
    return object;
  }

  private put(object: Data, place: Place): void {
    const { unit } = place;
    if (unit.key === null) return;
    object[unit.key] =
      unit.page !== null
        ? this.page(place, unit.page)
        : unit.as === 'sum'
          ? this.sum(place)
          : this.held(place);
  }

  /** What one of them has. Two who say so cannot both be right, and nobody knows which is. */
  private held(place: Place): unknown {
    const found: { answer: OperatorAnswer; value: unknown }[] = [];
    const failed: OperatorAnswer[] = [];
    const refusals: (BadInput | null)[] = [];
    for (const answer of this.asked(place)) {
      const said = answer.said(place);
      if (said.kind === 'value') found.push({ answer, value: said.value });
      if (said.kind !== 'failed') continue;
      failed.push(answer);
      refusals.push(said.badInput);
    }
    const [only, ...others] = found;
    const isAlike = place.unit.as === 'any';
    if (only && (others.length === 0 || isAlike)) {
      this.errors.push(...only.answer.errorsBelow(place));
      return only.value;
    }
    if (only) {
      for (const { answer } of found) this.garbage(answer);
      this.fail(place, null);
      return null;
    }
    if (failed.length > 0) {
      const badInput = commonBadInput(refusals);
      if (!badInput) for (const answer of failed) this.absent.add(answer.operator);
      this.fail(place, badInput);
    }
    return null;
  }

  private sum(place: Place): number | null {
    let sum: number | null = null;
    const failed: OperatorAnswer[] = [];
    for (const answer of this.asked(place)) {
      const said = answer.said(place);
      if (said.kind === 'nothing') continue;
      if (said.kind === 'value' && typeof said.value === 'number') sum = (sum ?? 0) + said.value;
      else failed.push(answer);
    }
    for (const answer of failed) this.absent.add(answer.operator);
    if (failed.length > 0) return null;
    return sum;
  }

  private page(place: Place, page: MergedPageField): unknown {
    const call = this.request.calls.get(place.unit);
    if (!call) {
      this.fail(place, badCursor);
      return null;
    }
    const parts: { answer: OperatorAnswer; part: ReturnType<MergedPageField['read']> }[] = [];
    const failed: { answer: OperatorAnswer; badInput: BadInput | null }[] = [];
    const asked = this.asked(place);
    for (const answer of asked) {
      const said = answer.said(place);
      if (said.kind === 'failed') failed.push({ answer, badInput: said.badInput });
      // A list that is asked for is there, be it empty: its rows would be missing and nobody told.
      if (said.kind === 'nothing' && place.entity === null) {
        this.garbage(answer);
        failed.push({ answer, badInput: null });
      }
      if (said.kind !== 'value') continue;
      try {
        parts.push({ answer, part: page.read(answer.operator, said.value, call) });
      } catch (error) {
        if (!(error instanceof FaultyPage)) throw error;
        this.garbage(answer);
        failed.push({ answer, badInput: null });
      }
    }
    const badInput = commonBadInput(failed.map((failure) => failure.badInput));
    if (parts.length === 0 && asked.length > 0) {
      if (failed.length === 0) return null;
      if (!badInput) this.miss(failed);
      this.fail(place, badInput);
      return null;
    }
    const cutShort = parts.filter(({ answer }) => answer.isCutShort(place.unit));
    // What one takes and another does not is no fault of the caller's.
    this.miss([...failed, ...cutShort]);
    const { data, places } = page.merge(
      parts.map(({ part }) => part),
      call,
      failed.length + cutShort.length === 0,
      this.request.cursors,
    );
    for (const { answer } of parts) this.pageErrors(place, page, answer, places);
    return data;
  }

  /** Errors below the rows follow them to where they went. */
  private pageErrors(
    place: Place,
    page: MergedPageField,
    answer: OperatorAnswer,
    places: ReadonlyMap<string, readonly number[]>,
  ): void {
    const depth = (place.entity === null ? 0 : 2) + 1;
    for (const error of answer.errorsBelow(place)) {
      const { path } = error;
      const index = path?.[depth + 1];
      if (!path || !page.isRows(path[depth]) || typeof index !== 'number') {
        this.absent.add(answer.operator);
        this.errors.push(error);
        continue;
      }
      const to = places.get(answer.operator)?.[index] ?? -1;
      if (to < 0) continue;
      this.errors.push({
        ...error,
        path: [...path.slice(0, depth + 1), to, ...path.slice(depth + 2)],
      });
    }
  }

  private asked(place: Place): readonly OperatorAnswer[] {
    return this.request.answers.filter((answer) => answer.wasAsked(place));
  }

  private miss(failed: readonly { readonly answer: OperatorAnswer }[]): void {
    for (const { answer } of failed) this.absent.add(answer.operator);
  }

  private garbage(answer: OperatorAnswer): void {
    answer.failure ??= new SubgraphFailure(answer.operator, 'garbage');
  }

  private fail({ unit, entity }: Place, badInput: BadInput | null): void {
    const path = [
      ...(entity === null ? [] : ['_entities', entity]),
      ...(unit.key === null ? [] : [unit.key]),
    ];
    this.errors.push({ path, badInput, reference: null });
  }
}
