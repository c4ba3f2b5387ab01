import type { EntityManager } from 'typeorm';
import { boundedText } from '../../../schema/process/bounded-text.js';
import { isSqlite } from '../is-sqlite.js';
import { waitAfter } from '../outbox/outbox.js';
import type { WriteQueue } from '../write-queue.js';
import { AccountTokens } from './account-tokens.js';
import { membersOf } from './members-of.js';
import { OutgoingAct, type DeliveredAct } from './outgoing-act.js';
import type { ServiceAccount, ServiceAccounts } from './service-accounts.js';

const batch = 50;
/** How long one process has for what it took before another may send it, in milliseconds. */
const lease = 60_000;
const answerWithin = 10_000;
/** In bytes. */
const largestAnswer = 64 * 1024;

/** What became of one attempt: done, refused for good, or to be tried again. */
type Attempt =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'failed'; readonly reason: string };

interface Tried {
  readonly outgoing: OutgoingAct;
  readonly attempt: Attempt;
}

/** What is not done yet. */
interface Waiting {
  readonly count: number;
  readonly oldest: Date | null;
}

/**
 * Does at the gateway what acts done here mean for other owners' rows, under the acting signatory's
 * own account: at least once, and by its key once; about one thing in the order of the acts. What is
 * refused by typed data is over; everything else is tried again, ever more rarely, for ever.
 */
export class Deliveries {
  private readonly documents: ReadonlyMap<string, DeliveredAct>;
  private readonly failing = new Set<string>();
  private readonly tokens = new AccountTokens();
  private last: Waiting = { count: 0, oldest: null };

  constructor(
    acts: readonly DeliveredAct[],
    private readonly accounts: ServiceAccounts,
    private readonly writes: WriteQueue,
    private readonly warn: (message: string) => void,
  ) {
    this.documents = new Map(acts.map((delivered) => [delivered.act, delivered]));
  }

  /** What was left at the end of the last `deliver`. */
  get waiting(): Waiting {
    return this.last;
  }

  /** Sends what is due. Any number of processes may run it at once. */
  async deliver(now: Date): Promise<void> {
    for (;;) {
      const taken = await this.writes.run((manager) => this.take(manager, now));
      if (taken.length === 0) break;
      const tried = await Promise.all(
        taken.map(async (outgoing) => ({ outgoing, attempt: await this.attempt(outgoing) })),
      );
      await this.settle(tried, now);
    }
    this.last = await this.writes.run(async (manager) => {
      const where = { etat: 'EN_ATTENTE' as const };
      const [oldest] = await manager.find(OutgoingAct, { where, order: { le: 'ASC' }, take: 1 });
      return { count: await manager.countBy(OutgoingAct, where), oldest: oldest?.le ?? null };
    });
  }

  /** Of each thing the first that waits, where it is due. */
  private async take(manager: EntityManager, now: Date): Promise<OutgoingAct[]> {
    const query = manager
      .createQueryBuilder(OutgoingAct, 'acte')
      .where('acte.etat = :etat AND acte.prochainEssai <= :now', { etat: 'EN_ATTENTE', now })
      .andWhere(
        (inner) =>
          `NOT EXISTS ${inner
            .subQuery()
            .select('1')
            .from(OutgoingAct, 'avant')
            .where('avant.objet = acte.objet AND avant.rang < acte.rang AND avant.etat = :etat')
            .getQuery()}`,
      )
      .orderBy('acte.prochainEssai')
      .limit(batch);
    if (!isSqlite(manager.dataSource.options)) {
      query.setLock('pessimistic_write').setOnLocked('skip_locked');
    }
    const due = await query.getMany();
    for (const outgoing of due) {
      outgoing.essais += 1;
      const leased = {
        essais: outgoing.essais,
        prochainEssai: new Date(now.getTime() + lease),
      };
      await manager.update(OutgoingAct, { id: outgoing.id }, leased);
    }
    return due;
  }

  /** One transaction for all: while it is written, no answer is waited for. */
  private async settle(tried: readonly Tried[], now: Date): Promise<void> {
    await this.writes.run(async (manager) => {
      for (const { outgoing, attempt } of tried) {
        const { id } = outgoing;
        // Another process may have done it meanwhile: what is over stays as it is.
        await manager.update(
          OutgoingAct,
          { id, etat: 'EN_ATTENTE' },
          changesOf(outgoing, attempt, now),
        );
      }
    });
    for (const { outgoing, attempt } of tried) this.tell(outgoing.signataireId, attempt);
  }

  private async attempt(outgoing: OutgoingAct): Promise<Attempt> {
    const delivered = this.documents.get(outgoing.acte);
    const account = this.accounts.get(outgoing.signataireId);
    if (!delivered || !account) return { kind: 'failed', reason: 'it has no account here' };
    try {
      return await this.post(account, delivered, outgoing);
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.name : 'unreachable' };
    }
  }

  private async post(
    account: ServiceAccount,
    delivered: DeliveredAct,
    { id, cible, saisie }: OutgoingAct,
  ): Promise<Attempt> {
    const signal = AbortSignal.timeout(answerWithin);
    const response = await fetch(account.passerelle, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await this.tokens.of(account, signal)}`,
        'content-type': 'application/json',
        'x-finalite': delivered.purpose,
      },
      body: JSON.stringify({
        query: documentOf(delivered),
        variables: { ...(delivered.withoutId ? {} : { id: cible }), cle: id, saisie },
      }),
      redirect: 'error',
      signal,
    });
    if (response.status === 401) this.tokens.forget(account);
    const { data, errors } = membersOf(await boundedText(response, largestAnswer)) as {
      data?: { fait?: { erreurs?: { code: unknown }[] } | null } | null;
      errors?: { extensions?: { code?: unknown } }[];
    };
    const refusals = data?.fait?.erreurs;
    const status = `HTTP ${String(response.status)}`;
    if (errors || !Array.isArray(refusals)) {
      const code = Array.isArray(errors) ? errors[0]?.extensions?.code : undefined;
      return { kind: 'failed', reason: isCode(code) ? code : status };
    }
    const [refusal] = refusals;
    if (!refusal) return { kind: 'done' };
    const { code } = refusal;
    return isCode(code) ? { kind: 'refused', code } : { kind: 'failed', reason: status };
  }

  /** One line when it begins, one when it is over. */
  private tell(signataire: string, attempt: Attempt): void {
    if (attempt.kind !== 'failed') {
      if (this.failing.delete(signataire)) this.warn(`acts of ${signataire} are delivered again`);
    } else if (!this.failing.has(signataire)) {
      this.failing.add(signataire);
      this.warn(`acts of ${signataire} wait: ${attempt.reason}; they are sent again later`);
    }
  }
}

function documentOf({ act, input, withoutId }: DeliveredAct): string {
  const [declared, given] = withoutId ? ['', ''] : ['$id: ID!, ', 'id: $id, '];
  return `mutation Livraison(${declared}$cle: String!, $saisie: ${input}!) { fait: ${act}(${given}cleIdempotence: $cle, saisie: $saisie) { erreurs { code } } }`;
}

/** One that is stored and written to the log: no free text. */
function isCode(code: unknown): code is string {
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,59}$/.test(code);
}

function changesOf({ essais }: OutgoingAct, attempt: Attempt, now: Date): Partial<OutgoingAct> {
  switch (attempt.kind) {
    case 'failed':
      return { prochainEssai: new Date(now.getTime() + waitAfter(essais)) };
    case 'done':
      return { etat: 'FAITE', refus: null, faiteLe: now };
    case 'refused':
      return { etat: 'REFUSEE', refus: attempt.code, faiteLe: now };
  }
}
