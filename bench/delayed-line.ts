import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line that takes its time: what is sent to the server arrives so many milliseconds later. */
export class DelayedLine {
  private constructor(
    readonly url: string,
    private readonly close: () => void,
  ) {}

  static async to(target: string, milliseconds: number): Promise<DelayedLine> {
    const { hostname, port, pathname } = new URL(target);
    const open = new Set<Socket>();
    const server = createServer((caller) => {
      const partner = connect(Number(port), hostname);
      for (const socket of [caller, partner]) {
        open.add(socket);
        socket.setNoDelay(true);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          open.delete(socket);
          caller.destroy();
          partner.destroy();
        });
      }
      // Timers of one length end in the order in which they began.
      caller.on('data', (bytes) => setTimeout(() => partner.write(bytes), milliseconds));
      partner.on('data', (bytes) => caller.write(bytes));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const own = (server.address() as AddressInfo).port;
    return new DelayedLine(`http://127.0.0.1:${own}${pathname}`, () => {
      server.close();
      for (const socket of open) socket.destroy();
    });
  }

  stop(): void {
    this.close();
  }
}
