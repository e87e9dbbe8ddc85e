import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Waits for a command and returns what it printed. Peers get `CI=1` and no telemetry: no update
 * check, no prompt and no animation counts against them.
 * @param {readonly string[]} command program and arguments
 * @param {{ cwd: string, codes?: readonly number[], env?: Record<string, string> }} options `codes`: exit codes that count as done
 * @returns {Promise<string>}
 */
export function run([program, ...args], { cwd, codes = [0], env = {} }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CI: '1',
        NO_COLOR: '1',
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
        ...env,
      },
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== null && codes.includes(code)) return resolve(output);
      const tail = output.trim().split('\n').slice(-12).join('\n');
      reject(new Error(`exit code ${code} of: ${[program, ...args].join(' ')}\n${tail}`));
    });
  });
}

/**
 * Processor time, in milliseconds, of all processes that ended so far and were started from here
 * (proc(5): cutime and cstime, in hundredths of a second); not a number where there is no /proc.
 */
export function cpuOfChildren() {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return Number.NaN;
  }
}
