import DataLoader from 'dataloader';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { In, type DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import {
  Commune,
  CommuneReference,
  Incident,
  Plainte,
  Procedure,
  ProcedureReference,
  RappelOrdre,
  Residence,
  Signalement,
  SignalementIncident,
  Signataire,
  SignataireReference,
  Victime,
} from './stock-entities.js';

/** One for each request. */
export class StockContext {
  private readonly loaders = new Map<unknown, DataLoader<string, ObjectLiteral | null>>();

  constructor(
    readonly dataSource: DataSource,
    readonly signataires: ReadonlyMap<string, string>,
  ) {}

  /** Batched, as anybody would who knows of it. */
  async load<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    key: string,
    value: string,
  ): Promise<T | null> {
    let loader = this.loaders.get(entity);
    if (!loader) {
      loader = new DataLoader(async (values: readonly string[]) => {
        const rows = await this.dataSource
          .getRepository<ObjectLiteral>(entity)
          .find({ where: { [key]: In([...values]) } });
        const found = new Map(rows.map((row) => [row[key], row]));
        return values.map((wanted) => found.get(wanted) ?? null);
      });
      this.loaders.set(entity, loader);
    }
    return (await loader.load(value)) as T | null;
  }

  async page<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    order: object,
    first: number,
    where: object = {},
  ): Promise<{ nodes: T[]; pageInfo: PageInfo }> {
    const rows = await this.dataSource
      .getRepository(entity)
      .find({ where, order, take: first + 1 });
    return { nodes: rows.slice(0, first), pageInfo: new PageInfo(rows.length > first) };
  }
}

@ObjectType()
@Directive('@shareable')
class PageInfo {
  @Field(() => Boolean)
  readonly hasNextPage: boolean;

  constructor(hasNextPage: boolean) {
    this.hasNextPage = hasNextPage;
  }
}

/** @returns the class of a page of these. */
function pageOf(type: new () => object, name: string): new () => object {
  @ObjectType(name)
  class Page {
    @Field(() => [type])
    nodes!: object[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;
  }
  return Page;
}

const Incidents = pageOf(Incident, 'IncidentConnection');
const Residences = pageOf(Residence, 'ResidenceConnection');
const Plaintes = pageOf(Plainte, 'PlainteConnection');
const Signalements = pageOf(Signalement, 'SignalementConnection');
const Communes = pageOf(Commune, 'CommuneConnection');
const Rappels = pageOf(RappelOrdre, 'RappelOrdreConnection');

const first = () => Arg('first', () => Int, { defaultValue: 20 });
const latest = { moisFaits: 'DESC', id: 'DESC' };
const byId = { id: 'ASC' };

@Resolver(() => Incident)
class IncidentResolver {
  @Query(() => Incidents)
  incidents(@Ctx() context: StockContext, @first() count: number) {
    return context.page(Incident, latest, count);
  }

  @Query(() => Incident, { nullable: true })
  incident(@Ctx() context: StockContext, @Arg('id', () => ID) id: string) {
    return context.load(Incident, 'id', id);
  }

  @FieldResolver(() => Residence, { nullable: true })
  residence(@Root() { residenceId }: Incident, @Ctx() context: StockContext) {
    return context.load(Residence, 'id', residenceId);
  }

  @FieldResolver(() => Victime, { nullable: true })
  victime(@Root() { victimeQualite }: Incident) {
    return victimeQualite === null ? null : { qualite: victimeQualite };
  }
}

@Resolver(() => Residence)
class ResidenceResolver {
  @Query(() => Residences)
  residences(@Ctx() context: StockContext, @first() count: number) {
    return context.page(Residence, byId, count);
  }

  @FieldResolver(() => CommuneReference)
  commune(@Root() { communeCode }: Residence) {
    return { codeInsee: communeCode };
  }

  @FieldResolver(() => SignataireReference)
  bailleur(@Root() { bailleurId }: Residence) {
    return { id: bailleurId };
  }
}

@Resolver(() => CommuneReference)
class CommuneOfBailleursResolver {
  @FieldResolver(() => Incidents)
  incidents(
    @Root() { codeInsee }: CommuneReference,
    @Ctx() context: StockContext,
    @first() count: number,
  ) {
    return context.page(Incident, latest, count, { communeCode: codeInsee });
  }
}

@Resolver(() => Plainte)
class PlainteResolver {
  @Query(() => Plaintes)
  plaintes(@Ctx() context: StockContext, @first() count: number) {
    return context.page(Plainte, byId, count);
  }

  @FieldResolver(() => SignataireReference)
  plaignant(@Root() { plaignantId }: Plainte) {
    return { id: plaignantId };
  }

  @FieldResolver(() => ProcedureReference, { nullable: true })
  procedure(@Root() { procedureId }: Plainte) {
    return procedureId === null ? null : { id: procedureId };
  }
}

@Resolver(() => Signalement)
class SignalementResolver {
  @Query(() => Signalements)
  signalements(@Ctx() context: StockContext, @first() count: number) {
    return context.page(Signalement, byId, count);
  }

  @FieldResolver(() => CommuneReference)
  commune(@Root() { communeCode }: Signalement) {
    return { codeInsee: communeCode };
  }

  @FieldResolver(() => [Incident])
  async incidents(@Root() { id }: Signalement, @Ctx() context: StockContext) {
    const links = await context.dataSource
      .getRepository(SignalementIncident)
      .findBy({ signalementId: id });
    return Promise.all(links.map(({ incidentId }) => context.load(Incident, 'id', incidentId)));
  }
}

@Resolver(() => Commune)
class CommuneResolver {
  @Query(() => Communes)
  communes(@Ctx() context: StockContext, @first() count: number) {
    return context.page(Commune, { codeInsee: 'ASC' }, count);
  }
}

@Resolver(() => RappelOrdre)
class RappelOrdreResolver {
  @Query(() => Rappels)
  rappelsOrdre(@Ctx() context: StockContext, @first() count: number) {
    return context.page(RappelOrdre, byId, count);
  }

  @FieldResolver(() => Commune, { nullable: true })
  commune(@Root() { communeCode }: RappelOrdre, @Ctx() context: StockContext) {
    return context.load(Commune, 'codeInsee', communeCode);
  }
}

@Resolver()
class ProcedureResolver {
  @Query(() => Procedure, { nullable: true })
  procedure(@Ctx() context: StockContext, @Arg('id', () => ID) id: string) {
    return context.load(Procedure, 'id', id);
  }
}

@Resolver()
class SignataireResolver {
  @Query(() => Signataire, { nullable: true })
  signataire(@Ctx() { signataires }: StockContext, @Arg('id', () => ID) id: string) {
    return { id, nom: signataires.get(id) ?? id };
  }
}

type Reference = (
  key: Readonly<Record<string, string>>,
  context: StockContext,
) => Promise<object | null> | object | null;

export interface StockSubgraph {
  readonly resolvers: readonly (new () => object)[];
  readonly entities: readonly (new () => object)[];
  readonly references: Readonly<Record<string, Reference>>;
}

const loaded =
  (entity: EntityTarget<ObjectLiteral>, key: string): Reference =>
  (reference, context) =>
    context.load(entity, key, reference[key] ?? '');

/** By name, as the demonstration's. */
export const stockSubgraphs: Readonly<Record<string, StockSubgraph>> = {
  bailleurs: {
    resolvers: [
      IncidentResolver,
      ResidenceResolver,
      CommuneOfBailleursResolver,
      PlainteResolver,
      SignalementResolver,
    ],
    entities: [Incident, Residence, Plainte, Signalement, SignalementIncident],
    references: {
      Incident: loaded(Incident, 'id'),
      Residence: loaded(Residence, 'id'),
      Plainte: loaded(Plainte, 'id'),
      Signalement: loaded(Signalement, 'id'),
      Commune: (reference) => reference,
    },
  },
  ville: {
    resolvers: [CommuneResolver, RappelOrdreResolver],
    entities: [Commune, RappelOrdre],
    references: { Commune: loaded(Commune, 'codeInsee'), RappelOrdre: loaded(RappelOrdre, 'id') },
  },
  justice: {
    resolvers: [ProcedureResolver],
    entities: [Procedure],
    references: { Procedure: loaded(Procedure, 'id') },
  },
  convention: {
    resolvers: [SignataireResolver],
    entities: [],
    references: {
      Signataire: ({ id = '' }, { signataires }) => ({ id, nom: signataires.get(id) ?? id }),
    },
  },
};
