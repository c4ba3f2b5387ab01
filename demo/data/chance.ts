import { base, Faker, fr } from '@faker-js/faker';

/** The same persons, places and facts on every machine. */
const seed = 20230119;
const dayMs = 86_400_000;

/** Invents everything, always in the same way: the order of the calls decides. */
export class Chance {
  private readonly faker: Faker;
  private readonly midnight: number;

  /**
   * @param day AAAA-MM-JJ, from which the dates count back.
   * @param block of the data that it invents: each has a chance of its own.
   */
  constructor(
    readonly day: string,
    block = 0,
  ) {
    this.faker = new Faker({ locale: [fr, base], seed: seed + block });
    this.midnight = Date.parse(`${day}T00:00:00Z`);
  }

  id(): string {
    return this.faker.string.uuid();
  }

  integer(least: number, most: number): number {
    return this.faker.number.int({ min: least, max: most });
  }

  happens(probability: number): boolean {
    return this.faker.number.float() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return this.faker.helpers.arrayElement(from);
  }

  /** One of the keys, as often as its weight says. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
    const keys = Object.keys(weights) as Key[];
    const inAll = keys.reduce((sum, key) => sum + weights[key], 0);
    const drawn = this.faker.number.float({ min: 0, max: inAll });
    let upTo = 0;
    return keys.find((key) => drawn < (upTo += weights[key])) ?? (keys.at(-1) as Key);
  }

  firstName(): string {
    return this.faker.person.firstName();
  }

  lastName(): string {
    return this.faker.person.lastName();
  }

  person(): string {
    return `${this.firstName()} ${this.lastName()}`;
  }

  street(): string {
    return this.faker.location.streetAddress();
  }

  /** Numbers that the numbering plan keeps for fiction. */
  phone(): string {
    return `05 36 49 ${this.integer(0, 99).toString().padStart(2, '0')} ${this.integer(0, 99).toString().padStart(2, '0')}`;
  }

  /** AAAA-MM-JJ, that many days before the day of the seeding. */
  daysAgo(days: number): string {
    return new Date(this.midnight - days * dayMs).toISOString().slice(0, 10);
  }

  /** A day after another, never later than the day of the seeding. */
  after(date: string, least: number, most: number): string {
    const later = this.term(date, least, most);
    return later < this.day ? later : this.day;
  }

  /** A term that another day sets, which may lie ahead. */
  term(date: string, least: number, most: number): string {
    const later = Date.parse(`${date}T00:00:00Z`) + this.integer(least, most) * dayMs;
    return new Date(later).toISOString().slice(0, 10);
  }
}

/** How many of something at a scale, never none. */
export function scaled(count: number, scale: number): number {
  return Math.max(1, Math.round(count * scale));
}
