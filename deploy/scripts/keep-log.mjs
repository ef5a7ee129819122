// Usage: node keep-log.mjs FILE: keeps a node's JSON log lines in FILE and one FILE.1, at most 20 MB each, and says on
// standard error, in words, what is a warning or worse. Ends when its input does, not with the terminal's Ctrl-C.
import { createInterface } from "node:readline";
import { closeSync, fstatSync, openSync, renameSync, writeSync } from "node:fs";

const file = process.argv[2];
const most = 20 * 1024 * 1024;
const told = { Warning: "warning", Error: "error", Critical: "error" };
let out = openSync(file, "a");
let size = fstatSync(out).size;

function keep(line) {
  if (size > most) {
    closeSync(out);
    renameSync(file, `${file}.1`);
    [out, size] = [openSync(file, "a"), 0];
  }
  size += writeSync(out, `${line}\n`);
}

function say(line) {
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    // No log line: what the program says before it can log, or when it breaks.
    process.stderr.write(`  ${line}\n`);
    return;
  }
  const level = told[entry.LogLevel];
  if (level) process.stderr.write(`  ${level}: ${entry.Message}${entry.Exception ? ` (${entry.Exception.split("\n", 1)[0]})` : ""}\n`);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
createInterface({ input: process.stdin, crlfDelay: Infinity }).on("line", (line) => {
  keep(line);
  say(line);
});
