import net from 'node:net';

/** A relay that takes every mail and counts them; stands in for postfix's smtp-sink. Knows just enough of SMTP for that. */
let mails = 0;
let told = 0;

const END = Buffer.from('\r\n.\r\n');

class Dialogue {
  private rest: Buffer = Buffer.alloc(0);
  private inData = false;

  constructor(private readonly socket: net.Socket) {
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (chunk) => this.read(chunk));
    socket.write('220 sink ESMTP\r\n');
  }

  private read(chunk: Buffer): void {
    let bytes = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk;
    let reply = '';
    while (bytes.length > 0) {
      if (this.inData) {
        const end = bytes.indexOf(END);
        if (end < 0) break;
        bytes = bytes.subarray(end + END.length);
        this.inData = false;
        mails++;
        reply += '250 2.0.0 taken\r\n';
        continue;
      }
      const end = bytes.indexOf('\r\n');
      if (end < 0) break;
      reply += this.answer(bytes.subarray(0, end).toString('latin1'));
      bytes = bytes.subarray(end + 2);
    }
    // Of a long message only its end matters.
    this.rest = this.inData && bytes.length > 64 * 1024 ? Buffer.from(bytes.subarray(-4)) : Buffer.from(bytes);
    if (reply) this.socket.write(reply, 'latin1');
  }

  private answer(line: string): string {
    switch (line.slice(0, 4).toUpperCase()) {
      case 'EHLO':
        return '250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n';
      case 'DATA':
        this.inData = true;
        return '354 go on\r\n';
      case 'QUIT':
        this.socket.end('221 bye\r\n');
        return '';
      default:
        return '250 2.0.0 ok\r\n';
    }
  }
}

const server = net.createServer((socket) => new Dialogue(socket));
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send!({ ready: true }));
setInterval(() => {
  if (mails !== told) process.send!({ mails: (told = mails) });
}, 5);
process.on('disconnect', () => process.exit(0));
