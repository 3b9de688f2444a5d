// Why: puts the pieces together and lets the long poll bring them to life.

import { state, on, emit } from './core/store.js';
import { labelStatic } from './core/words.js';
import { setUpSheets } from './phone/sheet.js';
import { setUpChat } from './phone/chat.js';
import { setUpCommands } from './phone/commands.js';
import { setUpFoot } from './phone/foot.js';
import { setUpUpload } from './phone/upload.js';
import { setUpInvoices } from './phone/invoice.js';
import { setUpPeople } from './panel/people.js';
import { setUpClock } from './panel/clock.js';
import { setUpCalls } from './panel/calls.js';
import { setUpFaults } from './panel/faults.js';
import { run } from './core/live.js';

state.active = Number(new URLSearchParams(location.search).get('user')) || 0;
labelStatic();
on('language', labelStatic);
setUpSheets();
setUpUpload();
setUpChat();
setUpCommands();
setUpFoot();
setUpInvoices();
setUpPeople();
setUpClock();
setUpFaults();
setUpCalls();
emit('users');
run();
