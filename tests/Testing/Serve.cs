using System.Runtime.InteropServices;
using Selvedge.Journal.Embedded;

// One PostgreSQL for a whole test run: started in the folder given, told by its connection string on the first line,
// stopped when this process is told to stop.
await using var server = await EmbeddedPostgres.StartAsync(args[0]);
using var stopped = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => { signal.Cancel = true; stopped.Cancel(); });
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => { signal.Cancel = true; stopped.Cancel(); });
Console.WriteLine(server.ConnectionString);
await Task.Delay(Timeout.Infinite, stopped.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
