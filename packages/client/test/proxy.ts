/// <reference types="node" />
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A proxy on a loopback port that can keep back what passes it. */
export interface TestProxy {
  port: number;
  url: string;
  /** Keeps back what comes from clients, what comes from the server, or nothing. What is kept arrives all the same. */
  hold: 'requests' | 'responses' | 'nothing';
  /** Lets go of all that was kept back, at once, whether or not its client still waits. */
  release(): void;
  close(): Promise<void>;
}

/** A TCP proxy, which delivers what it has taken though the client hangs up: as a network does, but later. */
export async function startProxy(target: number): Promise<TestProxy> {
  const kept: (() => void)[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [from, to, held] of [
      [client, upstream, 'requests'],
      [upstream, client, 'responses'],
    ] as const) {
      sockets.add(from);
      const pass = (run: () => void) => (proxy.hold === held ? kept.push(run) : run());
      from.on('data', (chunk) => pass(() => to.writable && to.write(chunk)));
      from.on('end', () => pass(() => to.end()));
      from.on('error', () => {});
      from.on('close', () => sockets.delete(from));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: TestProxy = {
    port,
    url: `http://127.0.0.1:${port}`,
    hold: 'nothing',
    release() {
      proxy.hold = 'nothing';
      for (const run of kept.splice(0)) run();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
