// The agent: what the words of a prompt make it do. It hears no scripts, like the agent of a real deployment.
const kGap = 12; // milliseconds between deltas: a reader can tell them apart, a suite does not wait for them
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const kAnswer = ['Both sides', ' are compared,\r\n\r\ndata: not a field\nid: 7\n', ' Größe ≤ 4 KiB — ', '日本語, \u{1f980} and \u2028 pass;',
  ' "quotes" and back\\slashes', ' too.'];
const kThoughtful = 150; // for an answer that takes about a second
const kLong = Array.from({ length: 60 }, (_, at) => `step ${at} `);

/** The rows of a CSV text without quotes, the first one being the headers. */
const read_csv = (bytes) => bytes.toString('utf8').split(/\r?\n/).filter(Boolean).map((line) => line.split(','));

function make_frame(conversation, prompt) {
  const [, file, name] = /\b(\w+\.csv)\b.*data frame named (\w+)/.exec(prompt) ?? [];
  const source = conversation.files.find((one) => one.name === file);
  if (!source) return;
  const [columns, ...rows] = read_csv(source.bytes);
  conversation.frames.push({ name, description: `From ${file}`, columns, rows });
}

/** Yields the deltas of the reply; a string that cannot be had throws. */
export async function* perform(conversation, prompt) {
  make_frame(conversation, prompt);
  const [, echo] = /^(?:repeat exactly:|reply with the single word) ?(.*)/is.exec(prompt) ?? [];
  const long = /\b(slowly|detail|every)\b/i.test(prompt);
  const pieces = echo !== undefined ? echo.match(/.{1,16384}/gsu) ?? ['.'] : long ? kLong : kAnswer;
  for (const piece of pieces) {
    await pause(/\bsentences\b/.test(prompt) ? kThoughtful : kGap);
    yield piece;
  }
}
