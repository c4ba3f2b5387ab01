import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Plan } from './explain.js';

/** By question and caller: what its statements read from end to end, and whether they sort. */
type Known = Readonly<Record<string, Pick<Plan, 'scanned' | 'sorts'>>>;

/** The plans of an earlier run in a file, with which this run's are compared. */
export class KnownPlans {
  private readonly before: Known | null;
  private readonly now: Record<string, Pick<Plan, 'scanned' | 'sorts'>> = {};
  private readonly worse: string[] = [];

  /** @param file null: nothing is compared. */
  constructor(private readonly file: string | null) {
    this.before =
      file !== null && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Known) : null;
  }

  add(question: string, plans: readonly Plan[]): void {
    const scanned = [...new Set(plans.flatMap((plan) => plan.scanned))].sort();
    const sorts = plans.some((plan) => plan.sorts);
    this.now[question] = { scanned, sorts };
    const known = this.before?.[question];
    if (!known) return;
    const more = scanned.filter((table) => !known.scanned.includes(table));
    if (more.length > 0) {
      this.worse.push(
        `${question}: reads ${more.join(', ')} from end to end, as it did not before`,
      );
    }
    if (sorts && !known.sorts) this.worse.push(`${question}: sorts, as it did not before`);
  }

  /** Writes the file where there is none. @returns what became worse. */
  finish(): readonly string[] {
    if (this.file !== null && this.before === null) {
      writeFileSync(this.file, `${JSON.stringify(this.now, null, 2)}\n`);
    }
    return this.worse;
  }
}
