// The lab's hands inside the virtual machine. On a virtio-serial port it reads one JSON request a line and answers each when its
// command has ended, in any order:
//   {id, argv, host?, env?, input?, timeoutMs, tty?: {columns, rows}}  ->  {id, exitCode, stdout, stderr}
// `host` runs the command in that host's namespaces, `tty` on the VM's second console (/dev/hvc0) instead of pipes.
// It must run on a bare `node`: nothing is imported that is not Node's own.
import {spawn} from 'node:child_process';
import {existsSync, openSync, read, readdirSync, readFileSync, writeSync} from 'node:fs';
import process from 'node:process';

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const goneAfterMs = 5000;
const streamGraceMs = 500;

const portNamed = name => {
  const ports = '/sys/class/virtio-ports';
  const nameOf = entry => `${ports}/${entry}/name`; // the console's port has none
  const port = readdirSync(ports).find(entry => existsSync(nameOf(entry)) && readFileSync(nameOf(entry), 'utf8').trim() === name);
  if (!port) throw new Error(`no virtio port ${name}`);
  return openSync(`/dev/${port}`, 'r+');
};

const port = portNamed('lab.agent');
const answer = message => {
  let rest = Buffer.from(`${JSON.stringify(message)}\n`);
  // The port takes what fits its queue.
  while (rest.length > 0) rest = rest.subarray(writeSync(port, rest.subarray(0, 32_768)));
};

const quoted = word => `'${word.replaceAll("'", "'\\''")}'`;

const commandLine = ({argv, host, env = {}, timeoutMs, tty}) => {
  const settings = {PATH: path, HOME: '/root', LANG: 'C.UTF-8', TERM: 'xterm-256color', ...env};
  const clean = ['env', '-i', ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)];
  const enter = host ? ['nsenter', '-t', readFileSync(`/run/lab/hosts/${host}/pid`, 'utf8').trim(), '-a', '--'] : [];
  if (tty) {
    // `script` gives the command a terminal of the host's own: the VM's console has no name in there, and tmux asks for one.
    // It starts with the console's settings, which are raw (see below).
    const command = ['script', '-qec', `stty sane; exec ${argv.map(quoted).join(' ')}`, '/dev/null'];
    const inner = [...enter, ...clean, ...command].map(quoted).join(' ');
    // Opened once and kept: the console forgets its size when nobody holds it. Raw: the terminal within does the editing.
    const size = `rows ${Number(tty.rows)} cols ${Number(tty.columns)}`;
    return ['sh', '-c', `exec <>/dev/hvc0 >&0 2>&1; stty raw -echo ${size}; exec setsid -cw ${inner}`];
  }
  // Inside the host: killing nsenter would leave its child there running.
  return [...enter, ...clean, 'timeout', '-k', '5', String(timeoutMs / 1000), ...argv];
};

const run = request =>
  new Promise(resolve => {
    const [command, ...args] = commandLine(request);
    const child = spawn(command, args, {cwd: '/', stdio: 'pipe', env: {PATH: path}});
    const stdout = [];
    const stderr = [];
    child.stdout.on('data', chunk => stdout.push(chunk));
    child.stderr.on('data', chunk => stderr.push(chunk));
    child.stdin.on('error', () => {}); // a command need not read its input
    child.stdin.end(request.input ?? '');
    const done = exitCode => resolve({exitCode, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString()});
    child.on('error', error => {
      stderr.push(Buffer.from(error.message));
      done(127);
    });
    child.on('close', code => done(code ?? 137));
    // A daemon that the command left behind may hold the pipes open for ever.
    child.on('exit', code => setTimeout(done, streamGraceMs, code ?? 137));
  });

const take = async line => {
  const {id, ...request} = JSON.parse(line);
  try {
    answer({id, ...(await run(request))});
  } catch (error) {
    answer({id, exitCode: 126, stdout: '', stderr: `agent: ${error.message}`});
  }
};

const buffer = Buffer.alloc(65_536);
let pending = Buffer.alloc(0);
let lastByteAt = Date.now();

const listen = () =>
  read(port, buffer, 0, buffer.length, null, (error, length) => {
    if (error && error.code !== 'EAGAIN') throw error;
    // Nothing is at the other end: after a while that means the run is over, and the machine may not outlive it.
    if (!length) {
      if (Date.now() - lastByteAt > goneAfterMs) process.exit(0);
      setTimeout(listen, 50);
      return;
    }
    lastByteAt = Date.now();
    pending = Buffer.concat([pending, buffer.subarray(0, length)]);
    for (let end = pending.indexOf(10); end >= 0; end = pending.indexOf(10)) {
      void take(pending.subarray(0, end).toString());
      pending = pending.subarray(end + 1);
    }
    listen();
  });

answer({ready: true});
listen();
