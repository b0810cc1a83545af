// What all black-box tests share: the binary under test, waiting with a deadline, and raw sockets.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const from_ctest = (name) => process.env[name] ?? (() => { throw new Error(`${name} is not set; run these tests through ctest`); })();

export const confab = from_ctest('CONFAB');
export const source_dir = fileURLToPath(new URL('../..', import.meta.url));
/** Sanitizers make everything slower; deadlines are stretched by this factor, nothing else is. */
export const slowness = Number(process.env.CONFAB_SLOWNESS ?? 1);
export const seconds = (count) => count * 1000 * slowness;
/** Packages that `npm ci` put into the build folder. */
export const npm_package = (name) => createRequire(join(from_ctest('CONFAB_NPM'), 'package.json'))(name);
export const npm_folder = () => from_ctest('CONFAB_NPM');

export const scratch = mkdtempSync(join(tmpdir(), 'confab-blackbox-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
let files = 0;
export const scratch_file = (suffix = '') => join(scratch, `${++files}${suffix}`);

/** Resolves with the first true value of `condition`, or throws after the deadline. */
export async function until(condition, what, within = seconds(10)) {
  const deadline = Date.now() + within;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited ${within} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const within = (promise, what, time = seconds(10)) => {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`waited ${time} ms in vain: ${what}`)), time); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

const children = new Set();
process.on('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** Starts a program; `done` resolves with its exit code, signal and outputs. */
export function start(program, args, { input, env, cwd = scratch } = {}) {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  children.add(child);
  const out = [], err = [];
  child.stdout.on('data', (part) => out.push(part));
  child.stderr.on('data', (part) => err.push(part));
  child.stdin.on('error', () => {}); // a program need not read its input
  child.stdin.end(input);
  const done = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      children.delete(child);
      resolve({ code, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
  return { child, done, stdout: () => Buffer.concat(out).toString(), stderr: () => Buffer.concat(err).toString() };
}

/** Runs the binary to its end. A run that does not end by its deadline is killed and throws. */
export async function run(args, { deadline = seconds(30), ...options } = {}) {
  const program = start(confab, args, options);
  const started = process.hrtime.bigint();
  const peak = watch_memory(program.child.pid);
  try {
    const end = await within(program.done, `confab ${args.join(' ')}`, deadline);
    return { ...end, peak_kib: peak.stop(), milliseconds: Number(process.hrtime.bigint() - started) / 1e6 };
  } catch (error) {
    program.child.kill('SIGKILL');
    error.message += `\nstdout so far: ${program.stdout().slice(-2000)}\nstderr so far: ${program.stderr().slice(-2000)}`;
    throw error;
  } finally {
    peak.stop();
  }
}

/** Resident memory in KiB, or 0 when the process is gone. */
export function resident_kib(pid, field = 'VmRSS') {
  try {
    return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

function watch_memory(pid) {
  let peak = 0;
  const look = () => { peak = Math.max(peak, resident_kib(pid, 'VmHWM')); };
  const timer = setInterval(look, 20);
  return { stop: () => (clearInterval(timer), peak) };
}

export const read_port = (file) => {
  try {
    return Number(/\d+/.exec(readFileSync(file, 'utf8'))?.[0] ?? 0);
  } catch {
    return 0;
  }
};

/** `confab mock` of a vendor on a free port. */
export async function start_mock(args = [], vendor = 'reveng') {
  const port_file = scratch_file('.port');
  const program = start(confab, ['mock', vendor, '--listen', '127.0.0.1:0', '--port-file', port_file, ...args]);
  let ended;
  program.done.then((end) => { ended = end; });
  const port = await until(() => {
    if (ended) throw new Error(`the mock ended with ${ended.code}: ${ended.stderr}`);
    return read_port(port_file);
  }, 'the mock writes its port file');
  return {
    ...program, port, url: `http://127.0.0.1:${port}`,
    async stop(signal = 'SIGTERM') {
      program.child.kill(signal);
      return within(program.done, `the mock ends after ${signal}`);
    },
  };
}

/** The independent server of a vendor in tests/peers, as a process of its own. */
export async function start_peer(args = [], vendor = 'reveng') {
  const port_file = scratch_file('.port');
  const program = start(process.execPath, [join(source_dir, `tests/peers/${vendor}_server.mjs`), '--port-file', port_file, ...args]);
  const port = await until(() => read_port(port_file), 'the peer writes its port file');
  return { ...program, port, url: `http://127.0.0.1:${port}`, stop: () => (program.child.kill('SIGTERM'), program.done) };
}

/** A TCP server on the loopback that does `talk(socket)` with each connection. */
export async function start_tcp(talk) {
  const sockets = new Set();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    talk(socket);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return { port, url: `http://127.0.0.1:${port}`, stop: () => (sockets.forEach((socket) => socket.destroy()), server.close()) };
}

/** Sends bytes and resolves with all that comes until the other side closes (or `enough` of it, then hangs up). */
export function raw_exchange(port, bytes, { enough = () => false, time = seconds(10), half_close = false } = {}) {
  return within(new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let got = '';
    socket.on('data', (part) => {
      got += part.toString('latin1');
      if (enough(got)) socket.destroy();
    });
    socket.on('error', (error) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(got) : reject(error)));
    socket.on('close', () => resolve(got));
    for (const part of [bytes].flat()) socket.write(part);
    if (half_close) socket.end();
  }), 'the other side answers and closes', time);
}
