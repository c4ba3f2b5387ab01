/** Loaded first into a process whose clock a test puts forward: milliseconds come by its parent's messages. */
const RealDate = Date;
let ahead = 0;

class ShiftedDate extends RealDate {
  constructor(...given: readonly unknown[]) {
    super(...((given.length === 0 ? [ShiftedDate.now()] : given) as [number]));
  }

  static override now(): number {
    return RealDate.now() + ahead;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;

process.on('message', (milliseconds: number) => {
  ahead += milliseconds;
  process.send?.('done');
});
// The channel alone keeps no process alive.
process.channel?.unref();
