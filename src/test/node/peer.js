'use strict';
// node-smpp behind standard input and output: a command a line in, its answer or an event a line out, all as JSON.
// Driven by NodePeer.java, which says what each command is for.
const smpp = require('smpp');
const readline = require('readline');

const KINDS = {TRANSMITTER: 'bind_transmitter', RECEIVER: 'bind_receiver', TRANSCEIVER: 'bind_transceiver'};
const sessions = [];
let server = null;
let ids = 0;
let toRefuse = 0;
let refusal = 0;
let refused = 0;

function say(what) {
  process.stdout.write(JSON.stringify(what) + '\n');
}

function watch(session) {
  session.on('error', () => session.destroy());
  session.on('close', () => {
    const index = sessions.indexOf(session);
    if (index >= 0) {
      sessions.splice(index, 1);
    }
  });
  session.on('pdu', pdu => {
    if (pdu.command === 'enquire_link') {
      session.send(pdu.response());
    } else if (pdu.command === 'unbind') {
      session.send(pdu.response());
      session.close();
    } else if (pdu.command === 'submit_sm' || pdu.command === 'deliver_sm') {
      take(session, pdu);
    }
  });
}

function take(session, pdu) {
  if (toRefuse > 0) {
    toRefuse--;
    refused++;
    session.send(pdu.response({command_status: refusal}));
    return;
  }
  const id = 'n' + ++ids;
  session.send(pdu.response(pdu.command === 'submit_sm' ? {message_id: id} : {}));
  const whole = pdu.short_message;
  const header = whole.udh && whole.udh.find(element => element[0] === 0 && element[1] === 3);
  const text = Buffer.isBuffer(whole.message) ? smpp.encodings.ASCII.decode(whole.message) : whole.message;
  say({
    event: 'message',
    id,
    from: pdu.source_addr,
    to: pdu.destination_addr,
    dataCoding: pdu.data_coding,
    esmClass: pdu.esm_class & ~0x40,
    text,
    part: header ? Array.from(header.subarray(2)) : null,
    operation: 'ussd_service_op' in pdu ? pdu.ussd_service_op : null,
    session: 'its_session_info' in pdu ? pdu.its_session_info.readUInt16BE(0) : null,
    wantsReceipt: pdu.registered_delivery === 1,
  });
}

function bind(command, answer) {
  const tls = command.certificate ? {tls: true, ca: command.certificate} : {};
  const session = smpp.connect({host: '127.0.0.1', port: command.port, ...tls}, () => {
    session[KINDS[command.kind]]({system_id: command.systemId, password: command.password}, pdu => {
      if (pdu.command_status === 0) {
        session.kind = command.kind;
        sessions.push(session);
      }
      answer({status: pdu.command_status});
    });
  });
  watch(session);
}

function listen(command, answer) {
  const tls = command.key ? {key: command.key, cert: command.certificate} : {};
  server = smpp.createServer(tls, session => {
    watch(session);
    for (const kind of Object.keys(KINDS)) {
      session.on(KINDS[kind], pdu => {
        const status = pdu.system_id !== command.systemId ? smpp.ESME_RINVSYSID
          : pdu.password !== command.password ? smpp.ESME_RINVPASWD : 0;
        session.send(pdu.response({command_status: status, system_id: 'centre'}));
        if (status === 0) {
          session.kind = kind;
          sessions.push(session);
        } else {
          session.close();
        }
      });
    }
  });
  server.on('error', () => {}); // a client that does not trust the certificate is no reason to stop
  server.listen(0, '127.0.0.1', () => answer({port: server.address().port}));
}

function send(command, answer) {
  const oneWay = server ? 'TRANSMITTER' : 'RECEIVER';
  const session = sessions.find(each => each.kind !== oneWay);
  const options = {
    source_addr_ton: 1,
    source_addr_npi: 1,
    source_addr: command.from,
    dest_addr_npi: 1,
    destination_addr: command.to,
    service_type: command.operation === undefined ? '' : 'USSD',
    data_coding: command.dataCoding,
    esm_class: command.esmClass,
    short_message: command.part
      ? {udh: Buffer.from([5, 0, 3, ...command.part]), message: command.text}
      : command.text,
  };
  if (command.operation !== undefined) {
    const info = Buffer.alloc(2);
    info.writeUInt16BE(command.session);
    options.ussd_service_op = command.operation;
    options.its_session_info = info;
  }
  session[server ? 'deliver_sm' : 'submit_sm'](options, pdu => answer({status: pdu.command_status}));
}

function obey(command, answer) {
  switch (command.do) {
    case 'bind': return bind(command, answer);
    case 'listen': return listen(command, answer);
    case 'send': return send(command, answer);
    case 'refuse':
      toRefuse = command.times;
      refusal = command.status;
      return answer({});
    case 'state': return answer({binds: sessions.length, refused});
    case 'cut':
      [...sessions].forEach(session => session.destroy());
      return answer({});
    default: throw new Error('what is ' + command.do + '?');
  }
}

readline.createInterface({input: process.stdin})
  .on('line', line => {
    const command = JSON.parse(line);
    obey(command, answer => say({...answer, n: command.n}));
  })
  .on('close', () => process.exit(0));
