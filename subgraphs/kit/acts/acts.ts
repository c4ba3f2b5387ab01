import { createHash, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Appelant } from '../appelant.js';
import type { Outbox } from '../outbox/outbox.js';
import type { RowAccess } from '../row-access.js';
import type { WriteQueue } from '../write-queue.js';
import { ActeRecu, PassageEnregistre } from './act-tables.js';
import { notFound, readingNeeded, Refused, refusedBy, type ErreurActe } from './refusal.js';
import type { ActContext, StatefulRow, Transition, Workflow } from './workflow.js';

/** What an act is asked with, beside its own input. */
export interface ActRequest {
  /** The version that the caller saw; absent: whatever it is. */
  readonly version?: number | undefined;
  /** Of the caller's own making: the same key again is the same act, answered as the first time. */
  readonly cleIdempotence?: string | undefined;
}

/** The object after the act, or why nothing was done. */
export interface ActOutcome<Row> {
  readonly row: Row | null;
  readonly erreurs: readonly ErreurActe[];
}

/** Changes the row beside its state; returns the columns to set. Throw `Refused` to undo all of it. */
export type Effect<Row, Input> = (
  row: Row,
  context: ActContext<Input>,
) => Partial<Row> | Promise<Partial<Row>>;

/** What an act causes besides, once the row and its history are written, in the same transaction. */
export type After<Row, Input> = (row: Row, context: ActContext<Input>) => Promise<void>;

const nothingMore = async (): Promise<void> => {
  // Nothing beside the row itself.
};

/** The columns of a new row beside its state. */
type Made<Row extends StatefulRow> = Omit<Row, keyof StatefulRow>;

/**
 * Does acts: one database transaction each, which holds the row's change, its history and the
 * answer to the caller's key, or nothing. Who may act is judged by the same row rules as reading.
 */
export class Acts {
  constructor(
    private readonly appelant: Appelant,
    private readonly access: RowAccess,
    private readonly writes: WriteQueue,
    private readonly outbox: Outbox | null = null,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** Takes an existing row along one arrow of its workflow. */
  async perform<Row extends StatefulRow, Name extends string, Input extends object>(
    workflow: Workflow<Row, string, Name>,
    act: NoInfer<Name>,
    id: string,
    request: ActRequest,
    input: Input,
    effect: Effect<Row, Input> = () => ({}),
    after: After<Row, Input> = nothingMore,
  ): Promise<ActOutcome<Row>> {
    const transition = workflow.transitions[act];
    return this.once(
      workflow,
      act,
      request,
      { id, version: request.version ?? null, input },
      async (manager) => {
        const context = this.contextOf(manager, input);
        const row = await this.advance(workflow, transition, id, request, context, effect);
        await after(row, context);
        return row;
      },
    );
  }

  /** Makes a new row in its workflow's first state. `make` gives its columns, or throws `Refused`. */
  async create<Row extends StatefulRow, Input extends object>(
    workflow: Workflow<Row>,
    request: ActRequest,
    input: Input,
    make: (context: ActContext<Input>, id: string) => Made<Row> | Promise<Made<Row>>,
    after: After<Row, Input> = nothingMore,
  ): Promise<ActOutcome<Row>> {
    const { creation } = workflow;
    if (!creation) throw new Error(`${workflow.id} has no creation.`);
    return this.once(workflow, creation.act, request, { input }, async (manager) => {
      const context = this.contextOf(manager, input);
      const id = randomUUID();
      const state = { id, statut: creation.to, version: 1, statutDepuis: context.now };
      const columns = { ...(await make(context, id)), ...state };
      await manager.insert(workflow.entity, columns as never);
      // INVARIANT: nobody makes a row that he could not act on; the whole of it is undone.
      const mine = await this.access.lockUnder(manager, workflow.entity, id, creation.scope);
      if (!mine) throw notFound();
      await this.remember(workflow, creation, null, mine, context);
      await this.notify(workflow, mine, context);
      await after(mine, context);
      return mine;
    });
  }

  private contextOf<Input>(manager: EntityManager, input: Input): ActContext<Input> {
    return { appelant: this.appelant, input, manager, now: this.now() };
  }

  private async advance<Row extends StatefulRow, Input extends object>(
    workflow: Workflow<Row>,
    transition: Transition<Row>,
    id: string,
    request: ActRequest,
    context: ActContext<Input>,
    effect: Effect<Row, Input>,
  ): Promise<Row> {
    const { manager } = context;
    // First of all: it waits for the other's transaction, and what is read after it is what that one left.
    const row = await this.access.lockUnder(manager, workflow.entity, id, transition.scope);
    if (!row) throw notFound();
    // INVARIANT: no refusal depends on a stored value that the caller may not read.
    const { name } = workflow.entity;
    const compared = request.version === undefined ? [] : [`${name}.version`];
    const decisive = [`${name}.statut`, ...compared, ...transition.reads];
    if (!(await this.access.readsUnder(manager, workflow.entity, row, decisive))) {
      throw readingNeeded();
    }
    if (request.version !== undefined && request.version !== row.version) {
      throw new Refused(
        'VERSION_PERIMEE',
        'Ce dossier a changé depuis que vous l’avez lu : relisez-le avant d’agir.',
        'version',
      );
    }
    if (!transition.from.includes(row.statut)) {
      throw new Refused(
        'ETAPE_INCOMPATIBLE',
        `Impossible à l’étape « ${workflow.states[row.statut] ?? row.statut} ».`,
      );
    }
    for (const guard of transition.guards) {
      if (!(await guard.holds(row, context))) throw refusedBy(guard);
    }
    const from = row.statut;
    const changes = {
      ...(await effect(row, context)),
      statut: transition.to,
      version: row.version + 1,
      statutDepuis: from === transition.to ? row.statutDepuis : context.now,
    };
    await manager.update(workflow.entity, { id }, changes as never);
    Object.assign(row, changes);
    await this.remember(workflow, transition, from, row, context);
    await this.notify(workflow, row, context);
    return row;
  }

  private async remember(
    { entity }: { readonly entity: { readonly name: string } },
    { act, actor, ground, to }: Pick<Transition, 'act' | 'actor' | 'ground' | 'to'>,
    from: string | null,
    row: StatefulRow,
    { manager, now }: ActContext<unknown>,
  ): Promise<void> {
    await manager.insert(PassageEnregistre, {
      id: randomUUID(),
      objetType: entity.name,
      objetId: row.id,
      version: row.version,
      acte: act,
      de: from,
      vers: to,
      signataireId: this.appelant.signataire,
      fonction: actor,
      fondement: ground,
      le: now,
    });
  }

  /** In the act's transaction: what was done is told, and what was not done is not. */
  private async notify<Row extends StatefulRow>(
    { addressees }: Workflow<Row>,
    row: Row,
    { manager, now }: ActContext<unknown>,
  ): Promise<void> {
    if (!this.outbox || !addressees) return;
    const others = (await addressees(row, manager)).filter((id) => id !== this.appelant.signataire);
    await this.outbox.put(manager, others, now);
  }

  /** Runs the act in a transaction; with a key, once only, also when both ask at the same moment. */
  private async once<Row extends StatefulRow>(
    workflow: Workflow<Row>,
    act: string,
    { cleIdempotence: key }: ActRequest,
    asked: object,
    run: (manager: EntityManager) => Promise<Row>,
  ): Promise<ActOutcome<Row>> {
    if (key === undefined) return this.settled(() => this.writes.run(run));
    const faulty = faultyKey(key);
    if (faulty) return refusal(faulty);
    const receipt = {
      id: hash([this.appelant.signataire, key]),
      empreinte: hash([act, asked]),
    };
    try {
      return await this.settled(() =>
        this.writes.run((manager) => this.keyed(workflow, manager, receipt, run)),
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Another request with the same key was quicker: its answer is there now.
      return this.settled(() =>
        this.writes.run((manager) => this.keyed(workflow, manager, receipt, run)),
      );
    }
  }

  private async keyed<Row extends StatefulRow>(
    workflow: Workflow<Row>,
    manager: EntityManager,
    { id, empreinte }: Pick<ActeRecu, 'id' | 'empreinte'>,
    run: (manager: EntityManager) => Promise<Row>,
  ): Promise<Row> {
    const known = await manager.findOneBy(ActeRecu, { id });
    if (!known) {
      // Before the act, so that a second request with this key waits for the end of the first.
      await manager.insert(ActeRecu, { id, empreinte, objetId: '', le: this.now() });
      const row = await run(manager);
      await manager.update(ActeRecu, { id }, { objetId: row.id });
      return row;
    }
    if (known.empreinte !== empreinte) {
      throw new Refused(
        'CLE_REUTILISEE',
        'Cette clé a déjà servi à une autre demande : prenez-en une nouvelle.',
        'cleIdempotence',
      );
    }
    const row = await manager.findOneBy(workflow.entity, { id: known.objetId } as never);
    if (!row) throw notFound();
    return row;
  }

  private async settled<Row>(run: () => Promise<Row>): Promise<ActOutcome<Row>> {
    try {
      return { row: await run(), erreurs: [] };
    } catch (error) {
      if (error instanceof Refused) return refusal(error);
      throw error;
    }
  }
}

function refusal(refused: Refused): ActOutcome<never> {
  return { row: null, erreurs: [refused.toErreur()] };
}

function faultyKey(key: string): Refused | null {
  if (key.length >= 8 && key.length <= 200) return null;
  return new Refused(
    'CLE_INVALIDE',
    'La clé d’idempotence compte de 8 à 200 caractères.',
    'cleIdempotence',
  );
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}

function isDuplicate(error: unknown): boolean {
  const { code, driverError } = error as {
    code?: string;
    driverError?: { code?: string; errcode?: number };
  };
  return (
    code === 'ER_DUP_ENTRY' ||
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    (driverError?.code === 'ERR_SQLITE_ERROR' && (driverError.errcode ?? 0) % 256 === 19)
  );
}
