// The sandbox server's HTTP side: one function a route, errors in words.

/** Words from the server, or about it; `status` is 0 where it did not answer at all. */
export class Refused extends Error {
  constructor(words, status = 0) {
    super(words);
    this.status = status;
  }
}

async function call(path, body) {
  const request =
    body === undefined
      ? {}
      : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Refused("The sandbox does not answer. Is it still running?");
  }
  const text = await response.text();
  const answer = parse(text);
  if (response.ok) return answer;
  throw new Refused(
    answer?.message ?? `The sandbox answered ${response.status} ${response.statusText}.`,
    response.status,
  );
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const api = {
  state: (member) => call(`/sandbox/state${member ? `?member=${encodeURIComponent(member)}` : ""}`),
  messages: (channel, member) => call(`/sandbox/channels/${channel}/messages?member=${member}`),
  send: (member, channel_id, content) => call("/sandbox/messages", { member, channel_id, content }),
  interact: (body) => call("/sandbox/interactions", body),
  dismiss: (member, channel_id, message_id) => call("/sandbox/dismiss", { member, channel_id, message_id }),
};
