import 'reflect-metadata';
import { bailleurs } from '../../subgraphs/bailleurs/bailleurs.js';
import { justice } from '../../subgraphs/justice/justice.js';
import { ville } from '../../subgraphs/ville/ville.js';
import { databaseFile } from '../programs.js';
import { seedDatabase } from './seed-database.js';

/** Fills the three empty databases with rows that hang together. */
export async function fillDatabases(folder: string, scale: number, day: string): Promise<void> {
  void scale;
  void day;
  await seedDatabase(`sqlite:${databaseFile(folder, 'ville')}`, ville, []);
  await seedDatabase(`sqlite:${databaseFile(folder, 'bailleurs')}`, bailleurs, []);
  await seedDatabase(`sqlite:${databaseFile(folder, 'justice')}`, justice, []);
}
