// Why: the one place that talks to the server, and only through its control interface.

async function call(path, options = {}) {
  const response = await fetch(`/sandbox/${path}`, { cache: 'no-store', ...options });
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error || `${response.status} ${response.statusText}`);
  return body;
}

const post = (path, body) =>
  call(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

export const getState = () => call('state');
export const getChat = (id) => call(`chats/${id}`);
export const getEvents = (since, signal) => call(`events?since=${since}&timeout=25`, { signal });
export const getCalls = (since) => call(`calls?since=${since}`);
export const send = (user_id, text, reply_to) =>
  post('send', { user_id, text, ...(reply_to ? { reply_to } : {}) });
export const press = (user_id, message_id, data) => post('press', { user_id, message_id, data });
export const pay = (user_id, message_id) => post('pay', { user_id, message_id });
export const payLink = (user_id, link) => post('pay-link', { user_id, link });
export const block = (user_id, blocked) => post('block', { user_id, blocked });
export const advanceClock = (seconds) => post('clock', { advance_seconds: seconds });
export const resetClock = () => post('clock', { offset_seconds: 0 });
export const getFaults = () => call('faults');
export const addFault = (order) => post('faults', order);
export const removeFault = (id) => call(`faults/${id}`, { method: 'DELETE' });
export const clearFaults = () => call('faults', { method: 'DELETE' });
export const fileUrl = (file_id) => `/sandbox/file/${encodeURIComponent(file_id)}`;

export function upload(user_id, file, kind, caption, reply_to) {
  const form = new FormData();
  form.append('user_id', user_id);
  form.append('kind', kind);
  if (caption) form.append('caption', caption);
  if (reply_to) form.append('reply_to', reply_to);
  form.append('file', file, file.name || 'file');
  return call('upload', { method: 'POST', body: form });
}
