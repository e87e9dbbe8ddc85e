import type { System } from '@bitget-spec/client/runtime';
import type { MockExchange } from '@bitget-spec/mock';
import { memorySockets } from '@bitget-spec/mock/sockets';
import type { SocketLike, SocketLikeEvent } from '@bitget-spec/v3/socket';
import { isLoading } from '../../../scripts/loading.js';

/** Connections to an exchange in this process over a network that takes its time, and can be cut. */
export function flakySockets(exchange: MockExchange, system: System, lagMs = 20) {
  const Memory = memorySockets(exchange);
  const open = new Set<{ cut(): void }>();
  let muted: string | undefined;
  const webSocket = (url: string): SocketLike => {
    const inner = new Memory(url);
    const listeners: Record<string, ((event: SocketLikeEvent) => void)[]> = {};
    let alive = true;
    let arrives = 0;
    let comes = 0;
    const emit = (type: string, event: SocketLikeEvent = {}) => {
      for (const listener of listeners[type] ?? []) listener(event);
    };
    /** What is on its way in one direction stays in order. */
    const travel = (last: number, run: () => void) => {
      const at = Math.max(last, system.monotonic() + system.random() * lagMs);
      system.setTimeout(() => alive && run(), at - system.monotonic());
      return at;
    };
    const end = () => {
      if (!alive) return;
      alive = false;
      open.delete(handle);
      inner.close();
      void Promise.resolve().then(() => emit('close'));
    };
    const handle = { cut: end };
    open.add(handle);
    inner.addEventListener('open', () => alive && emit('open'));
    inner.addEventListener('close', () => {
      comes = travel(comes, end);
    });
    inner.addEventListener('message', (event) => {
      const { data } = event as unknown as { data: string };
      if (muted !== undefined && data.includes(`"${muted}"`) && data.includes('"data":')) return;
      comes = travel(comes, () => emit('message', { data }));
    });
    return {
      get readyState() {
        return alive ? inner.readyState : 3;
      },
      send(text) {
        arrives = travel(arrives, () => inner.send(text));
      },
      close: end,
      addEventListener(type, listener) {
        listeners[type] = [...(listeners[type] ?? []), listener];
      },
    };
  };
  return {
    webSocket,
    open,
    /** Loses all pushes of a topic from now on. */
    mute(topic: string) {
      muted = topic;
    },
    /** Cuts one at random. */
    cut() {
      const all = [...open];
      all[Math.floor(system.random() * all.length)]?.cut();
    },
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** What the platform's crypto works on, in time that is not the system's. */
let pending = 0;
for (const name of ['importKey', 'sign', 'verify', 'digest'] as const) {
  const work = crypto.subtle[name].bind(crypto.subtle) as (...given: unknown[]) => Promise<unknown>;
  Object.defineProperty(crypto.subtle, name, {
    value: (...given: unknown[]) => {
      pending++;
      return work(...given).finally(() => pending--);
    },
  });
}

interface Timer {
  at: number;
  run: () => void;
}

/** Time that passes from timer to timer, when nothing else is left to do at the moment. */
export function timeline(random: () => number) {
  let time = 0;
  const timers: Timer[] = [];
  const system: System = {
    now: () => 1_761_998_400_000 + Math.round(time),
    monotonic: () => time,
    setTimeout(run, ms) {
      const timer = { at: time + Math.max(0, ms), run };
      let index = timers.length;
      while (index > 0 && (timers[index - 1]?.at ?? 0) > timer.at) index--;
      timers.splice(index, 0, timer);
      return timer;
    },
    clearTimeout(timer) {
      const index = timers.indexOf(timer as Timer);
      if (index >= 0) timers.splice(index, 1);
    },
    random,
    randomBytes: (size) => Uint8Array.from({ length: size }, () => Math.floor(random() * 256)),
  };
  const run = async <T>(work: Promise<T>): Promise<T> => {
    let done = false;
    const end = () => {
      done = true;
    };
    work.then(end, end);
    while (!done) {
      do await turn();
      while (pending || isLoading());
      const next = done ? undefined : timers.shift();
      if (!next) continue;
      time = Math.max(time, next.at);
      next.run();
    }
    return work;
  };
  const pass = (ms: number) => run(new Promise<void>((resolve) => system.setTimeout(resolve, ms)));
  return { system, run, pass };
}
