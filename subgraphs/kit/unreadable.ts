import type { DataSource } from 'typeorm';

/** Stands in a row for a stored value that could not be read, such as broken JSON. */
export const unreadable = Symbol('unreadable');

/** One value that cannot be read must not make every row of its statement unreadable. */
export function tolerateUnreadable({ driver }: DataSource): void {
  const read = driver.prepareHydratedValue.bind(driver);
  driver.prepareHydratedValue = (value, column): unknown => {
    try {
      return read(value, column);
    } catch {
      return unreadable;
    }
  };
}
