// Why: every label of the page itself in English and Chinese, in one place. What the bot says is the bot's business.

const EN = {
  title: 'Telegram sandbox', subtitle: 'A bot on your own computer', hint: 'Nothing here reaches Telegram, and Stars are play money.',
  controls: 'Sandbox controls', people: 'Who is using the bot', log: 'Messages', down: 'Latest messages', drop: 'Drop a file to send it',
  role_customer: 'Customer', role_second: 'Second customer', role_admin: 'Admin', unread: '{n} unread', bot: 'bot', typing: 'typing…', blocked_short: 'blocked',
  balance: 'Star balance: {n}', message: 'Message', send: 'Send', attach: 'Attach a file', menu: 'Menu', commands: 'Commands', no_commands: 'This bot has no commands yet.',
  start: 'Start', restart: 'Unblock and restart', about: 'What can this bot do?', empty: 'No messages here yet', empty_more: 'Press Start to begin.',
  block: 'Block bot', unblock: 'Unblock bot', calls: 'Bot API calls', language: '中文', language_label: '切换为中文',
  clock: 'Shop clock', clock_ahead: '{t} ahead', clock_behind: '{t} behind', clock_same: 'Same as real time', clock_hour: '+1 hour', clock_day: '+1 day', clock_week: '+7 days', clock_month: '+30 days',
  clock_custom: 'Custom…', clock_now: 'Back to now', clock_go: 'Move', clock_amount: 'How much', clock_unit: 'Unit', minutes: 'minutes', hours: 'hours', days: 'days', clock_moved: 'The shop’s clock now shows {t}',
  d: '{n} d', hr: '{n} h', min: '{n} min',
  edited: 'edited', copied: 'Copied', tap_copy: 'Tap to copy', spoiler: 'Hidden text, tap to reveal', show_more: 'Show more', show_less: 'Show less',
  photo: 'Photo', file: 'File', download: 'Download {name}', forwarded: 'Forwarded from {name}', unsupported: 'This kind of message is not shown here ({kind}).', pinned: 'The bot pinned a message', reply: 'Reply', reply_to: 'Reply to {name}', cancel: 'Cancel',
  invoice: 'Invoice', pay: 'Pay {price}', you_paid: 'You paid {price}', you_paid_for: 'You paid {price} for {title}', refunded: 'You got {price} back',
  checkout: 'Checkout', total: 'Total', your_balance: 'Your balance', after: 'After payment', paying: 'Waiting for the bot…', paid: 'Payment complete', declined: 'Payment declined', timeout: 'The bot did not answer within 10 seconds. You have not been charged.', poor: 'Not enough Stars for this.', done: 'Done', close: 'Close', link_invoice: 'Pay by link', link_text: 'The link says what it costs; the bot confirms it before Stars are taken.',
  ok: 'OK', open_link: 'Open this link?', open: 'Open', link_here: 'This kind of link only works inside Telegram.', key_here: 'This kind of button only works inside Telegram.', no_answer: 'The bot has not answered the button.',
  send_file: 'Send a file', caption: 'Caption (optional)', as_file: 'Send as a file, uncompressed', sending: 'Sending…', lost: 'The sandbox is not reachable. Trying again…', failed: 'That did not work: {why}',
  calls_none: 'No calls yet.', calls_hide_polls: 'getUpdates without problems is left out', calls_problems: '{n} with problems', calls_unknown: 'Unknown fields: {names}', calls_close: 'Close the list of calls', calls_only: 'Only problems',
};

const ZH = {
  title: 'Telegram 沙盒', subtitle: '在自己的电脑上运行机器人', hint: '这里的一切都不会发往 Telegram，星星只是模拟货币。',
  controls: '沙盒控制', people: '当前使用者', log: '消息', down: '回到最新消息', drop: '松开即可发送文件',
  role_customer: '顾客', role_second: '第二位顾客', role_admin: '管理员', unread: '{n} 条未读', bot: '机器人', typing: '正在输入…', blocked_short: '已屏蔽',
  balance: '星星余额：{n}', message: '输入消息', send: '发送', attach: '添加文件', menu: '菜单', commands: '命令', no_commands: '这个机器人还没有命令。',
  start: '开始', restart: '解除屏蔽并重新开始', about: '这个机器人能做什么？', empty: '还没有消息', empty_more: '点按“开始”试试看。',
  block: '屏蔽机器人', unblock: '解除屏蔽', calls: 'Bot API 调用', language: 'English', language_label: 'Switch to English',
  clock: '商店时钟', clock_ahead: '快 {t}', clock_behind: '慢 {t}', clock_same: '与真实时间一致', clock_hour: '+1 小时', clock_day: '+1 天', clock_week: '+7 天', clock_month: '+30 天',
  clock_custom: '自定义…', clock_now: '回到现在', clock_go: '前进', clock_amount: '数量', clock_unit: '单位', minutes: '分钟', hours: '小时', days: '天', clock_moved: '商店时钟已调到 {t}',
  d: '{n} 天', hr: '{n} 小时', min: '{n} 分钟',
  edited: '已编辑', copied: '已复制', tap_copy: '点按复制', spoiler: '隐藏文字，点按显示', show_more: '展开', show_less: '收起',
  photo: '照片', file: '文件', download: '下载 {name}', forwarded: '转发自 {name}', unsupported: '这里无法显示此类消息（{kind}）。', pinned: '机器人置顶了一条消息', reply: '回复', reply_to: '回复 {name}', cancel: '取消',
  invoice: '账单', pay: '支付 {price}', you_paid: '你已支付 {price}', you_paid_for: '你为“{title}”支付了 {price}', refunded: '你收到了 {price} 退款',
  checkout: '结账', total: '合计', your_balance: '你的余额', after: '支付后余额', paying: '正在等待机器人…', paid: '支付成功', declined: '支付被拒绝', timeout: '机器人在 10 秒内没有答复，未扣款。', poor: '星星不足。', done: '完成', close: '关闭', link_invoice: '通过链接支付', link_text: '金额由链接决定，扣除星星之前机器人会先确认。',
  ok: '好', open_link: '打开这个链接？', open: '打开', link_here: '这种链接只能在 Telegram 中使用。', key_here: '这种按钮只能在 Telegram 中使用。', no_answer: '机器人没有回应这个按钮。',
  send_file: '发送文件', caption: '说明（可选）', as_file: '以原文件发送，不压缩', sending: '正在发送…', lost: '无法连接沙盒，正在重试…', failed: '操作失败：{why}',
  calls_none: '还没有调用。', calls_hide_polls: '没有问题的 getUpdates 不显示', calls_problems: '{n} 个有问题', calls_unknown: '未知字段：{names}', calls_close: '关闭调用列表', calls_only: '只看问题',
};

const asked = new URLSearchParams(location.search).get('lang');
let saved = null;
try { saved = localStorage.getItem('sandbox.lang'); } catch { /* private mode: the browser's language decides */ }
let lang = (asked || saved || navigator.language || 'en').toLowerCase().startsWith('zh') ? 'zh' : 'en';

export const language = () => lang;
export const locale = () => (lang === 'zh' ? 'zh-CN' : 'en-GB');

export function setLanguage(next) {
  lang = next;
  try { localStorage.setItem('sandbox.lang', next); } catch { /* not kept, still works */ }
}

export function t(key, values = {}) {
  const word = (lang === 'zh' ? ZH : EN)[key] ?? key;
  return word.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

export const number = (n) => new Intl.NumberFormat(locale()).format(n);
export const stars = (n) => `⭐ ${number(n)}`;

// An amount as the invoice states it: Stars are whole, other currencies are in their smallest unit.
export function price(amount, currency) {
  if (!currency || currency === 'XTR') return stars(amount);
  try { return new Intl.NumberFormat(locale(), { style: 'currency', currency }).format(amount / 100); } catch { return `${amount} ${currency}`; }
}

export const hhmm = (seconds) => new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', hour12: false }).format(seconds * 1000);
export const day = (seconds) => new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long' }).format(seconds * 1000);
export const dayKey = (seconds) => new Date(seconds * 1000).toDateString();

export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return '';
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1048576) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1048576).toFixed(1)} MB`;
}

// Labels that stand in index.html name their word in data-word / data-word-label.
export function labelStatic() {
  document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  for (const el of document.querySelectorAll('[data-word]')) el.textContent = t(el.dataset.word);
  for (const el of document.querySelectorAll('[data-word-label]')) el.setAttribute('aria-label', t(el.dataset.wordLabel));
}
