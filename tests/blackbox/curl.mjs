// curl as a client: one call, one answer; and streams that are read while they run.
import { seconds, start, until, within } from './support.mjs';

/** Splits what `curl -i` printed. */
function parse_answer(text) {
  const end = text.indexOf('\r\n\r\n');
  const [status_line, ...lines] = text.slice(0, end).split('\r\n');
  const status = Number(status_line.split(' ')[1]);
  if (status === 100) return parse_answer(text.slice(end + 4));
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  return { status, headers, text: text.slice(end + 4) };
}

export async function curl(...args) {
  const { code, stdout, stderr } = await start('curl', ['-sS', '-i', '--http1.1', '--max-time', String(seconds(20) / 1000), ...args]).done;
  if (code !== 0) throw new Error(`curl ended with ${code}: ${stderr}`);
  return parse_answer(stdout);
}

/** A client of one persona: `call('POST', '/v2/conversations', body)` with the parsed JSON in `json`. */
export const client = (url, credential) => async (method, path, body, ...more) => {
  const args = ['-X', method, `${url}${path}`, ...(credential === undefined ? [] : ['-H', `Authorization: ${credential}`])];
  if (body !== undefined) args.push('-H', 'Content-Type: application/json', '--data-binary', typeof body === 'string' ? body : JSON.stringify(body));
  const answer = await curl(...args, ...more);
  try {
    answer.json = JSON.parse(answer.text);
  } catch {
    answer.json = undefined;
  }
  return answer;
};

/** Frames of a stream as the vendor's own clients read them: the JSON of every data line. */
export const frames_of = (text) => text.split(/\n/).filter((line) => line.startsWith('data:')).map((line) => JSON.parse(line.slice(5)));

/** A stream that curl reads in the background. */
export function open_stream(url, credential, path) {
  const program = start('curl', ['-sSN', '-i', '-v', '--http1.1', '-H', `Authorization: ${credential}`, `${url}${path}`]);
  const text = () => program.stdout();
  const complete = () => text().slice(0, text().lastIndexOf('\n\n') + 2);
  return {
    ...program, text,
    frames: () => frames_of(complete()),
    opened: () => until(() => program.stderr().includes('\n< \r\n'), 'the stream opens'), // curl holds headers back on its output, not in what -v says
    has: (type, count = 1) => until(() => frames_of(complete()).filter((frame) => frame.type === type).length >= count, `${count} × ${type} in\n${text()}`),
    /** All frames, once the server has ended the stream. */
    ended: async () => {
      const { code, stdout, stderr } = await within(program.done, 'the server ends the stream');
      if (code !== 0) throw new Error(`the stream broke off, curl says ${code} ${stderr}`);
      return frames_of(stdout);
    },
    close: () => program.child.kill('SIGKILL'),
  };
}
