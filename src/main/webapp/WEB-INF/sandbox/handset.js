/* A phone, a wallet and a meter to try Tokenline with. All it knows comes from /api/sandbox. */

const $ = (id) => document.getElementById(id);
const TOKEN = /\b\d{4}(?: \d{4}){4}\b/;
/** The end screen of a purchase names its reference; help and refusals have none. */
const REFERENCE = /\b[A-Z0-9]{8}\b/;
const METER_IN_SMS = /Mtr: ?(\d{11,13})/;
const SCENARIOS = {
  normal: 'can buy',
  'normal-ea07': 'can buy, older cipher EA07',
  'key-change': 'can buy, a new key is due',
  debt: 'can buy, and pays off a debt',
  'fixed-charge': 'can buy, with a fixed charge a month',
  blocked: 'blocked, cannot buy',
};
const RESULTS = {
  NONE: 'Type a token of 20 digits.',
  USED: 'USED: this token was already entered',
  OLD: 'OLD: this token is older than the meter remembers',
  REJECTED: 'REJECTED: not a token for this meter',
  KEY_EXPIRED: 'KEY EXPIRED: the meter needs a new key first',
};
/** What a meter says when it has obeyed. */
const OBEYED = {
  CREDIT: ({ register, creditKwh, value }) =>
    `ACCEPTED +${register === 'ELECTRICITY' ? `${creditKwh} kWh` : `${value} of money`}`,
  KEY_CHANGE: ({ sectionsTaken: taken, sectionsNeeded: needed }) =>
    taken < needed ? `Key change: ${taken} of ${needed} codes taken, enter the others` : 'Key changed',
  POWER_LIMIT: ({ value }) => `Power limit ${watts(value)}`,
  PHASE_UNBALANCE: ({ value }) => `Phase unbalance limit ${watts(value)}`,
  TARIFF_RATE: ({ value }) => `Tariff rate ${value}`,
  CLEAR_CREDIT: () => 'Credit cleared',
  CLEAR_TAMPER: () => 'Tamper cleared',
  TEST: () => 'Test passed',
};
/** The segments that a digit lights: a is the top one, then clockwise, g is the middle, h the point. */
const LIT = ['abcdef', 'bc', 'abdeg', 'abcdg', 'bcfg', 'acdfg', 'acdefg', 'abc', 'abcdefg', 'abcdfg'];

/** answered: the prompt that was just answered; a poll already under way may still report it. */
const phone = { number: '', text: '', open: false, busy: false, sms: null, prompt: null, answered: '' };
const inbox = { after: 0, seen: new Set(), historyRead: false };
const network = { online: false, code: '', shortCode: '', currency: '' };
let meters = [];
let meter = null;
/** 1 dial, 2 pay, 3 SMS, 4 meter, 5 all done. */
let step = 1;

// --- The server ---

async function ask(method, path, body) {
  const options = { method, signal: AbortSignal.timeout(20000) };
  if (body) Object.assign(options, { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const response = await fetch(`/api/sandbox/${path}`, options).catch(() => {
    throw new Error('The server does not answer. This page keeps trying.');
  });
  const answer = await response.json().catch(() => null); // 202 and 204 have no body
  if (response.ok) return answer;
  throw new Error(answer?.error ?? `The server could not do that (HTTP ${response.status}).`);
}

/** Runs what a tap started; a failure becomes a sentence on the page. */
async function attempt(action) {
  try {
    await action();
    if (network.online) tell('');
  } catch (error) {
    tell(error.message);
  }
  render();
}

function tell(sentence) {
  if ($('toast').textContent !== sentence) $('toast').textContent = sentence;
  $('toast').hidden = !sentence;
}

/** Asks once a second for news; after a start, or a lost server, reads everything anew. */
async function poll() {
  const { number } = phone;
  try {
    if (!network.online) await connect();
    const news = await ask('GET', `handset/${number}/messages?after=${inbox.after}`);
    if (number === phone.number) receive(news);
  } catch (error) {
    network.online = false;
    inbox.after = 0; // a restarted server may count its messages from 1 again
    phone.answered = ''; // the answer may be lost
    tell(error.message);
  }
  setTimeout(poll, 1000);
}

async function connect() {
  const [handset, wallet, list] = await Promise.all(['handset', 'wallet', 'meters'].map((path) => ask('GET', path)));
  Object.assign(network, handset);
  $('short-code').textContent = network.shortCode;
  document.querySelector(`#wallet [value="${wallet.mode}"]`).checked = true;
  $('delay').value = wallet.delayMs;
  await showMeters(list);
  if (!phone.open && !phone.busy) await endDialog();
  if (!phone.open && !phone.text) $('line').value ||= network.code;
  network.online = true;
  tell('');
}

/** Also before the first call: a dialog that an earlier visit left open would take our dial string for an answer. */
function endDialog() {
  return ask('DELETE', `handset/${phone.number}/ussd`).catch(() => {}); // there may be none
}

// --- What the phone shows ---

/** The screen, the word on the green key, the one suggestion below the screen, and the hint above it all. */
function view() {
  if (phone.prompt) return promptView(phone.prompt);
  if (phone.busy) return { text: 'Please wait…', call: 'Call', hint: 'One moment…' };
  if (phone.open) return { text: phone.text, call: 'Send', ...question(phone.text) };
  const idle = { call: 'Call', hint: idleHint(), offer: { put: network.code, label: `Dial ${network.code}` } };
  if (phone.sms) {
    const { from, text } = phone.sms;
    if (TOKEN.test(text) && step < 5) idle.offer = { label: 'Type into meter', action: () => typeIn(text) };
    return { ...idle, text: `SMS from ${from}\n${text}`, quiet: true }; // the inbox has read it out already
  }
  if (step === 2) idle.offer = null; // better wait
  return { ...idle, text: phone.text || 'Tokenline\nReady to dial' };
}

function promptView({ amount, reference }) {
  return {
    text: `Mobile money\nPay ${amount} for electricity?\nReference ${reference}\n\nEnter your PIN:`,
    call: 'Pay', offer: { put: '0000', label: 'Any 4 digits will do' },
    hint: 'The wallet asks for a PIN: any 4 digits, then green. Red cancels.',
  };
}

/** What a screen wants to know, and a good answer to it. */
function question(text) {
  const [, digit, label] = text.match(/^([1-9])[ .:)]+(.+)$/m) ?? [];
  const good = (put, words, hint) => ({ offer: { put, label: words }, hint });
  if (digit) return good(digit, `${digit} ${label}`, `Press ${digit}, then the green key.`);
  if (text.includes(network.currency)) return good('300', 'Insert 300', 'Type an amount, then press the green key.');
  if (!meter || !/meter|mita/i.test(text)) return { hint: 'Type your answer, then press the green key.' };
  return { wantsMeter: true, ...good(meter.drn, `Insert ${meter.drn}`, 'Insert the meter number, then press green.') };
}

function idleHint() {
  if (step === 5) return `Done. The meter says: ${$('result').textContent}`;
  if (step === 4) return $('result').textContent;
  if (step === 3) return 'The token is here: press “Type into meter”.';
  if (step === 2 && phone.sms) return 'Read what the SMS says.';
  const wallet = document.querySelector('#wallet :checked + span').lastChild.textContent.trim();
  if (step === 2) return `The wallet is asked. ${wallet}`;
  if ($('line').value === network.code) return 'The code is on the phone already: press the green key.';
  return `Dial ${network.code}, then press the green key.`;
}

function render() {
  if (!network.code) return;
  const now = view();
  $('screen').ariaLive = now.quiet ? 'off' : 'polite';
  if ($('screen').textContent !== now.text) $('screen').textContent = now.text; // the same is not read out twice
  $('call').textContent = now.call;
  $('call').classList.toggle('ready', $('line').value !== '' && !phone.busy);
  $('hint').textContent = now.hint;
  renderOffer(now.offer);
  renderSteps();
}

function renderOffer(offer) {
  $('offer').hidden = !offer || (!offer.action && $('line').value !== ''); // taken already
  $('offer').textContent = offer?.label ?? '';
  $('offer').onclick = offer?.action ?? (() => {
    type('line', offer.put);
    $('line').focus({ preventScroll: true });
  });
}

function renderSteps() {
  const current = (phone.prompt && 2) || (phone.open && 1) || step;
  [...$('steps').children].forEach((item, index) => {
    item.classList.toggle('done', index + 1 < current);
    item.ariaCurrent = index + 1 === current ? 'step' : null;
  });
}

// --- The phone's keys ---

/** Types on the phone ('line') or on the meter ('token'). */
function type(id, characters) {
  $(id).value += characters;
  $(id).dispatchEvent(new Event('input'));
}

/** A PIN is nobody's business: its digits become dots at once and are kept nowhere. */
function lineChanged() {
  const line = $('line');
  if (phone.prompt) line.value = line.value.replace(/[^\d•]/g, '').replace(/\d/g, '•').slice(0, 4);
  render();
}

async function greenKey() {
  const text = $('line').value.trim();
  if (phone.busy) return;
  if (phone.prompt && text.length < 4) throw new Error('The PIN has 4 digits. Any 4 will do.');
  if (phone.prompt) await answerPrompt(true);
  else if (text) await say(text);
  else if (!phone.open) $('line').value = network.code;
}

async function say(text) {
  if (!phone.open) step = 1;
  Object.assign(phone, { busy: true, sms: null });
  $('line').value = '';
  render();
  try {
    Object.assign(phone, await ask('POST', `handset/${phone.number}/ussd`, { text }));
    if (!phone.open && REFERENCE.test(phone.text)) step = 2;
  } catch (error) {
    Object.assign(phone, { open: false, text: error.message });
    network.online = false; // so that the dialog is ended there, too
    throw error;
  } finally {
    phone.busy = false;
  }
}

function redKey() {
  $('line').value = '';
  if (phone.prompt) return answerPrompt(false);
  Object.assign(phone, { open: false, text: '', sms: null });
  if (step > 3) step = 1;
  return endDialog();
}

async function answerPrompt(approve) {
  Object.assign(phone, { answered: phone.prompt.reference, prompt: null, sms: null });
  $('line').value = '';
  step = 2;
  render();
  await ask('POST', `handset/${phone.number}/pin`, { approve });
}

function useNumber() {
  const digits = $('number').value.replace(/[ ()-]/g, '').replace(/^\+/, '');
  if (!/^\d{7,15}$/.test(digits)) throw new Error('A phone number has 7 to 15 digits.');
  if (phone.busy || digits === phone.number) return;
  Object.assign(phone, { number: digits, text: '', open: false, sms: null, prompt: null, answered: '' });
  Object.assign(inbox, { after: 0, seen: new Set(), historyRead: false });
  step = 1;
  $('owner').textContent = $('number').value.trim();
  $('inbox').replaceChildren();
  $('line').value = network.code;
  network.online = false; // the next poll connects this phone
}

// --- SMS ---

function receive({ messages, prompt }) {
  messages.forEach(arrive);
  inbox.historyRead = true;
  const asked = prompt?.reference === phone.answered ? null : prompt;
  if (asked?.reference !== phone.prompt?.reference) {
    $('line').value = '';
    $('phone').scrollIntoView({ block: 'nearest' });
  }
  phone.prompt = asked;
  render();
}

function arrive(sms) {
  const key = `${sms.id} ${sms.at}`;
  inbox.after = Math.max(inbox.after, sms.id);
  if (inbox.seen.has(key)) return;
  inbox.seen.add(key);
  addBubble(`From ${sms.from}`, sms, inbox.historyRead ? 'new' : 'old');
  if (!inbox.historyRead) return;
  phone.sms = sms;
  if (TOKEN.test(sms.text)) step = 3;
}

function addBubble(who, { text, at }, className) {
  const item = element('li', className, '');
  const time = new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  item.append(element('p', 'who', `${who} · ${time}`), element('p', 'body', text));
  const typeThis = Object.assign(element('button', 'into', 'Type into meter'), { onclick: () => typeIn(text) });
  if (TOKEN.test(text)) item.append(typeThis);
  $('inbox').prepend(item);
}

async function sendSms() {
  const text = $('sms-text').value.trim();
  await ask('POST', `handset/${phone.number}/sms`, { text });
  addBubble(`You to ${network.shortCode}`, { text, at: Date.now() }, 'mine');
  if (!phone.open) Object.assign(phone, { sms: null, text: 'SMS sent' });
  step = 2;
}

function element(name, className, text) {
  return Object.assign(document.createElement(name), { className, textContent: text });
}

// --- The meter ---

async function showMeters(list) {
  meters = list;
  $('meters').replaceChildren(...list.map(meterRow));
  const chosen = list.find((one) => one.drn === meter?.drn) ?? list.find((one) => one.scenario !== 'blocked');
  if (chosen) await pick(chosen);
}

function meterRow(one) {
  const row = element('label', one.scenario, '');
  const radio = Object.assign(document.createElement('input'), { type: 'radio', name: 'drn', value: one.drn });
  radio.onchange = () => {
    if (view().wantsMeter) $('line').value = one.drn;
    attempt(() => pick(one));
  };
  const scenario = element('small', '', SCENARIOS[one.scenario] ?? one.scenario);
  row.append(radio, element('b', '', one.drn), element('span', '', one.owner), scenario);
  return row;
}

async function pick(one) {
  const before = meter?.drn;
  const sms = $('sms-text');
  meter = one;
  document.querySelector(`#meters [value="${one.drn}"]`).checked = true;
  $('meter-owner').textContent = one.owner;
  $('meter-drn').textContent = one.drn;
  if (!sms.value || sms.value === `BUY ${before} 200`) sms.value = `BUY ${one.drn} 200`; // else it is his own text
  if (before !== one.drn) showResult({ result: 'NONE' });
  render();
  await look(one);
}

/** Reads what the meter shows. */
async function look(one) {
  const display = await ask('GET', `meters/${one.drn}`);
  if (meter !== one) return;
  showCredit(display.balanceKwh);
  $('facts').textContent = facts(display).join('\u00a0· ');
}

function facts({ keyRevision, tariffIndex, supplyGroupCode, powerLimitW, phaseUnbalanceW, tampered }) {
  return [
    `Key ${keyRevision}`,
    `tariff ${String(tariffIndex).padStart(2, '0')}`,
    `group ${supplyGroupCode}`,
    powerLimitW !== null && `limit ${watts(powerLimitW)}`,
    phaseUnbalanceW !== null && `phases ${watts(phaseUnbalanceW)}`,
    tampered && 'COVER OPENED',
  ].filter(Boolean).map((fact) => fact.replaceAll(' ', '\u00a0')); // lines break between facts only
}

function watts(value) {
  return `${Number(value).toLocaleString('en-GB')} W`;
}

/** Walks to the meter that the SMS names, and types its tokens in their order. */
function typeIn(sms) {
  const tokens = sms.match(new RegExp(TOKEN, 'g'));
  if ($('token').readOnly) return; // already typing
  $('token').readOnly = true;
  attempt(async () => {
    await pick(meters.find((one) => one.drn === sms.match(METER_IN_SMS)?.[1]) ?? meter);
    $('meter').scrollIntoView({ block: 'center' });
    for (const [index, token] of tokens.entries()) {
      if (index > 0) await pause(800); // what the meter said can be read
      for (let end = 1; end <= token.length; end += 1) {
        $('token').value = token.slice(0, end);
        await pause(30);
      }
      await enterToken();
      render();
    }
  }).finally(() => { $('token').readOnly = false; });
}

function pause(ms) {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}

function groupToken() {
  const digits = $('token').value.replace(/\D/g, '').slice(0, 20);
  $('token').value = digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

async function enterToken() {
  const token = $('token').value.replaceAll(' ', '');
  const entered = meter;
  if (!entered) throw new Error('Pick a demo meter first.');
  if (token.length !== 20) throw new Error(`A token has 20 digits; here are ${token.length}.`);
  const answer = await ask('POST', `meters/${entered.drn}/tokens`, { token });
  if (entered !== meter) return;
  step = answer.result === 'ACCEPTED' && answer.kind !== 'KEY_CHANGE' ? 5 : 4;
  showCredit(answer.balanceKwh);
  showResult(answer);
  await look(entered);
}

function showResult(answer) {
  $('token').value = '';
  $('result').textContent = words(answer);
  $('result').dataset.result = answer.result;
}

function words(answer) {
  if (answer.result === 'ACCEPTED') return OBEYED[answer.kind]?.(answer) ?? answer.result;
  const known = answer.result === 'REJECTED' && answer.kind !== 'UNKNOWN';
  return known ? 'REJECTED: this meter may not do that' : RESULTS[answer.result] ?? answer.result;
}

function showCredit(kwh) {
  $('credit').ariaLabel = `${kwh} kWh of credit`;
  $('credit').replaceChildren(...kwh.padStart(7).match(/[ \d]\.?/g).map(([digit, point]) => {
    const svg = $('digit').content.firstElementChild.cloneNode(true);
    const lit = (LIT[digit] ?? '') + (point ? 'h' : '');
    [...svg.children].forEach((segment) => segment.classList.toggle('on', lit.includes(segment.classList[0])));
    return svg;
  }));
}

// --- The wallet, and wiring ---

async function changeWallet() {
  if (!$('wallet').reportValidity()) return;
  await ask('PUT', 'wallet', { mode: $('wallet').elements.mode.value, delayMs: $('delay').valueAsNumber });
}

/** Digits typed anywhere but in a field go to the meter if it has the focus, else to the phone. */
function onKeyDown(event) {
  const field = event.target.closest('input:not([type=radio])');
  if (event.key === 'Escape' && (!field || field === $('line'))) attempt(redKey);
  if (field || event.ctrlKey || event.metaKey || event.altKey || !/^[0-9*#]$/.test(event.key)) return;
  type(event.target.closest('#meter') ? 'token' : 'line', event.key);
}

const forms = { phone: greenKey, sim: useNumber, sms: sendSms, entry: enterToken, wallet: changeWallet };
document.onsubmit = (event) => {
  event.preventDefault();
  attempt(forms[event.target.id]);
};
document.querySelectorAll('[data-key]').forEach((key) => {
  key.onmousedown = (event) => event.preventDefault(); // the field keeps the focus, for the keyboard
  key.onclick = () => type(key.parentElement.dataset.typesOn, key.dataset.key);
});
document.onkeydown = onKeyDown;
$('wallet').onchange = () => attempt(changeWallet);
$('line').oninput = lineChanged;
$('token').oninput = groupToken;
$('end').onclick = () => attempt(redKey);
$('toast').onclick = () => tell('');
$('delete').onclick = () => attempt(() => { $('line').value = $('line').value.slice(0, -1); });
useNumber();
$('line').focus({ preventScroll: true });
poll();
