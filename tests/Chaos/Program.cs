using System.Runtime.InteropServices;
using Selvedge.Chaos;

if (Options.Parse(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
try
{
    var outcome = await Runner.RunAsync(options, null, stop.Token);
    Console.WriteLine(options.Json ? Report.Json(outcome) : Report.Text(outcome));
    if (options.Save)
        Console.Error.WriteLine($"Written to {await Report.SaveAsync(outcome)}");
    return outcome.Holds ? 0 : 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
