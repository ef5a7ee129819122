// A real mail server on a loopback port: tells what came, a line of JSON each, and refuses what it is told to by its input.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { SMTPServer } = createRequire(`${process.cwd()}/`)("smtp-server");
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

let refusing = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["AUTH", "STARTTLS"],
  onRcptTo: (_, __, done) => done(refusing === 0 ? null : Object.assign(new Error("not this one"), { responseCode: refusing })),
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      say({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(parts).toString("base64") });
      done();
    });
  },
});
server.on("error", (error) => { throw error; });
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => say({ port: server.server.address().port }));
createInterface({ input: process.stdin }).on("line", (line) => {
  refusing = Number(line);
  say({ refusing });
}).on("close", () => process.exit(0));
