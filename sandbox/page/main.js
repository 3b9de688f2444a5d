// Why: puts the pieces together and lets the long poll bring them to life.

import { state, on, emit } from './store.js';
import { labelStatic } from './words.js';
import { setUpSheets } from './sheet.js';
import { setUpChat } from './chat.js';
import { setUpCommands } from './commands.js';
import { setUpFoot } from './foot.js';
import { setUpUpload } from './upload.js';
import { setUpInvoices } from './invoice.js';
import { setUpPeople } from './people.js';
import { setUpClock } from './clock.js';
import { setUpCalls } from './calls.js';
import { setUpFaults } from './faults.js';
import { run } from './live.js';

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
